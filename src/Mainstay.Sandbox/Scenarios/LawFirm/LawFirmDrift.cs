using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>
/// How roles and records came apart: people left and came back, promotions were entered and never given, old roles were never taken, records were cleaned
/// and roles forgotten. 25 people on the records need their roles put right; for one more it is beyond the bot, as the role stands above its own; and
/// five hold a role that no record explains.
/// </summary>
internal static class LawFirmDrift
{
    public static void Plant(WorldGuild guild, LawFirmRoles roles, LawFirmPeople people)
    {
        // Left the server and rejoined, or lost the role in somebody's clean-up: 18 roles to give.
        Lose(people, roles, "Partner", 0, 2);
        Lose(people, roles, "Senior Associate", 0, 1, 5, 6);
        Lose(people, roles, "Associate", 0, 1, 2, 6, 7, 8, 9);
        Lose(people, roles, "Paralegal", 0, 1, 3, 4, 5);

        // Promoted, and the old rank's role stayed: 5 roles to take.
        Keep(people, roles, "Senior Partner", "Partner", 0);
        Keep(people, roles, "Partner", "Senior Associate", 1);
        Keep(people, roles, "Senior Associate", "Associate", 2, 3);
        Keep(people, roles, "Associate", "Paralegal", 3);

        // Promoted in the records, never on the server: 2 people with one to take and one to give.
        Lose(people, roles, "Senior Associate", 4);
        Keep(people, roles, "Senior Associate", "Associate", 4);
        Lose(people, roles, "Associate", 4);
        Keep(people, roles, "Associate", "Paralegal", 4);

        // Dismissed long ago, or never hired at all: 5 roles that only a person can judge.
        foreach (var level in (ReadOnlySpan<int>)[1, 1, 2, 3, 4])
        {
            people.AddFormerStaff(LawFirmRoles.Ranks.Single(rank => rank.Level == level));
        }

        // On the records as active, but gone.
        guild.Members.Remove(people.Of("Associate")[5].Id.Value);
        guild.Members.Remove(people.Of("Paralegal")[2].Id.Value);

        // Ran the firm for a year and kept the role, which the bot may not touch.
        Keep(people, roles, "Senior Partner", "Managing Partner", 1);
    }

    private static void Lose(LawFirmPeople people, LawFirmRoles roles, string rank, params ReadOnlySpan<int> who)
    {
        foreach (var index in who)
        {
            var member = people.Of(rank)[index];
            member.Roles = LawFirmPeople.Sorted(member.Roles.Where(role => role != RoleOf(roles, rank)));
        }
    }

    private static void Keep(LawFirmPeople people, LawFirmRoles roles, string rank, string old, params ReadOnlySpan<int> who)
    {
        foreach (var index in who)
        {
            var member = people.Of(rank)[index];
            member.Roles = LawFirmPeople.Sorted(member.Roles.Append(RoleOf(roles, old)));
        }
    }

    private static Id<Role> RoleOf(LawFirmRoles roles, string rank) => roles.Of(LawFirmRoles.Ranks.Single(one => one.Name == rank)).Id;
}
