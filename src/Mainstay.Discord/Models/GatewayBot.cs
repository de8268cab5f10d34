namespace Mainstay.Discord;

/// <summary>Where the gateway is and how often it may be entered. See https://discord.com/developers/docs/events/gateway#get-gateway-bot.</summary>
public sealed record GatewayBot : WireModel
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>How many shards Discord advises.</summary>
    public required int Shards { get; init; }

    /// <summary>How often the gateway may be entered.</summary>
    public required SessionStartLimit SessionStartLimit { get; init; }
}

/// <summary>How often the gateway may be entered. See https://discord.com/developers/docs/events/gateway#session-start-limit-object.</summary>
public sealed record SessionStartLimit : WireModel
{
    /// <summary>Identifies per period.</summary>
    public required int Total { get; init; }

    /// <summary>Identifies left.</summary>
    public required int Remaining { get; init; }

    /// <summary>Milliseconds until the period ends.</summary>
    public required int ResetAfter { get; init; }

    /// <summary>Identifies per 5 seconds.</summary>
    public required int MaxConcurrency { get; init; }
}
