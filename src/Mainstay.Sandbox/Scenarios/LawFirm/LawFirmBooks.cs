using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>
/// The firm's other books, as little in step with the server as its staff records: a job some of whose people lost its role, one whose role was deleted, a right
/// that a deleted role still has, and channels to be left alone of which the bot sees only one.
/// </summary>
internal static class LawFirmBooks
{
    private const int LostTheRole = 2;

    public static ScenarioRoster Add(ScenarioRoster roster, WorldGuild guild, LawFirmRoles roles, LawFirmChannels channels, LawFirmPeople people)
    {
        var events = roles["Event Team"].Id;
        var deleted = LawFirmScenario.Founded.AddYears(3);
        var bailiff = guild.World.Ids.At<Role>(deleted);
        var holders = people.Visitors.Where(v => v.Roles.Contains(events)).Select(v => v.User.Id).Skip(1).ToArray();
        var without = people.Visitors.Where(v => v.Roles.Contains(roles["Verified"].Id) && !v.Roles.Contains(events)).Select(v => v.User.Id).Take(LostTheRole);
        return roster with
        {
            Jobs =
            [
                new RosterJob("Event host", events, 20, [.. holders, .. without], LawFirmScenario.Founded.AddYears(2)),
                new RosterJob("Bailiff", bailiff, 4, [], deleted),
            ],
            Grants =
            [
                new RosterGrant("sync.run", roles["Moderator"].Id),
                new RosterGrant("sync.run", bailiff),
            ],
            Protected = [channels["rules"].Id, channels["partners-lounge"].Id],
        };
    }
}
