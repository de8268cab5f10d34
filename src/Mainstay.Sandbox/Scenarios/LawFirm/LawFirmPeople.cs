using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios.Names;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>Everyone of the firm's server, and the records of its staff.</summary>
internal sealed class LawFirmPeople(WorldGuild guild, LawFirmRoles roles, NameSource names, Random chance)
{
    private static readonly string[] Pronouns = ["she/her", "he/him", "they/them"];

    private static readonly (string Role, int OneIn)[] Common =
    [
        ("Client", 5), ("Visitor", 2), ("Ping: announcements", 3), ("Ping: court sessions", 6), ("Retained Client", 25),
        ("Court Reporter", 90), ("Moderator", 170), ("Event Team", 150), ("Interviewee", 120),
    ];

    private readonly List<RosterEntry> _records = [];
    private readonly Dictionary<string, List<WorldMember>> _staff = new(StringComparer.Ordinal);

    public WorldMember Owner { get; private set; } = null!;

    public List<WorldMember> Visitors { get; } = [];

    public IReadOnlyList<WorldMember> Of(string rank) => _staff[rank];

    /// <summary>Hires the firm from the top down, as the records have it, and then lets the roles drift.</summary>
    public ScenarioRoster AddStaff(WorldUser owner)
    {
        Owner = guild.Member(owner.Id)!;
        Owner.Nick = "MP | Eleanor Whitfield";
        Owner.Roles = Sorted(roles.Of(LawFirmRoles.Ranks[0]).Id, roles["Verified"].Id);
        _staff[LawFirmRoles.Ranks[0].Name] = [Owner];
        _records.Add(new RosterEntry(owner.Id, "Eleanor Whitfield", LawFirmRoles.Ranks[0].Name, LawFirmScenario.Founded, null));
        foreach (var (rank, count) in LawFirmRoles.Ranks.Skip(1).Zip([3, 5, 9, 10, 9]))
        {
            _staff[rank.Name] = [.. Enumerable.Range(0, count).Select(_ => Hire(rank))];
        }

        LawFirmDrift.Plant(guild, roles, this);
        guild.AddMember(Person(out var admin), [roles["Admin"].Id, roles["Verified"].Id], LawFirmScenario.Founded.AddDays(9), $"IT | {admin.Given}");
        guild.AddMember(Person(out var manager), [roles["Admin"].Id, roles["Hiring Staff"].Id, roles["Verified"].Id], LawFirmScenario.Founded.AddDays(31), $"Office | {manager.Given}");
        return new ScenarioRoster(
            guild.Id,
            [.. LawFirmRoles.Ranks.Select(rank => new RosterRank(rank.Name, rank.Level, rank.Limit, roles.Of(rank).Id))],
            _records,
            guild.World.Ids.At<Channel>(LawFirmScenario.Founded.AddYears(5)));
    }

    /// <summary>Clients, visitors, and those who never said a word.</summary>
    public void AddEveryoneElse(int total)
    {
        while (guild.Members.Count < total)
        {
            var joined = LawFirmScenario.Founded.AddDays(10 + (chance.NextDouble() * 2200));
            var held = new List<Id<Role>>();
            if (chance.Next(10) > 1)
            {
                held.Add(roles["Verified"].Id);
                foreach (var (role, oneIn) in Common)
                {
                    held.AddRange(Some(roles[role].Id, oneIn));
                }

                held.AddRange(Some(roles[Pronouns[chance.Next(3)]].Id, 3));
            }

            var member = guild.AddMember(Person(out var name, joined), held, joined, chance.Next(7) == 0 ? $"{name.Given} ✨" : null);
            member.IsPending = held.Count == 0 && chance.Next(3) == 0;
            Visitors.Add(member);
        }
    }

    /// <summary>Someone whom the records do not know (any more) and who still holds a rank's role.</summary>
    public WorldMember AddFormerStaff(Rank rank)
    {
        var user = Person(out var name);
        return guild.AddMember(user, [roles.Of(rank).Id, roles["Verified"].Id, roles["Alumni"].Id], LawFirmScenario.Founded.AddDays(200 + chance.Next(400)), $"ex-{rank.Abbreviation} {name.Given}");
    }

    public static Id<Role>[] Sorted(params IEnumerable<Id<Role>> held) => [.. held.Distinct().Order()];

    private WorldMember Hire(Rank rank)
    {
        var hired = LawFirmScenario.Founded.AddDays(60 + chance.Next(2000));
        var user = Person(out var name, hired.AddDays(-30));
        _records.Add(new RosterEntry(user.Id, name.Shown, rank.Name, hired, Owner.Id));
        return guild.AddMember(user, [roles.Of(rank).Id, roles["Verified"].Id, .. Some(roles["Ping: announcements"].Id, 2)], hired.AddDays(-14), Clip($"{rank.Abbreviation} | {name.Shown}"));
    }

    private WorldUser Person(out PersonName name, DateTimeOffset? joined = null)
    {
        name = names.Next();
        var age = TimeSpan.FromDays(20 + (chance.NextDouble() * 1400));
        return guild.World.AddPerson(name.Username, name.Shown, (joined ?? LawFirmScenario.Founded) - age);
    }

    private Id<Role>[] Some(Id<Role> role, int oneIn) => chance.Next(oneIn) == 0 ? [role] : [];

    // Nicknames have at most 32 characters.
    private static string Clip(string nick) => nick.Length <= 32 ? nick : nick[..32];
}
