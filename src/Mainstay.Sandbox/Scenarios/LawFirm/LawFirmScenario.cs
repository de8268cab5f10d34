using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios.Names;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>A law firm's community as it stands after six years: 1,200 members, and roles that no longer say what the records say.</summary>
internal sealed class LawFirmScenario() : Scenario("law-firm")
{
    public const int MemberCount = 1_200;
    public static readonly DateTimeOffset Founded = new(2019, 9, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Today = new(2025, 10, 1, 12, 0, 0, TimeSpan.Zero);

    internal override ScenarioRoster? Build(DiscordWorld world, ScenarioSeat seat)
    {
        var chance = new Random(seat.Seed);
        var names = new NameSource(chance);
        var owner = world.AddPerson("eleanor.whitfield", "Eleanor Whitfield", Founded.AddYears(-3));
        var application = world.AddApplication(seat.BotName, seat.Token, owner.Id, Founded.AddYears(5));
        var guild = world.AddGuild("Whitfield & Partners", owner, Founded);
        guild.Settings = guild.Settings with
        {
            Description = "A role-play law firm: consultations, court sessions, and a staff that takes it seriously.",
            VerificationLevel = VerificationLevel.Medium,
            DefaultMessageNotifications = DefaultMessageNotifications.OnlyMentions,
            ExplicitContentFilter = ExplicitContentFilter.AllMembers,
        };

        var roles = LawFirmRoles.Add(guild, world.User(application.BotId)!);
        var channels = LawFirmChannels.Add(guild, roles);
        var people = new LawFirmPeople(guild, roles, names, chance);
        var roster = people.AddStaff(owner);
        people.AddEveryoneElse(MemberCount);
        LawFirmHistory.Write(guild, channels, people, chance);
        return LawFirmBooks.Add(roster, guild, roles, channels, people);
    }
}
