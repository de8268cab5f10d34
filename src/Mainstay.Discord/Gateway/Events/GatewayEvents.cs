using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mainstay.Discord.Gateway.Frames;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Gateway;

/// <summary>
/// The gateway events that are typed. Anything else is had by name (<see cref="GatewaySubscriptions.OnRaw" />).
/// See https://discord.com/developers/docs/events/gateway-events.
/// </summary>
public static class GatewayEvents
{
    /// <summary>A user joined a guild. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<MemberView> GuildMemberAdd { get; } = new("GUILD_MEMBER_ADD", MemberView.Read);

    /// <summary>A member changed. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<MemberView> GuildMemberUpdate { get; } = new("GUILD_MEMBER_UPDATE", MemberView.Read);

    /// <summary>A user left a guild or was removed. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<MemberRemoveView> GuildMemberRemove { get; } = new("GUILD_MEMBER_REMOVE", MemberRemoveView.Read);

    /// <summary>Members that were asked for.</summary>
    public static GatewayEvent<MembersChunkView> GuildMembersChunk { get; } = new("GUILD_MEMBERS_CHUNK", MembersChunkView.Read);

    /// <summary>A message was written. Intent <see cref="GatewayIntents.GuildMessages" /> or <see cref="GatewayIntents.DirectMessages" />.</summary>
    public static GatewayEvent<MessageView> MessageCreate { get; } = new("MESSAGE_CREATE", MessageView.Read);

    /// <summary>A message was edited. Same intents as <see cref="MessageCreate" />.</summary>
    public static GatewayEvent<MessageView> MessageUpdate { get; } = new("MESSAGE_UPDATE", MessageView.Read);

    private static GatewayEvent<T> Model<T>(string name)
    {
        var type = (JsonTypeInfo<T>)DiscordJson.Options.GetTypeInfo(typeof(T));
        return new(name, frame => JsonSerializer.Deserialize(frame.Body, type) ?? throw new JsonException($"{name} has no body."));
    }
}
