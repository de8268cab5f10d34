using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Scenarios;

public sealed class LawFirmTests
{
    private static readonly (DiscordWorld World, ScenarioRoster Roster) Firm = Build(1, new ManualTime());

    private static WorldGuild Guild => Firm.World.Guilds.First!;

    [Fact]
    public void There_are_twelve_hundred_members_and_a_bot_without_administrator()
    {
        Guild.Members.Count.ShouldBe(1_200);
        var bot = Guild.Member(Firm.World.Applications.Values.Single().BotId)!;
        var permissions = Guild.PermissionsOf(bot);
        permissions.HasFlag(Permissions.Administrator).ShouldBeFalse();
        permissions.HasFlag(Permissions.ManageRoles | Permissions.ViewAuditLog | Permissions.ManageChannels).ShouldBeTrue();
        Guild.Channels.Values.ShouldContain(c => !Guild.CanView(bot.Id, c));
    }

    [Fact]
    public void Twenty_five_people_need_their_roles_put_right_one_is_beyond_the_bot_and_five_have_no_record()
    {
        var bot = Guild.Member(Firm.World.Applications.Values.Single().BotId)!;
        var ranks = Firm.Roster.Ranks.ToDictionary(r => r.Name, r => r.Role);
        var records = Firm.Roster.Staff.ToDictionary(s => s.User, s => ranks[s.Rank]);
        var (repairable, beyond, unexplained) = (0, 0, 0);
        foreach (var member in Guild.Members.All())
        {
            var held = member.Roles.Where(ranks.ContainsValue).ToArray();
            if (!records.TryGetValue(member.Id, out var wanted))
            {
                unexplained += held.Length > 0 ? 1 : 0;
                continue;
            }

            Id<Role>[] changes = [.. held.Except([wanted]), .. ((Id<Role>[])[wanted]).Except(held)];
            repairable += changes.Any(r => Guild.Outranks(bot, Guild.Roles[r])) ? 1 : 0;
            beyond += changes.Any(r => !Guild.Outranks(bot, Guild.Roles[r])) ? 1 : 0;
        }

        (repairable, beyond, unexplained).ShouldBe((25, 1, 5));
        Firm.Roster.Staff.Count(s => Guild.Member(s.User) is null).ShouldBe(2);
    }

    [Fact]
    public void The_records_keep_to_the_limits_call_ranks_as_their_roles_are_called_and_name_what_was_deleted()
    {
        foreach (var rank in Firm.Roster.Ranks)
        {
            Firm.Roster.Staff.Count(s => s.Rank == rank.Name).ShouldBeLessThanOrEqualTo(rank.Limit, rank.Name);
        }

        Firm.Roster.Ranks.Select(r => r.Level).ShouldBe([6, 5, 4, 3, 2, 1]);
        Firm.Roster.Ranks.ShouldAllBe(r => Guild.Roles[r.Role].Name == r.Name);
        Guild.Channels.ContainsKey(Firm.Roster.LogChannel).ShouldBeFalse();
    }

    [Fact]
    public void Names_are_such_as_Discord_allows()
    {
        foreach (var user in Firm.World.Users.All().Where(u => !u.IsBot))
        {
            user.Username.Length.ShouldBeInRange(2, 32);
            user.Username.ShouldAllBe(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_' || c == '.');
            (user.GlobalName?.Length ?? 1).ShouldBeInRange(1, 32);
        }

        Firm.World.Users.All().Where(u => !u.IsBot).Select(u => u.Username).ShouldBeUnique();
        Guild.Members.All().ShouldAllBe(m => m.Nick == null || m.Nick.Length <= 32);
        Guild.Members.All().Count(m => m.User.GlobalName?.Any(c => c > 0x370) == true).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void The_same_seed_is_the_same_world_whatever_the_clock()
    {
        var other = Build(1, new ManualTime(new DateTimeOffset(2030, 5, 5, 5, 5, 5, TimeSpan.Zero)));
        Print(other.World).ShouldBe(Print(Firm.World));
        other.Roster.Staff.ShouldBe(Firm.Roster.Staff);
        Print(Build(2, new ManualTime()).World).ShouldNotBe(Print(Firm.World));
    }

    private static string Print(DiscordWorld world) => string.Join('\n', world.Guilds.First!.Members.All().Select(m => $"{m.Id} {m.User.Username} {m.Nick} {string.Join(',', m.Roles)}"))
        + string.Join('\n', world.Channels.Values.Select(c => $"{c.Id} {c.Model.Name} {c.Messages.Count}"));

    private static (DiscordWorld World, ScenarioRoster Roster) Build(int seed, TimeProvider time)
    {
        var world = new DiscordWorld(time, seed);
        return (world, Scenario.LawFirm.Build(world, new ScenarioSeat("token", "Mainstay", seed))!);
    }
}
