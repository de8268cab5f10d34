namespace Mainstay.Discord;

/// <summary>A banned account. See https://discord.com/developers/docs/resources/guild#ban-object.</summary>
public sealed record Ban : WireModel
{
    /// <summary>Why.</summary>
    public required string? Reason { get; init; }

    /// <summary>Who.</summary>
    public required User User { get; init; }
}

/// <summary>What came of a bulk ban. See https://discord.com/developers/docs/resources/guild#bulk-guild-ban.</summary>
public sealed record BulkBanResult : WireModel
{
    /// <summary>Who is banned now.</summary>
    public required IReadOnlyList<Id<User>> BannedUsers { get; init; }

    /// <summary>Who could not be banned, or was banned before.</summary>
    public required IReadOnlyList<Id<User>> FailedUsers { get; init; }
}

/// <summary>How many a prune removes, or would. See https://discord.com/developers/docs/resources/guild#begin-guild-prune.</summary>
public sealed record PruneResult : WireModel
{
    /// <summary>Null when asked not to count.</summary>
    public required int? Pruned { get; init; }
}
