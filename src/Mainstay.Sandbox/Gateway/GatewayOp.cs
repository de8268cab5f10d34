namespace Mainstay.Sandbox.Gateway;

/// <summary>The opcodes of the gateway. See https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes.</summary>
internal enum GatewayOp
{
    Dispatch = 0,
    Heartbeat = 1,
    Identify = 2,
    PresenceUpdate = 3,
    VoiceStateUpdate = 4,
    Resume = 6,
    Reconnect = 7,
    RequestGuildMembers = 8,
    InvalidSession = 9,
    Hello = 10,
    HeartbeatAck = 11,
    RequestSoundboardSounds = 31,
}

/// <summary>Why the gateway closes. See https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes.</summary>
internal readonly record struct GatewayClose(int Code, string Reason)
{
    public static GatewayClose UnknownError { get; } = new(4000, "Unknown error.");
    public static GatewayClose UnknownOpcode { get; } = new(4001, "Unknown opcode.");
    public static GatewayClose DecodeError { get; } = new(4002, "Error while decoding payload.");
    public static GatewayClose NotAuthenticated { get; } = new(4003, "Not authenticated.");
    public static GatewayClose AuthenticationFailed { get; } = new(4004, "Authentication failed.");
    public static GatewayClose AlreadyAuthenticated { get; } = new(4005, "Already authenticated.");
    public static GatewayClose InvalidSequence { get; } = new(4007, "Invalid sequence.");
    public static GatewayClose RateLimited { get; } = new(4008, "Rate limited.");
    public static GatewayClose SessionTimedOut { get; } = new(4009, "Session timed out.");
    public static GatewayClose InvalidShard { get; } = new(4010, "Invalid shard.");
    public static GatewayClose ShardingRequired { get; } = new(4011, "Sharding required.");
    public static GatewayClose InvalidVersion { get; } = new(4012, "Invalid API version.");
    public static GatewayClose InvalidIntents { get; } = new(4013, "Invalid intent(s).");
    public static GatewayClose DisallowedIntents { get; } = new(4014, "Disallowed intent(s).");
}
