using System.Net.Http.Headers;
using System.Text;
using Mainstay.Discord;

namespace Mainstay.Sandbox.Tests.Routes;

/// <summary>Channels and what lies in them: every route once, and how it refuses.</summary>
public sealed class ChannelRoutesTests
{
    [Fact]
    public async Task Channels_overwrites_and_invites()
    {
        await using var api = await Api.StartAsync();
        var channels = $"guilds/{api.Guild.Id}/channels";

        var category = await Id(api.Post(channels, new { name = "Court", type = 4 }));
        var channel = await Id(api.Post(channels, new { name = "Room One", topic = "order", parent_id = category }));
        foreach (var type in new[] { 2, 5, 13, 15, 16 })
        {
            await Api.Ok(api.Post(channels, new { name = "more", type }));
        }

        (await Api.Ok(api.Get(channels))).GetArrayLength().ShouldBe(8);
        (await Api.Ok(api.Get($"channels/{channel}"))).GetProperty("name").GetString().ShouldBe("room-one");
        (await Api.Ok(api.Patch($"channels/{channel}", new { nsfw = true, rate_limit_per_user = 5 }))).GetProperty("nsfw").GetBoolean().ShouldBeTrue();
        await Api.Ok(api.Patch(channels, new object[] { new { id = channel, position = 3, parent_id = (string?)null } }));
        await Api.Ok(api.Put($"channels/{channel}/permissions/{api.Guild.Id}", new { type = 0, deny = "2048" }));
        (await Api.Ok(api.Get($"channels/{channel}"))).GetProperty("permission_overwrites")[0].GetProperty("deny").GetString().ShouldBe("2048");
        await Api.Ok(api.Delete($"channels/{channel}/permissions/{api.Guild.Id}"));
        (await Api.Code(api.Delete($"channels/{channel}/permissions/{api.Guild.Id}"))).ShouldBe(10009);

        var code = (await Api.Ok(api.Post($"channels/{channel}/invites", new { max_age = 0 }))).GetProperty("code").GetString();
        (await Api.Ok(api.Get($"invites/{code}?with_counts=true"))).GetProperty("approximate_member_count").GetInt32().ShouldBe(3);
        (await Api.Ok(api.Get($"channels/{channel}/invites"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"guilds/{api.Guild.Id}/invites"))).GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Delete($"invites/{code}"));
        (await Api.Code(api.Get($"invites/{code}"))).ShouldBe(10006);
        await Api.Ok(api.Delete($"channels/{channel}"));
        (await Api.Code(api.Get($"channels/{channel}"))).ShouldBe(10003);
    }

    [Fact]
    public async Task Messages_reactions_and_pins()
    {
        await using var api = await Api.StartAsync();
        var messages = $"channels/{api.Text.Id}/messages";

        var first = await Id(api.Post(messages, new
        {
            content = $"hello <@{api.Person.Id}>",
            embeds = new[] { new { title = "T", description = "D", fields = new[] { new { name = "n", value = "v" } } } },
            components = new[] { new { type = 1, components = new object[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } },
        }));
        var answer = await Api.Ok(api.Post(messages, new { content = "re", message_reference = new { message_id = first }, nonce = "1", enforce_nonce = true }));
        answer.GetProperty("referenced_message").GetProperty("id").GetString().ShouldBe(first);
        answer.GetProperty("nonce").GetString().ShouldBe("1");
        (await Api.Ok(api.Get($"{messages}?limit=10"))).GetArrayLength().ShouldBe(2);
        (await Api.Ok(api.Get($"{messages}?around={first}&limit=2"))).GetArrayLength().ShouldBe(2);
        var shown = await Api.Ok(api.Get($"{messages}/{first}"));
        shown.GetProperty("components")[0].GetProperty("components")[0].GetProperty("id").GetInt32().ShouldBe(2);
        shown.GetProperty("mentions")[0].GetProperty("id").GetString().ShouldBe(api.Person.Id.ToString());
        (await Api.Ok(api.Patch($"{messages}/{first}", new { content = "edited" }))).GetProperty("embeds").GetArrayLength().ShouldBe(1);

        var thumb = $"{messages}/{first}/reactions/{Uri.EscapeDataString("👍")}";
        await Api.Ok(api.Put($"{thumb}/@me"));
        (await Api.Ok(api.Get(thumb))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"{messages}/{first}"))).GetProperty("reactions")[0].GetProperty("me").GetBoolean().ShouldBeTrue();
        await Api.Ok(api.Delete($"{thumb}/@me"));
        await Api.Ok(api.Put($"{thumb}/@me"));
        await Api.Ok(api.Delete($"{thumb}/{api.World.Applications.Keys.Single()}"));
        await Api.Ok(api.Put($"{thumb}/@me"));
        await Api.Ok(api.Delete(thumb));
        await Api.Ok(api.Delete($"{messages}/{first}/reactions"));

        await Api.Ok(api.Put($"{messages}/pins/{first}"));
        (await Api.Ok(api.Get($"{messages}/pins"))).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"channels/{api.Text.Id}/pins"))).GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Delete($"{messages}/pins/{first}"));
        await Api.Ok(api.Put($"channels/{api.Text.Id}/pins/{first}"));
        await Api.Ok(api.Delete($"channels/{api.Text.Id}/pins/{first}"));
        await Api.Ok(api.Post($"channels/{api.Text.Id}/typing"));
        await Api.Ok(api.Delete($"{messages}/{first}"));
        (await Api.Code(api.Get($"{messages}/{first}"))).ShouldBe(10008);
        var pair = new[] { await Id(api.Post(messages, new { content = "a" })), await Id(api.Post(messages, new { content = "b" })) };
        await Api.Ok(api.Post($"{messages}/bulk-delete", new { messages = pair }));

        var news = await Id(api.Post($"guilds/{api.Guild.Id}/channels", new { name = "news", type = 5 }));
        var told = await Id(api.Post($"channels/{news}/messages", new { content = "extra!" }));
        (await Api.Ok(api.Post($"channels/{news}/messages/{told}/crosspost"))).GetProperty("flags").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Files_come_back_from_the_sandbox_itself()
    {
        await using var api = await Api.StartAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("""{"content":"see","attachments":[{"id":0,"description":"a list"}],"embeds":[{"image":{"url":"attachment://list.txt"}}]}"""), "payload_json");
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("one, two"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        form.Add(file, "files[0]", "list.txt");

        var message = await Api.Ok(api.Send(HttpMethod.Post, $"channels/{api.Text.Id}/messages", form));

        var attachment = message.GetProperty("attachments")[0];
        attachment.GetProperty("description").GetString().ShouldBe("a list");
        attachment.GetProperty("size").GetInt32().ShouldBe(8);
        var url = attachment.GetProperty("url").GetString()!;
        message.GetProperty("embeds")[0].GetProperty("image").GetProperty("url").GetString().ShouldBe(url);
        Encoding.UTF8.GetString(await api.Download(url)).ShouldBe("one, two");
    }

    [Fact]
    public async Task Threads()
    {
        await using var api = await Api.StartAsync();
        var message = await Id(api.Post($"channels/{api.Text.Id}/messages", new { content = "topic" }));

        var thread = await Id(api.Post($"channels/{api.Text.Id}/messages/{message}/threads", new { name = "aside" }));
        thread.ShouldBe(message);
        await Id(api.Post($"channels/{api.Text.Id}/threads", new { name = "private" }));
        (await Api.Ok(api.Get($"guilds/{api.Guild.Id}/threads/active"))).GetProperty("threads").GetArrayLength().ShouldBe(2);
        await Api.Ok(api.Put($"channels/{thread}/thread-members/{api.Person.Id}"));
        (await Api.Ok(api.Get($"channels/{thread}/thread-members"))).GetArrayLength().ShouldBe(2);
        await Api.Ok(api.Get($"channels/{thread}/thread-members/{api.Person.Id}?with_member=true"));
        await Api.Ok(api.Delete($"channels/{thread}/thread-members/{api.Person.Id}"));
        await Api.Ok(api.Delete($"channels/{thread}/thread-members/@me"));
        await Api.Ok(api.Put($"channels/{thread}/thread-members/@me"));
        await Api.Ok(api.Post($"channels/{thread}/messages", new { content = "inside" }));
        (await Api.Ok(api.Patch($"channels/{thread}", new { archived = true }))).GetProperty("thread_metadata").GetProperty("archived").GetBoolean().ShouldBeTrue();
        (await Api.Ok(api.Get($"channels/{api.Text.Id}/threads/archived/public"))).GetProperty("threads").GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Get($"channels/{api.Text.Id}/threads/archived/private"));
        await Api.Ok(api.Get($"channels/{api.Text.Id}/users/@me/threads/archived/private"));
        await Api.Ok(api.Delete($"channels/{thread}"));

        var forum = await Id(api.Post($"guilds/{api.Guild.Id}/channels", new { name = "ask", type = 15, available_tags = new[] { new { name = "law" } } }));
        var post = await Api.Ok(api.Post($"channels/{forum}/threads", new { name = "May I?", message = new { content = "Well?" } }));
        post.GetProperty("message").GetProperty("content").GetString().ShouldBe("Well?");
    }

    [Fact]
    public async Task Webhooks()
    {
        await using var api = await Api.StartAsync();
        var made = await Api.Ok(api.Post($"channels/{api.Text.Id}/webhooks", new { name = "Bell" }));
        var id = made.GetProperty("id").GetString();
        var open = $"webhooks/{id}/{made.GetProperty("token").GetString()}";

        (await Api.Ok(api.Get($"channels/{api.Text.Id}/webhooks"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"guilds/{api.Guild.Id}/webhooks"))).GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Get($"webhooks/{id}"));
        (await Api.Ok(api.Patch($"webhooks/{id}", new { name = "Chime" }))).GetProperty("name").GetString().ShouldBe("Chime");
        await Api.Ok(api.Get(open));
        await Api.Ok(api.Patch(open, new { name = "Gong" }));
        var written = await Api.Ok(api.Post($"{open}?wait=true", new { content = "dong", username = "Ringer" }));
        written.GetProperty("author").GetProperty("username").GetString().ShouldBe("Ringer");
        var message = $"{open}/messages/{written.GetProperty("id").GetString()}";
        await Api.Ok(api.Get(message));
        (await Api.Ok(api.Patch(message, new { content = "DONG" }))).GetProperty("content").GetString().ShouldBe("DONG");
        await Api.Ok(api.Delete(message));
        (await api.Post(open, new { content = "again" })).Status.ShouldBe(204);
        (await Api.Code(api.Get($"webhooks/{id}/wrong"))).ShouldBe(50027);
        await Api.Ok(api.Delete(open));
        (await Api.Code(api.Get($"webhooks/{id}"))).ShouldBe(10015);
        var second = await Id(api.Post($"channels/{api.Text.Id}/webhooks", new { name = "Bell" }));
        await Api.Ok(api.Delete($"webhooks/{second}"));
    }

    [Fact]
    public async Task Auto_moderation_rules()
    {
        await using var api = await Api.StartAsync();
        var rules = $"guilds/{api.Guild.Id}/auto-moderation/rules";

        var id = await Id(api.Post(rules, new
        {
            name = "words",
            event_type = 1,
            trigger_type = 1,
            trigger_metadata = new { keyword_filter = new[] { "darn" } },
            actions = new[] { new { type = 1 } },
            enabled = true,
        }));
        (await Api.Ok(api.Get(rules))).GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Get($"{rules}/{id}"));
        (await Api.Ok(api.Patch($"{rules}/{id}", new { enabled = false }))).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        await Api.Ok(api.Delete($"{rules}/{id}"));
    }

    [Fact]
    public async Task Users_direct_messages_and_leaving()
    {
        await using var api = await Api.StartAsync();

        (await Api.Ok(api.Get("users/@me"))).GetProperty("bot").GetBoolean().ShouldBeTrue();
        (await Api.Ok(api.Patch("users/@me", new { username = "Tested" }))).GetProperty("username").GetString().ShouldBe("Tested");
        (await Api.Ok(api.Get($"users/{api.Person.Id}"))).GetProperty("global_name").GetString().ShouldBe("Max");
        (await Api.Ok(api.Get("users/@me/guilds?with_counts=true"))).GetArrayLength().ShouldBe(1);
        await Api.Ok(api.Get("applications/@me"));
        await Api.Ok(api.Get("oauth2/applications/@me"));
        (await Api.Ok(api.Patch("applications/@me", new { description = "tests" }))).GetProperty("description").GetString().ShouldBe("tests");
        var direct = await Id(api.Post("users/@me/channels", new { recipient_id = api.Person.Id.ToString() }));
        await Api.Ok(api.Get($"channels/{direct}"));
        await Api.Ok(api.Post($"channels/{direct}/messages", new { content = "psst" }));
        (await Api.Code(api.Get("users/1"))).ShouldBe(10013);
        await Api.Ok(api.Delete($"users/@me/guilds/{api.Guild.Id}"));
        (await Api.Code(api.Get($"guilds/{api.Guild.Id}"))).ShouldBe(50001);
    }

    private static async Task<string> Id(Task<(int Status, System.Text.Json.JsonElement Body)> call) => (await Api.Ok(call)).GetProperty("id").GetString()!;
}
