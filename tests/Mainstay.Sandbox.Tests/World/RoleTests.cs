using Mainstay.Discord;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class RoleTests
{
    private readonly Stage _stage = new();

    [Fact]
    public void A_new_role_begins_at_the_bottom_and_the_others_move_up()
    {
        var role = _stage.Guild.CreateRole(By(_stage.Moderator, "because"), new RoleDraft { Name = "new" });

        role.Position.ShouldBe(1);
        _stage.Guild.RolesInOrder.Select(r => r.Name).ShouldBe(["@everyone", "new", "low", "moderators", "high", "administrators"]);
        _stage.Guild.RolesInOrder.Select(r => r.Position).ShouldBe([0, 1, 2, 3, 4, 5]);
        _stage.Names.First().ShouldBe("GUILD_ROLE_CREATE");
        _stage.Names.Count(n => n == "GUILD_ROLE_UPDATE").ShouldBe(4);
        _stage.LastLogged.ActionType.ShouldBe(AuditLogEvent.RoleCreate);
        _stage.LastLogged.Reason.ShouldBe("because");
        _stage.LastLogged.Changes!.Select(c => c.Key).ShouldContain("name");
    }

    [Fact]
    public void Without_a_name_it_is_a_new_role_with_what_everyone_may()
    {
        var role = _stage.Guild.CreateRole(By(_stage.Owner), new RoleDraft());

        role.Name.ShouldBe("new role");
        role.Permissions.ShouldBe(_stage.Guild.Everyone.Permissions);
    }

    [Fact]
    public void Nobody_gives_a_role_what_they_have_not()
    {
        Refused(() => _stage.Guild.CreateRole(By(_stage.Moderator), new RoleDraft { Permissions = Permissions.ManageWebhooks })).Code.ShouldBe(50013);
        Refused(() => _stage.Guild.ModifyRole(By(_stage.Moderator), _stage.Low.Id, new RoleDraft { Permissions = Permissions.Administrator })).Code.ShouldBe(50013);
        _stage.Guild.CreateRole(By(_stage.Administrator), new RoleDraft { Permissions = Permissions.ManageWebhooks }).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("low", true)]
    [InlineData("moderators", false)]
    [InlineData("high", false)]
    [InlineData("administrators", false)]
    public void A_moderator_touches_only_roles_below_their_own(string name, bool may)
    {
        var role = _stage.Guild.Roles.Values.Single(r => r.Name == name);
        Action rename = () => _stage.Guild.ModifyRole(By(_stage.Moderator), role.Id, new RoleDraft { Name = "renamed" });
        Action delete = () => _stage.Guild.DeleteRole(By(_stage.Moderator), role.Id);
        foreach (var act in new[] { rename, delete })
        {
            if (may)
            {
                act.ShouldNotThrow();
            }
            else
            {
                Refused(act).Code.ShouldBe(50013);
            }
        }
    }

    [Fact]
    public void The_owner_touches_every_role()
    {
        _stage.Guild.ModifyRole(By(_stage.Owner), _stage.Administrators.Id, new RoleDraft { Name = "gods" }).Name.ShouldBe("gods");
    }

    [Fact]
    public void Of_everyone_only_the_permissions_change_and_it_stays()
    {
        var changed = _stage.Guild.ModifyRole(By(_stage.Owner), _stage.Guild.EveryoneId, new RoleDraft { Name = "all", Permissions = Permissions.ViewChannel });

        changed.Name.ShouldBe("@everyone");
        changed.Permissions.ShouldBe(Permissions.ViewChannel);
        Refused(() => _stage.Guild.DeleteRole(By(_stage.Owner), _stage.Guild.EveryoneId)).Code.ShouldBe(50028);
    }

    [Fact]
    public void Managed_roles_are_not_deleted()
    {
        _stage.Guild.Set(_stage.Low with { Managed = true });

        Refused(() => _stage.Guild.DeleteRole(By(_stage.Owner), _stage.Low.Id)).Code.ShouldBe(50028);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_neither_told_nor_logged()
    {
        _stage.Guild.ModifyRole(By(_stage.Owner), _stage.Low.Id, new RoleDraft { Name = "low", Hoist = false });

        _stage.Happened.ShouldBeEmpty();
        _stage.Guild.AuditLog.ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_role_leaves_members_and_overwrites()
    {
        var holder = _stage.Join("holly", _stage.Low.Id, _stage.High.Id);
        _stage.Guild.SetOverwrite(By(_stage.Owner), _stage.Text,
            new Overwrite { Id = _stage.Low.Id.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.None, Deny = Permissions.SendMessages });
        _stage.Happened.Clear();

        _stage.Guild.DeleteRole(By(_stage.Owner), _stage.Low.Id);

        _stage[holder].Roles.ShouldBe([_stage.High.Id]);
        _stage.Text.Model.PermissionOverwrites.ShouldBeEmpty();
        _stage.Names.ShouldContain("GUILD_ROLE_DELETE");
        _stage.Names.ShouldContain("CHANNEL_UPDATE");
        _stage.Guild.RolesInOrder.Select(r => r.Position).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void Two_hundred_and_fifty_roles_are_enough()
    {
        while (_stage.Guild.Roles.Count < Limits.RolesPerGuild)
        {
            _stage.Guild.AddRole("filler");
        }

        Refused(() => _stage.Guild.CreateRole(By(_stage.Owner), new RoleDraft())).Code.ShouldBe(30005);
    }

    [Fact]
    public void Moving_closes_up_around_the_moved()
    {
        _stage.Guild.MoveRoles(By(_stage.Owner), [(_stage.Low.Id, 3)]);

        _stage.Guild.RolesInOrder.Select(r => r.Name).ShouldBe(["@everyone", "moderators", "high", "low", "administrators"]);
        _stage.Guild.RolesInOrder.Select(r => r.Position).ShouldBe([0, 1, 2, 3, 4]);
        _stage.LastLogged.Changes!.Single().Key.ShouldBe("position");
    }

    [Fact]
    public void A_moderator_moves_nothing_up_to_their_own_place()
    {
        Refused(() => _stage.Guild.MoveRoles(By(_stage.Moderator), [(_stage.Low.Id, 2)])).Code.ShouldBe(50013);
        Refused(() => _stage.Guild.MoveRoles(By(_stage.Moderator), [(_stage.High.Id, 1)])).Code.ShouldBe(50013);
    }

    [Fact]
    public void Icons_want_the_feature() =>
        Refused(() => _stage.Guild.CreateRole(By(_stage.Owner), new RoleDraft { UnicodeEmoji = "⚖️" })).Code.ShouldBe(50101);
}
