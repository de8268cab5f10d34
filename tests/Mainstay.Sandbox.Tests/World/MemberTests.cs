using Mainstay.Discord;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class MemberTests
{
    private readonly Stage _stage = new();

    [Fact]
    public void Giving_a_role_is_told_and_logged_once()
    {
        _stage.Guild.GiveRole(By(_stage.Moderator, "earned"), _stage.Member.Id, _stage.Low.Id);
        _stage.Guild.GiveRole(By(_stage.Moderator), _stage.Member.Id, _stage.Low.Id);

        _stage[_stage.Member].Roles.ShouldBe([_stage.Low.Id]);
        _stage.Names.ShouldBe(["GUILD_MEMBER_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
        var entry = _stage.LastLogged;
        entry.ActionType.ShouldBe(AuditLogEvent.MemberRoleUpdate);
        entry.TargetId.ShouldBe(_stage.Member.Id.ToString());
        entry.Reason.ShouldBe("earned");
        entry.Changes!.Single().Key.ShouldBe("$add");
        entry.Changes!.Single().NewValue.Value[0].GetProperty("name").GetString().ShouldBe("low");
    }

    [Theory]
    [InlineData("low", true)]
    [InlineData("moderators", false)]
    [InlineData("high", false)]
    public void A_moderator_gives_only_roles_below_their_own(string name, bool may)
    {
        var role = _stage.Guild.Roles.Values.Single(r => r.Name == name);
        Action give = () => _stage.Guild.GiveRole(By(_stage.Moderator), _stage.Member.Id, role.Id);
        if (may)
        {
            give.ShouldNotThrow();
        }
        else
        {
            Refused(give).Code.ShouldBe(50013);
        }
    }

    [Fact]
    public void Who_may_not_manage_roles_gives_none() =>
        Refused(() => _stage.Guild.GiveRole(By(_stage.Member), _stage.Member.Id, _stage.Low.Id)).Code.ShouldBe(50013);

    [Fact]
    public void A_role_below_ones_own_may_be_given_to_someone_above_oneself() =>
        Should.NotThrow(() => _stage.Guild.GiveRole(By(_stage.Moderator), _stage.Administrator.Id, _stage.Low.Id));

    [Fact]
    public void Unknown_people_and_roles_have_their_own_codes()
    {
        var stranger = _stage.World.AddPerson("stranger");
        Refused(() => _stage.Guild.GiveRole(By(_stage.Owner), stranger.Id, _stage.Low.Id)).Code.ShouldBe(10007);
        Refused(() => _stage.Guild.GiveRole(By(_stage.Owner), new Id<User>(1), _stage.Low.Id)).Code.ShouldBe(10013);
        Refused(() => _stage.Guild.GiveRole(By(_stage.Owner), _stage.Member.Id, new Id<Role>(1))).Code.ShouldBe(10011);
        Refused(() => _stage.Guild.GiveRole(By(stranger), _stage.Member.Id, _stage.Low.Id)).Code.ShouldBe(50001);
    }

    [Fact]
    public void Setting_roles_logs_what_came_and_what_went()
    {
        _stage.Guild.GiveRole(By(_stage.Owner), _stage.Member.Id, _stage.Low.Id);
        _stage.Happened.Clear();

        _stage.Guild.ModifyMember(By(_stage.Owner), _stage.Member.Id, new MemberDraft { Roles = new([_stage.High.Id]) });

        _stage[_stage.Member].Roles.ShouldBe([_stage.High.Id]);
        _stage.LastLogged.Changes!.Select(c => c.Key).ShouldBe(["$add", "$remove"]);
        _stage.Names.Count(n => n == "GUILD_MEMBER_UPDATE").ShouldBe(1);
    }

    [Fact]
    public void Setting_roles_may_keep_what_one_could_not_give()
    {
        _stage.Guild.GiveRole(By(_stage.Owner), _stage.Member.Id, _stage.High.Id);

        _stage.Guild.ModifyMember(By(_stage.Moderator), _stage.Member.Id, new MemberDraft { Roles = new([_stage.High.Id, _stage.Low.Id]) });

        _stage[_stage.Member].Roles.ShouldBe([_stage.Low.Id, _stage.High.Id]);
        Refused(() => _stage.Guild.ModifyMember(By(_stage.Moderator), _stage.Member.Id, new MemberDraft { Roles = new([_stage.Low.Id]) })).Code.ShouldBe(50013);
    }

    [Fact]
    public void Managed_roles_are_given_by_nobody()
    {
        _stage.Guild.Set(_stage.Low with { Managed = true });

        Refused(() => _stage.Guild.GiveRole(By(_stage.Owner), _stage.Member.Id, _stage.Low.Id)).Code.ShouldBe(50013);
    }

    [Fact]
    public void Names_follow_the_hierarchy()
    {
        _stage.Guild.ModifyMember(By(_stage.Moderator), _stage.Member.Id, new MemberDraft { Nick = "Maxi" });
        _stage[_stage.Member].Nick.ShouldBe("Maxi");
        _stage.LastLogged.ActionType.ShouldBe(AuditLogEvent.MemberUpdate);

        foreach (var above in new[] { _stage.Administrator, _stage.Owner })
        {
            Refused(() => _stage.Guild.ModifyMember(By(_stage.Moderator), above.Id, new MemberDraft { Nick = "X" })).Code.ShouldBe(50013);
        }

        Refused(() => _stage.Guild.ModifyMember(By(_stage.Administrator), _stage.Owner.Id, new MemberDraft { Nick = "X" })).Code.ShouldBe(50013);
    }

    [Fact]
    public void A_timeout_silences_until_it_ends()
    {
        var until = _stage.World.Now.AddMinutes(10);
        _stage.Guild.ModifyMember(By(_stage.Moderator), _stage.Member.Id, new MemberDraft { TimedOutUntil = until });

        Refused(() => _stage.Text.Send(By(_stage.Member), Saying("let me"))).Code.ShouldBe(50013);
        _stage.Time.Advance(TimeSpan.FromMinutes(11));
        _stage.Text.Send(By(_stage.Member), Saying("thanks")).ShouldNotBeNull();
    }

    [Fact]
    public void A_timeout_is_for_28_days_at_most_and_never_for_administrators()
    {
        var tooLong = new MemberDraft { TimedOutUntil = _stage.World.Now.AddDays(29) };
        Refused(() => _stage.Guild.ModifyMember(By(_stage.Moderator), _stage.Member.Id, tooLong)).Code.ShouldBe(50035);
        var short1 = new MemberDraft { TimedOutUntil = _stage.World.Now.AddDays(1) };
        Refused(() => _stage.Guild.ModifyMember(By(_stage.Owner), _stage.Administrator.Id, short1)).Code.ShouldBe(50013);
    }

    [Fact]
    public void Kicks_follow_the_hierarchy()
    {
        Refused(() => _stage.Guild.Kick(By(_stage.Moderator), _stage.Administrator.Id)).Code.ShouldBe(50013);
        Refused(() => _stage.Guild.Kick(By(_stage.Member), _stage.Moderator.Id)).Code.ShouldBe(50013);

        _stage.Guild.Kick(By(_stage.Moderator, "bye"), _stage.Member.Id);

        _stage.Guild.Member(_stage.Member.Id).ShouldBeNull();
        _stage.Names.ShouldBe(["GUILD_MEMBER_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
        _stage.LastLogged.ActionType.ShouldBe(AuditLogEvent.MemberKick);
    }

    [Fact]
    public void Equals_do_not_kick_each_other()
    {
        var other = _stage.Join("mira", _stage.Moderators.Id);

        Refused(() => _stage.Guild.Kick(By(_stage.Moderator), other.Id)).Code.ShouldBe(50013);
    }

    [Fact]
    public void The_banned_cannot_come_back_until_they_are_pardoned()
    {
        _stage.Guild.Ban(By(_stage.Moderator, "spam"), _stage.Member.Id);

        _stage.Names.ShouldBe(["GUILD_MEMBER_REMOVE", "GUILD_BAN_ADD", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
        _stage.Guild.Bans[_stage.Member.Id.Value]!.Reason.ShouldBe("spam");
        Refused(() => _stage.Guild.Join(_stage.Member)).Code.ShouldBe(40007);

        _stage.Guild.Unban(By(_stage.Moderator), _stage.Member.Id);
        _stage.Guild.Join(_stage.Member).Flags.ShouldBe(GuildMemberFlags.DidRejoin);
        Refused(() => _stage.Guild.Unban(By(_stage.Moderator), _stage.Member.Id)).Code.ShouldBe(10026);
    }

    [Fact]
    public void A_ban_takes_recent_messages_along()
    {
        _stage.Text.Send(By(_stage.Member), Saying("old"));
        _stage.Time.Advance(TimeSpan.FromHours(2));
        _stage.Text.Send(By(_stage.Member), Saying("new"));

        _stage.Guild.Ban(By(_stage.Owner), _stage.Member.Id, TimeSpan.FromHours(1));

        _stage.Text.Messages.All().Select(m => m.Model.Content).ShouldBe(["old"]);
        _stage.Names.ShouldContain("MESSAGE_DELETE_BULK");
    }

    [Fact]
    public void A_bulk_ban_reports_whom_it_could_not_ban()
    {
        var (banned, failed) = _stage.Guild.BulkBan(By(_stage.Moderator), [_stage.Member.Id, _stage.Administrator.Id, new Id<User>(5)], default);

        banned.ShouldBe([_stage.Member.Id]);
        failed.ShouldBe([_stage.Administrator.Id, new Id<User>(5)]);
        Refused(() => _stage.Guild.BulkBan(By(_stage.Moderator), [_stage.Member.Id], default)).Code.ShouldBe(500000);
    }

    [Fact]
    public void A_prune_takes_the_quiet_without_roles()
    {
        var quiet = _stage.Join("quinn");
        var ranked = _stage.Join("rita", _stage.Low.Id);
        _stage.Time.Advance(TimeSpan.FromDays(8));
        _stage.Text.Send(By(_stage.Member), Saying("still here"));

        _stage.Guild.Prunable(By(_stage.Moderator), 7, []).Select(m => m.Id).ShouldBe([quiet.Id]);
        _stage.Guild.Prune(By(_stage.Moderator), 7, [_stage.Low.Id]).ShouldBe(2);
        _stage.Guild.Member(ranked.Id).ShouldBeNull();
        _stage.LastLogged.Options!.MembersRemoved.ShouldBe("2");
    }

    [Fact]
    public void Paused_invites_keep_everyone_out()
    {
        _stage.Guild.SetIncidentActions(By(_stage.Moderator), _stage.World.Now.AddHours(1), default);
        var late = _stage.World.AddPerson("late");

        Refused(() => _stage.Guild.Join(late)).Status.ShouldBe(403);
        _stage.Time.Advance(TimeSpan.FromHours(2));
        _stage.Guild.Join(late).ShouldNotBeNull();
        Refused(() => _stage.Guild.SetIncidentActions(By(_stage.Moderator), _stage.World.Now.AddHours(25), default)).Code.ShouldBe(50035);
    }
}
