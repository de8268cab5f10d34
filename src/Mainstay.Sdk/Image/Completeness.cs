namespace Mainstay.Sdk.Image;

/// <summary>How much of a list is known.</summary>
public enum Extent
{
    /// <summary>Nothing has been heard.</summary>
    Unknown,

    /// <summary>Some of it, or all of it as it once was.</summary>
    Partial,

    /// <summary>All of it, proven.</summary>
    Complete,
}

/// <summary>How much of a list is known, and why.</summary>
/// <param name="Extent">How much.</param>
/// <param name="Reason">One clause for people: what proved it, or what is lacking.</param>
/// <param name="Since">Since when that is so.</param>
public sealed record Completeness(Extent Extent, string Reason, DateTimeOffset? Since = null)
{
    /// <summary>Nothing has been heard.</summary>
    public static Completeness Unknown { get; } = new(Extent.Unknown, "nothing has been heard of it yet");

    /// <summary>Whether what is not in the list does not exist.</summary>
    public bool IsComplete => Extent == Extent.Complete;
}
