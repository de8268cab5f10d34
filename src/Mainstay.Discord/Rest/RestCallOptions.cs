namespace Mainstay.Discord.Rest;

/// <summary>What a caller may say about a request besides the request itself. A text stands for its audit log reason.</summary>
/// <param name="Reason">
/// Why, for the guild's audit log: clipped to 512 characters; routes without audit log entry ignore it.
/// See https://discord.com/developers/docs/resources/audit-log.
/// </param>
/// <param name="Lane">Who goes first when limits bind; work that may take hours goes in <see cref="RestLane.Bulk" />.</param>
/// <param name="Repeatable">
/// Set for a create that Discord itself will not do twice (a message with a nonce and enforce_nonce), so that it is sent again when no answer came.
/// </param>
public sealed record RestCallOptions(string? Reason = null, RestLane Lane = RestLane.Normal, bool Repeatable = false)
{
    /// <summary>A reason and nothing else.</summary>
    public static implicit operator RestCallOptions(string reason) => new(reason);

    internal static RestCallOptions Default { get; } = new();
}
