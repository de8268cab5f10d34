using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;

namespace Mainstay.Sandbox.Tests.Interactions;

public sealed class CallbackTests
{
    private readonly InteractionStage _stage = new();

    public CallbackTests() => _stage.Register(new { name = "ping", description = "Ping" });

    private static object Buttons => new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } };

    [Fact]
    public void An_answer_is_a_message_that_says_who_asked()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        var (status, body) = _stage.Answer(live, 4, new { content = "pong" }, withResponse: true);
        status.ShouldBe(200);
        var message = body!["resource"]!["message"]!;
        message["content"]!.ToString().ShouldBe("pong");
        message["type"]!.GetValue<int>().ShouldBe(20);
        message["interaction_metadata"]!["user"]!["username"]!.ToString().ShouldBe("mia");
        message["interaction"]!["name"]!.ToString().ShouldBe("ping");
        message["webhook_id"]!.ToString().ShouldBe(_stage.Application.Id.ToString());
        _stage.Happened.ShouldContain(e => e.Name == "MESSAGE_CREATE" && e.OnlyUser == null);
        live.State.ShouldBe(InteractionState.Answered);
    }

    [Fact]
    public void Only_one_answer_counts()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Answer(live, 5).Status.ShouldBe(204);
        var (status, body) = _stage.Answer(live, 4, new { content = "again" });
        (status, body!["code"]!.GetValue<int>()).ShouldBe((400, 40060));
    }

    [Fact]
    public void After_three_seconds_the_application_did_not_respond()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Time.Advance(TimeSpan.FromSeconds(2.9));
        live.State.ShouldBe(InteractionState.Waiting);
        _stage.Time.Advance(TimeSpan.FromSeconds(0.2));
        live.State.ShouldBe(InteractionState.Failed);
        live.View().Error.ShouldBe("The application did not respond");
        var (status, body) = _stage.Answer(live, 4, new { content = "late" });
        (status, body!["code"]!.GetValue<int>()).ShouldBe((404, 10062));
        _stage.World.Ephemerals.For(_stage.Member.Id, _stage.Channel.Id).Count().ShouldBe(1);
        _stage.World.Ephemerals.For(_stage.Owner.Id, _stage.Channel.Id).ShouldBeEmpty();
        _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "x" }).Body!["code"]!.GetValue<int>().ShouldBe(10015);
    }

    [Fact]
    public void A_token_lives_fifteen_minutes()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Answer(live, 5);
        _stage.Time.Advance(TimeSpan.FromMinutes(14.9));
        _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "in time" }).Status.ShouldBe(200);
        _stage.Time.Advance(TimeSpan.FromMinutes(0.2));
        var (status, body) = _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "late" });
        (status, body!["code"]!.GetValue<int>()).ShouldBe((401, 50027));
    }

    [Fact]
    public void Thinking_becomes_the_message_and_is_not_marked_as_edited()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Answer(live, 5);
        live.State.ShouldBe(InteractionState.Thinking);
        live.Original!.Message.Model.Flags.ShouldBe(MessageFlags.Loading);
        var edited = _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "done" }).Body!;
        edited["flags"]!.GetValue<int>().ShouldBe(0);
        edited["edited_timestamp"].ShouldBeNull();
        live.State.ShouldBe(InteractionState.Answered);
        _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "better" }).Body!["edited_timestamp"].ShouldNotBeNull();
    }

    [Fact]
    public void The_first_follow_up_after_thinking_takes_its_place()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Answer(live, 5, new { flags = 64 });
        var first = _stage.Bot("POST", _stage.Hook(live), new { content = "first" }).Body!;
        first["id"]!.ToString().ShouldBe(live.Original!.Message.Id.ToString());
        first["flags"]!.GetValue<int>().ShouldBe(64);
        var second = _stage.Bot("POST", _stage.Hook(live), new { content = "second" }).Body!;
        second["flags"]!.GetValue<int>().ShouldBe(0);
        second["message_reference"]!["message_id"]!.ToString().ShouldBe(first["id"]!.ToString());
        _stage.Bot("DELETE", _stage.Hook(live, $"/messages/{second["id"]}")).Status.ShouldBe(204);
        _stage.Bot("GET", _stage.Hook(live, $"/messages/{second["id"]}")).Body!["code"]!.GetValue<int>().ShouldBe(10008);
    }

    [Fact]
    public void An_ephemeral_answer_is_for_one_person_and_in_no_channel()
    {
        var live = _stage.Use(_stage.Member, "/ping");
        _stage.Answer(live, 4, new { content = "psst", flags = 64 });
        _stage.Channel.Messages.Count.ShouldBe(0);
        var told = _stage.Happened.Single(e => e.Name == "MESSAGE_CREATE");
        (told.Guild, told.OnlyUser).ShouldBe((null, _stage.Application.BotId));
        _stage.World.Ephemerals.For(_stage.Member.Id, _stage.Channel.Id).Single().Message.Model.Content.ShouldBe("psst");
        Should.Throw<ClientRefusal>(() => _stage.Press(_stage.Owner, live.Original!.Message.Id, "go"));
        _stage.World.Ephemerals.Dismiss(live.Original!.Message.Id, _stage.Member.Id);
        _stage.Bot("PATCH", _stage.Hook(live, "/messages/@original"), new { content = "x" }).Body!["code"]!.GetValue<int>().ShouldBe(10008);
    }

    [Fact]
    public void A_press_can_update_its_message_or_be_noted_first()
    {
        var live = _stage.Use(_stage.Owner, "/ping");
        _stage.Answer(live, 4, new { content = "plan", components = Buttons });
        var message = live.Original!.Message.Id;
        var press = _stage.Press(_stage.Owner, message, "go");
        var sent = _stage.LastSent();
        sent["message"]!["id"]!.ToString().ShouldBe(message.ToString());
        sent["data"]!["component_type"]!.GetValue<int>().ShouldBe(2);
        _stage.Answer(press, 7, new { content = "working", components = Array.Empty<object>() }).Status.ShouldBe(204);
        _stage.Channel.Message(message).Model.Content.ShouldBe("working");
        _stage.Bot("PATCH", _stage.Hook(press, "/messages/@original"), new { content = "done", components = Buttons }).Body!["id"]!.ToString().ShouldBe(message.ToString());

        var noted = _stage.Press(_stage.Owner, message, "go");
        _stage.Answer(noted, 6).Status.ShouldBe(204);
        noted.State.ShouldBe(InteractionState.Acknowledged);
        _stage.Bot("PATCH", _stage.Hook(noted, "/messages/@original"), new { content = "undone" }).Status.ShouldBe(200);
        noted.State.ShouldBe(InteractionState.Answered);
    }

    [Fact]
    public void Disabled_and_missing_components_cannot_be_pressed()
    {
        var live = _stage.Use(_stage.Owner, "/ping");
        _stage.Answer(live, 4, new { content = "x", components = new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go", disabled = true } } } } });
        Should.Throw<ClientRefusal>(() => _stage.Press(_stage.Owner, live.Original!.Message.Id, "go")).Message.ShouldContain("disabled");
        Should.Throw<ClientRefusal>(() => _stage.Press(_stage.Owner, live.Original!.Message.Id, "stop"));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(99)]
    public void A_command_takes_no_answer_of_another_kind(int type)
    {
        var live = _stage.Use(_stage.Owner, "/ping");
        var (status, body) = _stage.Answer(live, type, new { content = "x" });
        (status, body!["code"]!.GetValue<int>()).ShouldBe((400, 50035));
        live.State.ShouldBe(InteractionState.Waiting);
    }

    [Fact]
    public void Errors_inside_an_answer_are_found_below_data()
    {
        var live = _stage.Use(_stage.Owner, "/ping");
        var (_, body) = _stage.Answer(live, 4, new { content = new string('x', 2_001) });
        body!["fields"]!.AsArray().Single()!.ToString().ShouldStartWith("data.content ");
        _stage.Answer(live, 4, new { content = "" }).Body!["code"]!.GetValue<int>().ShouldBe(50006);
    }
}
