using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios.Names;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>Many members, quickly: texts are short, and members with the same roles share one array.</summary>
internal sealed class LargeScenario(int members) : Scenario(string.Create(CultureInfo.InvariantCulture, $"large:{members}"))
{
    public const int MinMembers = 3;
    public const int MaxMembers = 1_000_000;
    private const int RoleCount = 40;
    private const int RoleSets = 400;
    private static readonly DateTimeOffset Start = new(2018, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal override ScenarioRoster? Build(DiscordWorld world, ScenarioSeat seat)
    {
        var chance = new Random(seat.Seed);
        var owner = world.AddPerson("owner", "The owner", Start.AddDays(-300));
        var application = world.AddApplication(seat.BotName, seat.Token, owner.Id, Start.AddDays(-20));
        var guild = world.AddGuild(string.Create(CultureInfo.InvariantCulture, $"Large server ({members:N0})"), owner, Start);
        var roles = AddRoles(guild);
        guild.AddBot(world.User(application.BotId)!, BotPermissions.Sensible, Start.AddDays(1));
        var administrator = guild.AddRole("Admin", Permissions.Administrator, 0xE67E22, hoist: true, created: Start.AddDays(1));
        AddChannels(guild);
        guild.AddMember(world.AddPerson("admin", "The admin", Start.AddDays(-200)), [administrator.Id], Start.AddDays(1));
        AddMembers(guild, RoleSetsOf(roles, chance), members - guild.Members.Count, chance);
        return null;
    }

    private static Id<Role>[] AddRoles(WorldGuild guild)
    {
        var roles = new Id<Role>[RoleCount];
        for (var i = 0; i < RoleCount; i++)
        {
            roles[i] = guild.AddRole(string.Create(CultureInfo.InvariantCulture, $"Group {i + 1}"), color: (i * 0x3F1B5) & 0xFFFFFF, hoist: i % 8 == 0, created: Start.AddHours(i)).Id;
        }

        return roles;
    }

    private static void AddChannels(WorldGuild guild)
    {
        var made = Start.AddHours(1);
        foreach (var section in (ReadOnlySpan<string>)["Information", "Community", "Projects", "Voice"])
        {
            var category = guild.AddChannel(ChannelType.GuildCategory, section, created: made);
            for (var i = 1; i <= 6; i++)
            {
                var kind = section == "Voice" ? ChannelType.GuildVoice : ChannelType.GuildText;
                guild.AddChannel(kind, string.Create(CultureInfo.InvariantCulture, $"{section.ToLowerInvariant()}-{i}"), category, created: made);
            }
        }
    }

    // Real servers have few distinct sets of roles for their many members.
    private static Id<Role>[][] RoleSetsOf(Id<Role>[] roles, Random chance)
    {
        var sets = new Id<Role>[RoleSets][];
        for (var i = 0; i < sets.Length; i++)
        {
            var count = chance.Next(0, 6);
            sets[i] = [.. Enumerable.Range(0, count).Select(_ => roles[chance.Next(roles.Length)]).Distinct().Order()];
        }

        return sets;
    }

    private static void AddMembers(WorldGuild guild, Id<Role>[][] sets, int count, Random chance)
    {
        var span = TimeSpan.FromDays(2500) / Math.Max(1, count);
        var names = new NameSource(chance);
        for (var i = 0; i < count; i++)
        {
            // Rising ids are appended, which makes a million of them a matter of a second.
            var created = Start + (i * span);
            var name = names.Quick(i);
            var user = guild.World.AddPerson(name.Username, i % 3 == 0 ? name.Shown : null, created);
            guild.Members.Set(user.Id.Value, new WorldMember(user) { JoinedAt = created.AddDays(1), Roles = sets[chance.Next(sets.Length)], Nick = i % 11 == 0 ? name.Shown : null });
        }
    }
}
