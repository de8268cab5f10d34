using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>
/// Something that happened in the world, raised under its lock and in order. Who receives it (intents, shard, VIEW_CHANNEL) is the gateway's affair.
/// </summary>
/// <param name="Name">The dispatch name, such as <c>GUILD_ROLE_UPDATE</c>.</param>
/// <param name="Guild">The guild it happened in; null for direct messages and the application's own events.</param>
/// <param name="Channel">The channel it is confined to: who may not view it hears nothing.</param>
/// <param name="OnlyUser">The one bot user that hears it (interactions, USER_UPDATE); null for everyone concerned.</param>
/// <param name="Payload">The <c>d</c> of the dispatch, serialised once with <see cref="Server.SandboxJson.Options" />.</param>
internal sealed record WorldEvent(string Name, Id<Guild>? Guild, Id<Channel>? Channel, Id<User>? OnlyUser, object Payload);
