using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>What a plan may not do whoever asks for it: more than the guild's limits allow, and anything to what is protected.</summary>
internal static class BlastRadius
{
    /// <summary>So many people may always be affected: a percentage of a small server would allow nothing.</summary>
    private const int AlwaysAllowed = 20;

    /// <summary>Clauses for people; empty when the plan is within bounds.</summary>
    public static IEnumerable<string> Obstacles(GuildImage image, IReadOnlyList<Change> changes, OperationSettings limits)
    {
        if (changes.Count > limits.MostChanges)
        {
            yield return Over($"holds {OperationTexts.Count(changes.Count, "change")}", limits.MostChanges, "most-changes");
        }

        var people = changes.SelectMany(People).Distinct().Count();
        if (people > limits.MostPeople)
        {
            yield return Over($"affects {OperationTexts.Count(people, "person", "people")}", limits.MostPeople, "most-people");
        }

        if (people > AlwaysAllowed && people * 100L > (long)limits.MostPeoplePercent * image.Members.Count)
        {
            yield return Over($"affects {OperationTexts.Count(people, "person", "people")} of {image.Members.Count}", $"{limits.MostPeoplePercent} percent", "most-people-percent");
        }

        var deleted = changes.Count(c => c is RoleChange { After: null } or ChannelChange { After: null });
        if (deleted > limits.MostDeletions)
        {
            yield return Over($"deletes {OperationTexts.Count(deleted, "role or channel", "roles and channels")}", limits.MostDeletions, "most-deletions");
        }

        var touched = changes.Where(c => c is RoleChange or ChannelChange).Select(c => c.Target).Distinct().Count();
        if (touched > limits.MostRolesAndChannels)
        {
            yield return Over($"touches {OperationTexts.Count(touched, "role or channel", "roles and channels")}", limits.MostRolesAndChannels, "most-roles-and-channels");
        }

        foreach (var clause in Protected(changes, limits).Distinct(StringComparer.Ordinal))
        {
            yield return clause;
        }
    }

    private static IEnumerable<string> Protected(IReadOnlyList<Change> changes, OperationSettings limits)
    {
        foreach (var change in changes)
        {
            foreach (var role in Roles(change).Where(limits.ProtectedRoles.Contains))
            {
                yield return $"{Mention.Role(role)} is protected: no plan gives, takes, edits or deletes it";
            }

            if (change is ChannelChange { Channel: var channel } && limits.ProtectedChannels.Contains(channel))
            {
                yield return $"{Mention.Channel(channel)} is protected: no plan edits or deletes it";
            }

            foreach (var person in People(change).Where(limits.ProtectedMembers.Contains))
            {
                yield return $"{Mention.User(person)} is protected: no plan changes, kicks or bans them";
            }
        }
    }

    private static IEnumerable<Id<Role>> Roles(Change change) => change switch
    {
        MemberRolesChange roles => roles.Given.Concat(roles.Taken),
        MemberChange { Before.Roles: { } before, After.Roles: { } after } => after.Except(before).Concat(before.Except(after)),
        RoleChange role => [role.Role],
        _ => [],
    };

    private static IEnumerable<Id<User>> People(Change change) => change switch
    {
        MemberRolesChange roles => [roles.Member],
        MemberChange member => [member.Member],
        KickChange kick => [kick.Member],
        BansChange bans => bans.Users,
        RoleChange { After: null, Before.Holders: { } holders } => holders,
        _ => [],
    };

    private static string Over(string does, object most, string setting) =>
        $"the plan {does}, and this server allows {most} (`/settings set name:operations key:{setting}`)";
}
