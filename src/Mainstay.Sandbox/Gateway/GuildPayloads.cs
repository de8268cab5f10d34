using System.Buffers;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>The two large payloads that depend on who asks: READY and GUILD_CREATE. Made under the world's lock.</summary>
internal sealed class GuildPayloads(DiscordWorld world, GatewayOptions options)
{
    private const int Version = 10;

    public byte[] Ready(GatewaySession session, WorldApplication application, IReadOnlyList<WorldGuild> guilds, string url)
    {
        var user = world.User(session.Bot)!.ToModel() with { Verified = true, MfaEnabled = true, Email = new(null), Flags = UserFlags.None };
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            Property(json, "user", user);
            json.WriteStartArray("guilds");
            foreach (var guild in guilds)
            {
                JsonSerializer.Serialize(json, new UnavailableGuild { Id = guild.Id, Unavailable = true }, SandboxJson.Options);
            }

            json.WriteEndArray();
            json.WriteString("session_id", session.Id);
            json.WriteString("resume_gateway_url", url);
            json.WriteStartArray("shard");
            json.WriteNumberValue(session.Shard);
            json.WriteNumberValue(session.Shards);
            json.WriteEndArray();
            json.WriteStartObject("application");
            json.WriteString("id", application.Id.ToString());
            json.WriteNumber("flags", application.Flags);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    public byte[] GuildCreate(GatewaySession session, WorldGuild guild)
    {
        var self = guild.Member(session.Bot)!;
        var count = guild.Members.Count;
        return Write(json =>
        {
            json.WriteStartObject();
            var settings = JsonSerializer.SerializeToElement(guild.ToModel(), SandboxJson.Options);
            foreach (var property in settings.EnumerateObject())
            {
                property.WriteTo(json);
            }

            Property(json, "joined_at", self.JoinedAt);
            json.WriteBoolean("large", count > session.LargeThreshold);
            json.WriteBoolean("unavailable", false);
            json.WriteNumber("member_count", count);
            List(json, "members", MembersFor(session, guild).Select(member => member.ToModel()));
            List(json, "channels", guild.Channels.Values.OrderBy(channel => channel.Id).Select(channel => ChannelFor(session, guild, channel)));
            List(json, "threads", guild.Threads.Values.Where(thread => IsOpen(thread) && guild.CanView(session.Bot, thread)).Select(thread => ThreadFor(session, thread)));
            List<object>(json, "voice_states", []);
            List<object>(json, "presences", []);
            List<object>(json, "stage_instances", []);
            List<object>(json, "guild_scheduled_events", []);
            List<object>(json, "soundboard_sounds", []);
            json.WriteEndObject();
        });
    }

    /// <summary>
    /// Who comes with the guild: without the presence intent, or above 75,000 members, only the bot and those in voice channels; above the session's
    /// threshold those who are online as well; otherwise everyone. See https://discord.com/developers/docs/events/gateway-events#guild-create.
    /// </summary>
    private IEnumerable<WorldMember> MembersFor(GatewaySession session, WorldGuild guild)
    {
        var isFew = !session.Has(Intents.GuildPresences) || guild.Members.Count > options.LargeGuild;
        if (!isFew && guild.Members.Count <= session.LargeThreshold)
        {
            return guild.Members.All();
        }

        return guild.Members.All().Where(member => member.Id == session.Bot);
    }

    private static Channel ChannelFor(GatewaySession session, WorldGuild guild, WorldChannel channel) =>
        (guild.CanView(session.Bot, channel) ? channel.Model : HiddenChannel.Of(channel.Model, guild.Id)) with { GuildId = null };

    private static Channel ThreadFor(GatewaySession session, WorldChannel thread) =>
        thread.Model with { GuildId = null, Member = thread.ThreadMembers.GetValueOrDefault(session.Bot) };

    private static bool IsOpen(WorldChannel thread) => thread.Model.ThreadMetadata is not { Archived: true };

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            JsonSerializer.Serialize(json, value, SandboxJson.Options);
        }

        json.WriteEndArray();
    }

    private static void Property<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, SandboxJson.Options);
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(8_192);
        using (var json = new Utf8JsonWriter(buffer, JsonBuffers.Writing))
        {
            content(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
