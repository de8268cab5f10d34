using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;

namespace Mainstay.Sandbox.Tests.Interactions;

public sealed class PersonActionsTests
{
    private readonly InteractionStage _stage = new();

    public PersonActionsTests() => _stage.Register(
        new
        {
            name = "staff",
            description = "Staff",
            options = new object[]
            {
                new
                {
                    type = 1,
                    name = "hire",
                    description = "Hire",
                    options = new object[]
                    {
                        new { type = 6, name = "user", description = "Whom", required = true },
                        new { type = 3, name = "rank", description = "As what", autocomplete = true },
                        new { type = 4, name = "level", description = "Level", min_value = 1, max_value = 6 },
                        new { type = 5, name = "quiet", description = "Quietly" },
                        new { type = 8, name = "role", description = "Role" },
                        new { type = 7, name = "room", description = "Room", channel_types = new[] { 0 } },
                        new { type = 3, name = "kind", description = "Kind", choices = new[] { new { name = "Full time", value = "full" } } },
                    },
                },
            },
        },
        new { name = "danger", description = "Only for few", default_member_permissions = "8" },
        new { name = "Greet", type = 2 },
        new { name = "form", description = "Opens a form" });

    [Fact]
    public void The_application_hears_everything_that_Discord_tells()
    {
        _stage.Use(_stage.Owner, "/staff hire user:@Mia level:3 quiet:yes role:@Admin room:#general kind:Full time rank:Junior Partner");
        var sent = _stage.LastSent();
        sent["type"]!.GetValue<int>().ShouldBe(2);
        sent["version"]!.GetValue<int>().ShouldBe(1);
        foreach (var field in (string[])["id", "application_id", "token", "guild", "guild_id", "channel", "channel_id", "member", "app_permissions", "locale", "guild_locale", "entitlements",
            "authorizing_integration_owners", "context", "attachment_size_limit"])
        {
            sent[field].ShouldNotBeNull(field);
        }

        sent["member"]!["permissions"].ShouldNotBeNull();
        sent["member"]!["user"]!["username"]!.ToString().ShouldBe("olivia");
        var data = sent["data"]!;
        data["name"]!.ToString().ShouldBe("staff");
        var hire = data["options"]![0]!;
        hire["type"]!.GetValue<int>().ShouldBe(1);
        var values = hire["options"]!.AsArray().ToDictionary(o => o!["name"]!.ToString(), o => o!["value"]!);
        values["user"].ToString().ShouldBe(_stage.Member.Id.ToString());
        values["level"].GetValue<long>().ShouldBe(3);
        values["quiet"].GetValue<bool>().ShouldBeTrue();
        values["kind"].ToString().ShouldBe("full");
        values["rank"].ToString().ShouldBe("Junior Partner");
        data["resolved"]!["users"]![_stage.Member.Id.ToString()]!["username"]!.ToString().ShouldBe("mia");
        data["resolved"]!["members"]![_stage.Member.Id.ToString()]!["permissions"].ShouldNotBeNull();
        data["resolved"]!["roles"]!.AsObject().Count.ShouldBe(1);
        data["resolved"]!["channels"]!.AsObject().Count.ShouldBe(1);
        _stage.Happened.Last(e => e.Name == "INTERACTION_CREATE").OnlyUser.ShouldBe(_stage.Application.BotId);
    }

    [Theory]
    [InlineData("/staff hire", "user: This option is required")]
    [InlineData("/staff hire user:@Nobody", "user: I know nobody")]
    [InlineData("/staff hire user:@Mia level:9", "level: Must be 6 or less")]
    [InlineData("/staff hire user:@Mia level:many", "level: Input a valid integer")]
    [InlineData("/staff hire user:@Mia kind:part", "kind: Select one of the choices")]
    [InlineData("/staff hire user:@Mia quiet:perhaps", "quiet: Must be True or False")]
    [InlineData("/staff hire Mia", "belongs to no option")]
    [InlineData("/staff fire", "/staff hire")]
    [InlineData("/nothing", "There is no command /nothing")]
    public void What_the_client_would_not_send_never_reaches_the_bot(string text, string why)
    {
        Should.Throw<ClientRefusal>(() => _stage.Use(_stage.Owner, text)).Message.ShouldContain(why);
        _stage.Happened.ShouldNotContain(e => e.Name == "INTERACTION_CREATE");
    }

    [Fact]
    public void Default_permissions_hide_a_command_and_the_servers_settings_win_over_them()
    {
        Should.Throw<ClientRefusal>(() => _stage.Use(_stage.Member, "/danger"));
        var danger = _stage.World.Commands.In(null, _stage.Application.Id).Single(c => c.Name == "danger");
        _stage.World.Commands.SetPermissions(new ApplicationCommandPermissions
        {
            Id = danger.Id,
            ApplicationId = _stage.Application.Id,
            GuildId = _stage.Guild.Id,
            Permissions = [new ApplicationCommandPermission { Id = new(_stage.Member.Id.Value), Type = ApplicationCommandPermissionType.User, Permission = true }],
        });
        _stage.Use(_stage.Member, "/danger").State.ShouldBe(InteractionState.Waiting);
    }

    [Fact]
    public void Autocomplete_sends_what_is_typed_and_gets_choices()
    {
        var live = _stage.Complete(_stage.Owner, "/staff hire user:@Mia level:x rank:par", "rank");
        var options = _stage.LastSent()["data"]!["options"]![0]!["options"]!.AsArray();
        options.Select(o => o!["name"]!.ToString()).ShouldBe(["user", "rank"]);
        options[1]!["focused"]!.GetValue<bool>().ShouldBeTrue();
        options[1]!["value"]!.ToString().ShouldBe("par");
        _stage.Answer(live, 8, new { choices = new[] { new { name = "Paralegal", value = "p" } } }).Status.ShouldBe(204);
        live.Choices!.Single().Name.ShouldBe("Paralegal");
    }

    [Fact]
    public void A_menu_entry_is_used_on_a_person()
    {
        var greet = _stage.World.Commands.In(null, _stage.Application.Id).Single(c => c.Name == "Greet");
        new PersonActions(_stage.World, _stage.Owner).UseOn(_stage.Channel, greet.Id, _stage.Member.Id.Value);
        var data = _stage.LastSent()["data"]!;
        data["target_id"]!.ToString().ShouldBe(_stage.Member.Id.ToString());
        data["resolved"]!["users"]!.AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public void A_form_is_opened_filled_in_and_comes_back_whole()
    {
        var live = _stage.Use(_stage.Owner, "/form");
        _stage.Answer(live, 9, JsonNode.Parse("""
            {"custom_id": "f", "title": "Form", "components": [
              {"type": 1, "components": [{"type": 4, "custom_id": "why", "style": 1, "label": "Why", "max_length": 10}]},
              {"type": 18, "label": "Rank", "component": {"type": 3, "custom_id": "rank", "options": [{"label": "Paralegal", "value": "p"}]}},
              {"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who", "required": false, "min_values": 0}}]}
            """)).Status.ShouldBe(204);
        live.State.ShouldBe(InteractionState.Modal);
        Should.Throw<ClientRefusal>(() => _stage.Submit(_stage.Owner, live, new { rank = "p" })).Message.ShouldContain("Why");
        Should.Throw<ClientRefusal>(() => _stage.Submit(_stage.Owner, live, new { why = "a longer reason", rank = "p" })).Message.ShouldContain("10");
        Should.Throw<ClientRefusal>(() => _stage.Submit(_stage.Owner, live, new { nothing = "x" })).Message.ShouldContain("nothing");
        Should.Throw<ClientRefusal>(() => _stage.Submit(_stage.Member, live, new { why = "x", rank = "p" }));

        var back = _stage.Submit(_stage.Owner, live, new { why = "because", rank = "Paralegal", who = new[] { "@Mia" } });
        var sent = _stage.LastSent();
        sent["type"]!.GetValue<int>().ShouldBe(5);
        sent["data"]!["custom_id"]!.ToString().ShouldBe("f");
        var rows = sent["data"]!["components"]!.AsArray();
        rows[0]!["components"]![0]!["value"]!.ToString().ShouldBe("because");
        rows[1]!["component"]!["values"]![0]!.ToString().ShouldBe("p");
        rows[2]!["component"]!["values"]![0]!.ToString().ShouldBe(_stage.Member.Id.ToString());
        _stage.Answer(back, 4, new { content = "thanks" }).Status.ShouldBe(204);
        back.Original!.Message.Model.InteractionMetadata!.TriggeringInteractionMetadata.ShouldNotBeNull();
        Should.Throw<ClientRefusal>(() => _stage.Submit(_stage.Owner, live, new { why = "x", rank = "p" }));
    }

    [Theory]
    [InlineData("""{"custom_id": "f", "title": "T", "components": []}""", "data.components")]
    [InlineData("""{"custom_id": "f", "components": [{"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "A"}]}]}""", "data.title")]
    [InlineData("""{"custom_id": "f", "title": "T", "components": [{"type": 1, "components": [{"type": 4, "style": 1, "label": "A"}]}]}""", "data.components.0.components.0.custom_id")]
    public void A_broken_form_is_refused(string data, string path)
    {
        var live = _stage.Use(_stage.Owner, "/form");
        var (status, body) = _stage.Answer(live, 9, JsonNode.Parse(data));
        status.ShouldBe(400);
        body!["fields"]!.AsArray().Select(f => f!.ToString().Split(' ')[0]).ShouldContain(path);
    }

    [Fact]
    public void A_select_takes_as_many_as_it_says()
    {
        var live = _stage.Use(_stage.Owner, "/form");
        _stage.Answer(live, 4, new
        {
            content = "x",
            components = new object[]
            {
                new { type = 1, components = new object[] { new { type = 3, custom_id = "s", max_values = 2, options = new[] { new { label = "One", value = "1" }, new { label = "Two", value = "2" }, new { label = "Three", value = "3" } } } } },
                new { type = 1, components = new object[] { new { type = 6, custom_id = "r" } } },
            },
        }).Status.ShouldBe(204);
        var message = live.Original!.Message.Id;
        _stage.Press(_stage.Owner, message, "s", "1", "Two");
        _stage.LastSent()["data"]!["values"]!.AsArray().Select(v => v!.ToString()).ShouldBe(["1", "2"]);
        Should.Throw<ClientRefusal>(() => _stage.Press(_stage.Owner, message, "s", "1", "2", "3"));
        Should.Throw<ClientRefusal>(() => _stage.Press(_stage.Owner, message, "s", "9"));
        _stage.Press(_stage.Owner, message, "r", "@Admin");
        _stage.LastSent()["data"]!["resolved"]!["roles"]!.AsObject().Count.ShouldBe(1);
    }
}
