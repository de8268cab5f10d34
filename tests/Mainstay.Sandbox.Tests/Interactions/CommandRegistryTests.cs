using System.Text.Json.Nodes;

namespace Mainstay.Sandbox.Tests.Interactions;

public sealed class CommandRegistryTests
{
    private readonly InteractionStage _stage = new();

    [Fact]
    public void A_new_command_is_201_and_the_same_name_again_replaces_it_with_200()
    {
        var (status, first) = _stage.Bot("POST", _stage.Commands, new { name = "ping", description = "Ping" });
        status.ShouldBe(201);
        var (again, second) = _stage.Bot("POST", _stage.Commands, new { name = "ping", description = "Pong" });
        again.ShouldBe(200);
        second!["id"]!.ToString().ShouldBe(first!["id"]!.ToString());
        second["version"]!.ToString().ShouldNotBe(first["version"]!.ToString());
        second["description"]!.ToString().ShouldBe("Pong");
    }

    [Fact]
    public void Bulk_overwrite_keeps_ids_and_the_version_of_what_did_not_change()
    {
        object[] two = [new { name = "one", description = "One" }, new { name = "two", description = "Two" }];
        var before = _stage.Bot("PUT", _stage.Commands, two).Body!.AsArray();
        var after = _stage.Bot("PUT", _stage.Commands, (object[])[two[0], new { name = "two", description = "Zwei" }, new { name = "three", description = "Three" }]).Body!.AsArray();
        after.Count.ShouldBe(3);
        after[0]!.ToJsonString().ShouldBe(before[0]!.ToJsonString());
        after[1]!["id"]!.ToString().ShouldBe(before[1]!["id"]!.ToString());
        after[1]!["version"]!.ToString().ShouldNotBe(before[1]!["version"]!.ToString());
        _stage.Bot("PUT", _stage.Commands, Array.Empty<object>()).Status.ShouldBe(200);
        _stage.Bot("GET", _stage.Commands).Body!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name": "Ping", "description": "x"}""", "name APPLICATION_COMMAND_INVALID_NAME")]
    [InlineData("""{"name": "a b", "description": "x"}""", "name APPLICATION_COMMAND_INVALID_NAME")]
    [InlineData("""{"name": "ping"}""", "description BASE_TYPE_REQUIRED")]
    [InlineData("""{"description": "x"}""", "name BASE_TYPE_REQUIRED")]
    [InlineData("""{"name": "a", "type": 2, "description": "x"}""", "description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID")]
    [InlineData("""{"name": "a", "description": "x", "options": [{"type": 3, "name": "b", "description": "x"}, {"type": 3, "name": "c", "description": "x", "required": true}]}""",
        "options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")]
    [InlineData("""{"name": "a", "description": "x", "options": [{"type": 3, "name": "B", "description": "x"}]}""", "options.0.name APPLICATION_COMMAND_INVALID_NAME")]
    [InlineData("""{"name": "a", "description": "x", "options": [{"type": 99, "name": "b", "description": "x"}]}""", "options.0.type BASE_TYPE_CHOICES")]
    [InlineData("""{"name": "a", "description": "x", "options": [{"type": 1, "name": "b", "description": "x"}, {"type": 3, "name": "c", "description": "x"}]}""",
        "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID")]
    public void What_Discord_refuses_is_refused_with_its_path(string body, string field)
    {
        var (status, answer) = _stage.Bot("POST", _stage.Commands, JsonNode.Parse(body));
        status.ShouldBe(400);
        answer!["code"]!.GetValue<int>().ShouldBe(50035);
        answer["fields"]!.AsArray().Select(f => f!.ToString()).ShouldContain(field);
    }

    [Fact]
    public void Names_in_other_scripts_pass()
    {
        foreach (var name in (string[])["помощь", "助けて", "मदद", "ช่วย", "hilfe-2", "o'neil"])
        {
            _stage.Bot("POST", _stage.Commands, new { name, description = "x" }).Status.ShouldBe(201, name);
        }

        _stage.Bot("POST", _stage.Commands, new { name = "Ban This Person", type = 2 }).Status.ShouldBe(201);
    }

    [Fact]
    public void Duplicates_and_the_hundred_and_first_are_refused()
    {
        var twice = _stage.Bot("PUT", _stage.Commands, (object[])[new { name = "a", description = "x" }, new { name = "a", description = "x" }]);
        twice.Body!["fields"]!.AsArray().Single()!.ToString().ShouldBe("1 APPLICATION_COMMANDS_DUPLICATE_NAME");
        var many = Enumerable.Range(0, 101).Select(i => new { name = $"c{i}", description = "x" }).ToArray();
        var refused = _stage.Bot("PUT", _stage.Commands, many);
        (refused.Status, refused.Body!["code"]!.GetValue<int>()).ShouldBe((400, 30032));
        _stage.Bot("PUT", _stage.Commands, many[..100]).Status.ShouldBe(200);
        _stage.Bot("POST", _stage.Commands, new { name = "one-more", description = "x" }).Body!["code"]!.GetValue<int>().ShouldBe(30032);
    }

    [Fact]
    public void Unknown_commands_and_foreign_applications()
    {
        _stage.Bot("GET", $"{_stage.Commands}/1").Body!["code"]!.GetValue<int>().ShouldBe(10063);
        _stage.Bot("DELETE", $"{_stage.Commands}/1").Body!["code"]!.GetValue<int>().ShouldBe(10063);
        _stage.Bot("GET", "/applications/1/commands").Body!["code"]!.GetValue<int>().ShouldBe(20012);
    }

    [Fact]
    public void An_edit_changes_only_what_it_names()
    {
        var made = _stage.Bot("POST", _stage.Commands, new { name = "a", description = "x", options = (object[])[new { type = 3, name = "b", description = "y" }] }).Body!;
        var edited = _stage.Bot("PATCH", $"{_stage.Commands}/{made["id"]}", new { description = "z" }).Body!;
        edited["options"]!.AsArray().Count.ShouldBe(1);
        edited["description"]!.ToString().ShouldBe("z");
        edited["name"]!.ToString().ShouldBe("a");
    }

    [Fact]
    public void Permissions_of_commands_are_read_only_for_bots_and_404_unless_set()
    {
        var made = _stage.Bot("POST", _stage.Commands, new { name = "a", description = "x" }).Body!;
        var path = $"/applications/{_stage.Application.Id}/guilds/{_stage.Guild.Id}/commands";
        _stage.Bot("GET", $"{path}/permissions").Body!.AsArray().ShouldBeEmpty();
        _stage.Bot("GET", $"{path}/{made["id"]}/permissions").Body!["code"]!.GetValue<int>().ShouldBe(10066);
    }
}
