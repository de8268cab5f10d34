using Mainstay.Discord;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Time;

namespace Mainstay.Engine.Tests.Image;

public sealed class LiveGuildTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_complete_list_proves_who_left()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        live.Tell(Told.Member(2));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        live.List(pass, Told.Member(3));
        live.EndPass(pass, complete: true, out var proven).ShouldBe([Told.User(1)]);
        proven.ShouldBeTrue();
        live.Lines().ShouldBe(["2", "3"]);
        live.Snapshot().Members.Look(Told.User(1)).ShouldBe(Membership.Gone);
        (pass.Created, pass.Updated, pass.Unchanged).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void Whom_a_list_names_twice_hides_nobody_who_left()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        live.Tell(Told.Member(2));
        live.Tell(Told.Member(3));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        live.List(pass, Told.Member(3));
        live.List(pass, Told.Member(3));
        live.EndPass(pass, complete: true, out _).ShouldBe([Told.User(1)]);
    }

    [Fact]
    public void A_role_that_went_while_a_list_was_on_its_way_is_held_by_nobody()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1, "", 5, 6));
        var pass = live.BeginPass();
        live.Remove(new Id<Role>(5));
        live.List(pass, Told.Member(1, "", 5, 6));
        live.List(pass, Told.Member(2, "", 5));
        live.EndPass(pass, complete: true, out _);

        live.Snapshot().Members.AsEnumerable().SelectMany(m => m.Roles.ToArray()).ShouldBe([new Id<Role>(6)]);
    }

    [Fact]
    public void A_list_that_broke_off_proves_nothing()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        live.EndPass(pass, complete: false, out var proven).ShouldBeEmpty();
        proven.ShouldBeFalse();
        live.Lines().ShouldBe(["1", "2"]);
        live.Snapshot().Members.Look(Told.User(9)).ShouldBe(Membership.Unknown);
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("session")]
    [InlineData("stale")]
    public void What_casts_doubt_in_the_middle_leaves_the_list_unproven(string doubt)
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        switch (doubt)
        {
            case "outage":
                live.Lose();
                break;
            case "session":
                live.LoseSession();
                break;
            default:
                live.MarkStale("an event was lost");
                break;
        }

        live.EndPass(pass, complete: true, out var proven).ShouldBeEmpty();
        proven.ShouldBeFalse();
        live.Lines().ShouldBe(["1", "2"]);
    }

    [Fact]
    public void What_an_event_says_after_the_list_was_asked_for_wins()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        live.Tell(Told.Member(2));
        var pass = live.BeginPass();
        live.Tell(Told.Member(1, "new nick"));
        live.Leave(Told.User(2));
        live.Join(Told.Member(3));
        live.List(pass, Told.Member(1, "old nick"));
        live.List(pass, Told.Member(2));
        live.EndPass(pass, complete: true, out _).ShouldBeEmpty();
        live.Lines().ShouldBe(["1 new nick", "3"]);
    }

    [Fact]
    public void After_a_lost_event_nobody_is_called_gone_for_not_being_there()
    {
        var live = Told.Live(_time);
        live.Create(Told.Create(1, [Told.Role(1, "a")], []));
        live.Tell(Told.Member(1));
        live.EndPass(live.BeginPass(), complete: true, out _).ShouldBe([Told.User(1)]);
        live.Snapshot().Members.Look(Told.User(9)).ShouldBe(Membership.Gone);
        live.LoseEvent("an event was lost");
        live.Snapshot().Members.Look(Told.User(9)).ShouldBe(Membership.Unknown, "they may have joined by that event");
        live.Snapshot().Roles.IsGone(new Id<Role>(9)).ShouldBeFalse("it may have been made by that event");
    }

    [Fact]
    public void A_list_of_roles_takes_away_what_is_not_in_it_and_nothing_an_event_told_of_meanwhile()
    {
        var live = Told.Live(_time);
        live.Create(Told.Create(1, [Told.Role(1, "a"), Told.Role(2, "b")], []));
        live.LoseEvent("an event was lost");
        var asked = live.BeginRoles();
        live.Put(Told.Role(3, "made meanwhile"));
        live.List(asked, [Told.Role(1, "renamed")]);
        live.Snapshot().Roles.Select(role => role.Name).ShouldBe(["renamed", "made meanwhile"]);
        live.Snapshot().Roles.IsGone(new Id<Role>(2)).ShouldBeTrue();
        live.Snapshot().Channels.Completeness.IsComplete.ShouldBeFalse("a list of roles says nothing about channels");
    }

    [Fact]
    public void A_member_who_could_not_be_read_has_not_left()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1));
        live.Tell(Told.Member(2));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        live.ListFailed(pass, Told.User(1), "unreadable");
        live.EndPass(pass, complete: true, out var proven).ShouldBeEmpty();
        proven.ShouldBeTrue();

        pass = live.BeginPass();
        live.List(pass, Told.Member(2));
        live.ListFailed(pass, default, "whoever this is");
        live.EndPass(pass, complete: true, out proven).ShouldBeEmpty();
        proven.ShouldBeFalse("the unreadable one could be anybody");
    }

    [Fact]
    public void An_outage_makes_nobody_leave_and_nothing_certain()
    {
        var live = Told.Live(_time);
        live.Create(Told.Create(2, [Told.Role(1, "a")], [Told.Channel(5, "x")], Told.Model(1)));
        live.EndPass(live.BeginPass(), complete: true, out _);
        live.Lose();
        var image = live.Snapshot();
        image.IsAvailable.ShouldBeFalse();
        image.Roles.IsGone(new Id<Role>(9)).ShouldBeFalse();
        image.Members.Look(Told.User(9)).ShouldBe(Membership.Unknown);
        image.Roles.Count.ShouldBe(1);

        live.Create(Told.Create(2, [Told.Role(2, "b")], [], Told.Model(1)));
        image = live.Snapshot();
        image.IsAvailable.ShouldBeTrue();
        image.Roles.Select(role => role.Name).ShouldBe(["b"]);
        image.Roles.IsGone(new Id<Role>(1)).ShouldBeTrue();
        image.Channels.IsGone(new Id<Channel>(5)).ShouldBeTrue();
        image.Guild.ShouldNotBeNull().GetType().ShouldBe(typeof(Guild), "the event's lists have places of their own");
    }

    [Fact]
    public void Role_changes_are_told_by_events_and_by_lists()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(1, "", 10, 11));
        live.TakeSave(null).ShouldNotBeNull().RoleChanges.ShouldBeEmpty("who is new has not changed");
        live.Tell(Told.Member(1, "", 11, 12));
        var at = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        var pass = live.BeginPass();
        live.List(pass, Told.Member(1, "", 12));
        live.TakeSave(null).ShouldBeNull("a list is being taken in");
        live.EndPass(pass, complete: true, out _);
        live.TakeSave(null).ShouldNotBeNull().RoleChanges.ShouldBe(
        [
            new(Told.User(1), new(10), false, at, RoleChangeSource.Event),
            new(Told.User(1), new(12), true, at, RoleChangeSource.Event),
            new(Told.User(1), new(11), false, at.AddMinutes(1), RoleChangeSource.Sync),
        ]);
    }

    [Fact]
    public void What_changed_is_saved_once_and_again_after_a_failure()
    {
        var live = Told.Live(_time);
        live.Tell(Told.Member(2));
        live.Tell(Told.Member(1));
        var save = live.TakeSave(new SessionMark(0, "s", 4)).ShouldNotBeNull();
        save.Members.ShouldBe([Told.User(1), Told.User(2)]);
        save.Session.ShouldBe(new SessionMark(0, "s", 4));
        live.TakeSave(null).ShouldBeNull();
        live.Tell(Told.Member(1)).ShouldBe(MemberChanges.None);
        live.TakeSave(null).ShouldBeNull("nothing changed");

        live.Leave(Told.User(2));
        live.Return(save);
        var again = live.TakeSave(null).ShouldNotBeNull();
        again.Members.ShouldBe([Told.User(1), Told.User(2)]);
        again.Image.Members.Count.ShouldBe(1);
    }

    [Fact]
    public void A_deleted_role_marks_the_rows_of_those_who_had_it()
    {
        var live = Told.Live(_time);
        live.Put(Told.Role(10, "x"));
        live.Tell(Told.Member(1, "", 10, 11));
        live.Tell(Told.Member(2, "", 11));
        live.TakeSave(null);
        live.Remove(new Id<Role>(10));
        live.TakeSave(null).ShouldNotBeNull().Members.ShouldBe([Told.User(1)]);
        live.Lines().ShouldBe(["1  11", "2  11"]);
    }

    [Fact]
    public void An_event_that_says_nothing_new_allocates_nothing()
    {
        var live = Told.Live(_time);
        ulong[] roles = [10, 11];
        for (var i = 0; i < 2; i++)
        {
            live.Tell(Same(roles));
            live.TakeSave(null);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            live.Tell(Same(roles));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static MemberData Same(ulong[] roles) => new() { Id = 1, Username = "ada"u8, Roles = roles, JoinedAt = 5 };
    }
}
