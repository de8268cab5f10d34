namespace Mainstay.Discord.Gateway;

/// <summary>The gateway's limits, each named once. See https://discord.com/developers/docs/events/gateway.</summary>
public static class GatewayLimits
{
    /// <summary>Bytes of one payload that a client sends; more is answered by close code 4002.</summary>
    public const int PayloadBytes = 4096;

    /// <summary>Payloads that a connection may send in <see cref="SendWindowSeconds" />; more is answered by close code 4008.</summary>
    public const int Sends = 120;

    /// <summary>Seconds of the window of <see cref="Sends" />.</summary>
    public const int SendWindowSeconds = 60;

    /// <summary>Of <see cref="Sends" />, kept free for heartbeats, identify and resume.</summary>
    public const int SendsKeptForProtocol = 8;

    /// <summary>Seconds between two identifies of the same concurrency key (shard id modulo <c>max_concurrency</c>).</summary>
    public const int IdentifySeconds = 5;

    /// <summary>Seconds between two requests for the whole member list of one guild.</summary>
    public const int MemberListSeconds = 30;

    /// <summary>User ids of one member request.</summary>
    public const int MemberRequestUsers = 100;

    /// <summary>Members of a guild above which Discord leaves offline members out, smallest and largest setting.</summary>
    public const int LargeThresholdMin = 50;

    /// <inheritdoc cref="LargeThresholdMin" />
    public const int LargeThresholdMax = 250;
}
