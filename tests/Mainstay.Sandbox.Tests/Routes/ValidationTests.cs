using System.Text.Json;

namespace Mainstay.Sandbox.Tests.Routes;

/// <summary>What is wrong with a body is told all at once, each error at its place (50035).</summary>
public sealed class ValidationTests(ValidationTests.Served served) : IClassFixture<ValidationTests.Served>
{
    /// <summary>One server for all of them: what is refused leaves no trace.</summary>
    public sealed class Served : IAsyncLifetime
    {
        internal Api Api { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Api = await Api.StartAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"content":12345}""", null, null)]
    [InlineData("""{"content":"x","unheard_of":[1,2]}""", null, null)]
    [InlineData("""{"content":["x"]}""", "content", "STRING_TYPE_CONVERT")]
    [InlineData("""{"content":"x","embeds":[{"title":5},{"color":-1}]}""", "embeds.1.color", "NUMBER_TYPE_MIN")]
    [InlineData("""{"embeds":[{"author":{}}]}""", "embeds.0.author.name", "BASE_TYPE_REQUIRED")]
    [InlineData("""{"embeds":[{"fields":[{"name":"","value":"v"}]}]}""", "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH")]
    [InlineData("""{"embeds":[{"title":"t","url":"nowhere"}]}""", "embeds.0.url", "URL_TYPE_INVALID_URL")]
    [InlineData("""{"embeds":[{"title":"t","url":"ftp://x.y"}]}""", "embeds.0.url", "URL_TYPE_INVALID_SCHEME")]
    [InlineData("""{"embeds":[{"title":"t","timestamp":"tomorrow"}]}""", "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE")]
    [InlineData("""{"embeds":"none"}""", "embeds", "LIST_TYPE_CONVERT")]
    [InlineData("""{"content":"x","tts":"loud"}""", "tts", "BOOLEAN_TYPE_CONVERT")]
    [InlineData("""{"content":"x","components":[{"type":2}]}""", "components.0.type", "UNION_TYPE_CHOICES")]
    [InlineData("""{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a"}]}]}""", "components.0.components.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED")]
    [InlineData("""{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"s","options":[]}]}]}""", "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH")]
    [InlineData("""{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "allowed_mentions.parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE")]
    [InlineData("""{"content":"x","flags":32768}""", "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")]
    [InlineData("""{"content":"x","message_reference":{"message_id":"1"}}""", "message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE")]
    public async Task Messages(string body, string? path, string? code)
    {
        var api = served.Api;

        Expect(await api.Post($"channels/{api.Text.Id}/messages", body), path, code);
    }

    [Fact]
    public async Task Lengths_are_counted_in_characters_and_not_in_code_units()
    {
        var api = served.Api;
        var messages = $"channels/{api.Text.Id}/messages";

        Expect(await api.Post(messages, new { content = string.Concat(Enumerable.Repeat("😀", 2_000)) }), null, null);
        Expect(await api.Post(messages, new { content = new string('x', 2_001) }), "content", "BASE_TYPE_MAX_LENGTH");
        var embed = new { description = new string('x', 3_001) };
        Expect(await api.Post(messages, new { embeds = new[] { embed, embed } }), "embeds", "MAX_EMBED_SIZE_EXCEEDED");
    }

    [Theory]
    [InlineData("POST", "guilds/{guild}/roles", """{"color":16777216}""", "color", "NUMBER_TYPE_MAX")]
    [InlineData("POST", "guilds/{guild}/roles", """{"permissions":"many"}""", "permissions", "NUMBER_TYPE_COERCE")]
    [InlineData("POST", "guilds/{guild}/channels", "{}", "name", "BASE_TYPE_REQUIRED")]
    [InlineData("POST", "guilds/{guild}/channels", """{"name":"x","type":99}""", "type", "BASE_TYPE_CHOICES")]
    [InlineData("POST", "guilds/{guild}/channels", """{"name":"x","parent_id":"5"}""", "parent_id", "CHANNEL_PARENT_INVALID")]
    [InlineData("POST", "guilds/{guild}/channels", """{"name":"x","permission_overwrites":[{"type":0}]}""", "permission_overwrites.0.id", "BASE_TYPE_REQUIRED")]
    [InlineData("PATCH", "guilds/{guild}", """{"afk_timeout":61}""", "afk_timeout", "BASE_TYPE_CHOICES")]
    [InlineData("PATCH", "guilds/{guild}/members/{person}", """{"nick":"nine-and-twenty-letters-and-four"}""", null, null)]
    [InlineData("PATCH", "guilds/{guild}/members/{person}", """{"nick":"nine-and-twenty-letters-and-four!"}""", "nick", "BASE_TYPE_MAX_LENGTH")]
    [InlineData("PATCH", "guilds/{guild}/members/{person}", """{"roles":["a"]}""", "roles.0", "NUMBER_TYPE_COERCE")]
    [InlineData("PATCH", "guilds/{guild}/members/{person}", """{"communication_disabled_until":"2999-01-01T00:00:00Z"}""", "communication_disabled_until", "INVALID_COMMUNICATION_DISABLED_TIMESTAMP")]
    [InlineData("PUT", "guilds/{guild}/bans/{person}", """{"delete_message_seconds":604801}""", "delete_message_seconds", "NUMBER_TYPE_MAX")]
    [InlineData("GET", "guilds/{guild}/members?limit=1001", null, "limit", "NUMBER_TYPE_MAX")]
    [InlineData("GET", "guilds/{guild}/members/search", null, "query", "BASE_TYPE_REQUIRED")]
    [InlineData("POST", "channels/{channel}/webhooks", """{"name":"Clyde"}""", "name", "USERNAME_INVALID_CONTAINS")]
    public async Task Others(string method, string path, string? body, string? field, string? code)
    {
        var api = served.Api;
        var url = path.Replace("{guild}", api.Guild.Id.ToString(), StringComparison.Ordinal)
            .Replace("{person}", api.Person.Id.ToString(), StringComparison.Ordinal)
            .Replace("{channel}", api.Text.Id.ToString(), StringComparison.Ordinal);

        Expect(await api.Send(new HttpMethod(method), url, body), field, code);
    }

    private static void Expect((int Status, JsonElement Body) answer, string? path, string? code)
    {
        if (path is null)
        {
            answer.Status.ShouldBeInRange(200, 299, answer.Body.ToString());
            return;
        }

        answer.Status.ShouldBe(400, answer.Body.ToString());
        answer.Body.GetProperty("code").GetInt32().ShouldBe(50035);
        var at = answer.Body.GetProperty("errors");
        foreach (var step in path.Split('.'))
        {
            at = at.GetProperty(step);
        }

        at.GetProperty("_errors")[0].GetProperty("code").GetString().ShouldBe(code);
    }
}
