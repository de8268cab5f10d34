using System.Text.Json;

namespace Mainstay.Sandbox.Gateway;

/// <summary>What a client wants, once its frame was found in order.</summary>
internal abstract record ClientMessage
{
    private ClientMessage()
    {
    }

    public sealed record Heartbeat(int? Sequence) : ClientMessage;

    public sealed record Identify(string Token, Intents Intents, int Shard, int Shards, int LargeThreshold, bool Compress, JsonElement? Presence) : ClientMessage;

    public sealed record Resume(string Token, string Session, int Sequence) : ClientMessage;

    /// <summary>Any other command of a session, with its data.</summary>
    public sealed record Command(GatewayOp Op, JsonElement Data) : ClientMessage;

    /// <summary>The connection is to be closed.</summary>
    public sealed record Refused(GatewayClose Close) : ClientMessage;
}
