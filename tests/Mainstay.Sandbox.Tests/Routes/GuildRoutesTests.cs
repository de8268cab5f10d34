using Mainstay.Discord;
using Mainstay.Sandbox.Tests.Rest;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Routes;

/// <summary>Guild, roles, members, bans: every route once, and how it refuses.</summary>
public sealed class GuildRoutesTests
{
    [Fact]
    public async Task The_guild_and_its_settings()
    {
        await using var api = await Api.StartAsync();
        var guild = $"guilds/{api.Guild.Id}";

        (await Api.Ok(api.Get($"{guild}?with_counts=true"))).GetProperty("approximate_member_count").GetInt32().ShouldBe(3);
        (await Api.Ok(api.Patch(guild, new { name = "Renamed", system_channel_id = api.Text.Id.ToString() }))).GetProperty("name").GetString().ShouldBe("Renamed");
        (await Api.Ok(api.Get($"{guild}/preview"))).GetProperty("name").GetString().ShouldBe("Renamed");
        (await Api.Ok(api.Put($"{guild}/incident-actions", new { invites_disabled_until = TimeProvider.System.GetUtcNow().AddHours(1) })))
            .GetProperty("dms_disabled_until").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Api.Ok(api.Get($"{guild}/onboarding"))).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await Api.Code(api.Get($"{guild}/welcome-screen"))).ShouldBe(10069);
        lock (api.World.Gate)
        {
            api.Guild.WelcomeScreen = new WelcomeScreen { Description = "Hello", WelcomeChannels = [] };
        }

        (await Api.Ok(api.Get($"{guild}/welcome-screen"))).GetProperty("description").GetString().ShouldBe("Hello");
        (await Api.Ok(api.Get($"{guild}/templates"))).GetArrayLength().ShouldBe(0);
        (await Api.Code(api.Get("guilds/templates/none"))).ShouldBe(10057);
        string code;
        lock (api.World.Gate)
        {
            code = api.Guild.MakeTemplate(api.Person, "copy").Code;
        }

        (await Api.Ok(api.Get($"{guild}/templates"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"guilds/templates/{code}"))).GetProperty("serialized_source_guild").GetProperty("roles").GetArrayLength().ShouldBe(2);
        (await Api.Ok(api.Get($"{guild}/emojis"))).GetArrayLength().ShouldBe(0);
        (await Api.Ok(api.Get($"{guild}/stickers"))).GetArrayLength().ShouldBe(0);
        (await Api.Ok(api.Get($"{guild}/scheduled-events"))).GetArrayLength().ShouldBe(0);
        (await Api.Code(api.Get("guilds/1"))).ShouldBe(10004);
    }

    [Fact]
    public async Task Emojis_stickers_events_and_templates_are_read()
    {
        await using var api = await Api.StartAsync();
        var guild = $"guilds/{api.Guild.Id}";
        var (emoji, sticker, scheduled) = Furnish(api);

        (await Api.Ok(api.Get($"{guild}/emojis/{emoji}"))).GetProperty("name").GetString().ShouldBe("gavel");
        (await Api.Ok(api.Get($"{guild}/stickers/{sticker}"))).GetProperty("name").GetString().ShouldBe("scales");
        (await Api.Ok(api.Get($"{guild}/scheduled-events/{scheduled}?with_user_count=true"))).GetProperty("user_count").GetInt32().ShouldBe(0);
        (await Api.Ok(api.Get($"{guild}/emojis"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"{guild}/scheduled-events"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Put($"channels/{api.Text.Id}/messages/{(await Api.Ok(api.Post($"channels/{api.Text.Id}/messages", new { content = "x" }))).GetProperty("id").GetString()}/reactions/gavel:{emoji}/@me")))
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Undefined);
    }

    [Fact]
    public async Task Roles()
    {
        await using var api = await Api.StartAsync();
        var roles = $"guilds/{api.Guild.Id}/roles";

        var made = await Api.Ok(api.Send(HttpMethod.Post, roles, new { name = "clerk", color = 0x112233, permissions = "1024", hoist = true }, "für später"));
        made.GetProperty("position").GetInt32().ShouldBe(1);
        made.GetProperty("colors").GetProperty("primary_color").GetInt32().ShouldBe(0x112233);
        var id = made.GetProperty("id").GetString();
        (await Api.Ok(api.Get($"{roles}/{id}"))).GetProperty("name").GetString().ShouldBe("clerk");
        (await Api.Ok(api.Get(roles))).GetArrayLength().ShouldBe(4);
        (await Api.Ok(api.Patch($"{roles}/{id}", new { name = "head clerk" }))).GetProperty("name").GetString().ShouldBe("head clerk");
        (await Api.Ok(api.Patch(roles, new[] { new { id, position = 2 } }))).GetArrayLength().ShouldBe(4);
        await Api.Ok(api.Put($"guilds/{api.Guild.Id}/members/{api.Person.Id}/roles/{id}"));
        (await Api.Ok(api.Get($"{roles}/member-counts"))).GetProperty(id!).GetInt32().ShouldBe(1);
        await Api.Ok(api.Delete($"guilds/{api.Guild.Id}/members/{api.Person.Id}/roles/{id}"));
        await Api.Ok(api.Delete($"{roles}/{id}"));
        (await Api.Code(api.Delete($"{roles}/{id}"))).ShouldBe(10011);

        var log = await Api.Ok(api.Get($"guilds/{api.Guild.Id}/audit-logs?limit=100"));
        log.GetProperty("audit_log_entries").EnumerateArray().Last().GetProperty("reason").GetString().ShouldBe("für später");
        (await Api.Ok(api.Get($"guilds/{api.Guild.Id}/audit-logs?action_type=32"))).GetProperty("audit_log_entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Members()
    {
        await using var api = await Api.StartAsync();
        var members = $"guilds/{api.Guild.Id}/members";

        (await Api.Ok(api.Get($"{members}?limit=2"))).GetArrayLength().ShouldBe(2);
        (await Api.Ok(api.Get($"{members}/search?query=ma&limit=5"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"{members}/{api.Person.Id}"))).GetProperty("user").GetProperty("username").GetString().ShouldBe("max");
        (await Api.Ok(api.Patch($"{members}/{api.Person.Id}", new { nick = "Maxi" }))).GetProperty("nick").GetString().ShouldBe("Maxi");
        (await Api.Ok(api.Patch($"{members}/@me", new { nick = "Testy" }))).GetProperty("nick").GetString().ShouldBe("Testy");
        (await Api.Code(api.Get($"{members}/1"))).ShouldBe(10013);
        (await Api.Code(api.Get($"guilds/{api.Guild.Id}/voice-states/{api.Person.Id}"))).ShouldBe(10065);
        lock (api.World.Gate)
        {
            var voice = api.Guild.AddChannel(ChannelType.GuildVoice, "lounge");
            foreach (var member in api.Guild.Members.All())
            {
                api.Guild.ConnectVoice(member, voice);
            }
        }

        (await Api.Ok(api.Get($"guilds/{api.Guild.Id}/voice-states/{api.Person.Id}"))).GetProperty("self_mute").GetBoolean().ShouldBeFalse();
        await Api.Ok(api.Get($"guilds/{api.Guild.Id}/voice-states/@me"));
        (await Api.Ok(api.Patch($"{members}/{api.Person.Id}", new { mute = true, channel_id = (string?)null }))).GetProperty("mute").GetBoolean().ShouldBeTrue();
        await Api.Ok(api.Delete($"{members}/{api.Person.Id}"));
        (await Api.Code(api.Delete($"{members}/{api.Person.Id}"))).ShouldBe(10007);
    }

    [Fact]
    public async Task Bans_and_prunes()
    {
        await using var api = await Api.StartAsync();
        var guild = $"guilds/{api.Guild.Id}";

        (await Api.Ok(api.Get($"{guild}/prune?days=1"))).GetProperty("pruned").GetInt32().ShouldBe(0);
        (await Api.Ok(api.Post($"{guild}/prune", new { days = 1, compute_prune_count = false }))).GetProperty("pruned").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await Api.Ok(api.Put($"{guild}/bans/{api.Person.Id}", new { delete_message_seconds = 60 }));
        (await Api.Ok(api.Get($"{guild}/bans"))).GetArrayLength().ShouldBe(1);
        (await Api.Ok(api.Get($"{guild}/bans/{api.Person.Id}"))).GetProperty("reason").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await Api.Ok(api.Delete($"{guild}/bans/{api.Person.Id}"));
        (await Api.Code(api.Get($"{guild}/bans/{api.Person.Id}"))).ShouldBe(10026);
        (await Api.Ok(api.Post($"{guild}/bulk-ban", new { user_ids = new[] { api.Person.Id.ToString(), "7" } }))).GetProperty("failed_users").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_the_bot_may_not_it_is_told()
    {
        await using var api = await Api.StartAsync(Permissions.ViewChannel | Permissions.SendMessages);
        var guild = $"guilds/{api.Guild.Id}";

        foreach (var call in new[]
        {
            api.Post($"{guild}/roles", new { name = "x" }), api.Delete($"{guild}/members/{api.Person.Id}"), api.Put($"{guild}/bans/{api.Person.Id}"),
            api.Get($"{guild}/bans"), api.Get($"{guild}/audit-logs"), api.Post($"{guild}/channels", new { name = "x" }), api.Patch(guild, new { name = "xx" }),
            api.Get($"{guild}/invites"), api.Get($"{guild}/webhooks"), api.Get($"{guild}/auto-moderation/rules"), api.Get($"{guild}/prune"),
        })
        {
            (await Api.Code(call)).ShouldBe(50013);
        }
    }

    internal static (Id<Emoji> Emoji, Id<Sticker> Sticker, Id<ScheduledEvent> Event) Furnish(Api api)
    {
        lock (api.World.Gate)
        {
            return Furniture.Add(api.World, api.Guild);
        }
    }
}
