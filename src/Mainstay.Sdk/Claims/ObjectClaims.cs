using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A channel or category is to exist and to look so, because of a row. Repair makes it with its overwrites when it is proven to be gone.</summary>
public sealed record ChannelClaim
{
    /// <summary>Unique among the claims of its source and stable, such as <c>mod-log</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The channel; none (0) when it was never made.</summary>
    public required Id<Channel> Channel { get; init; }

    /// <summary>How it is to look: what is named is compared, what is not is nobody's business.</summary>
    public required ChannelState Wanted { get; init; }

    /// <summary>The <see cref="Key" /> of the category claimed by the same source that it belongs into; unset for what <see cref="Wanted" /> says.</summary>
    public string? ParentKey { get; init; }

    /// <summary>
    /// Whether overwrites that <see cref="Wanted" /> does not name are to go (exclusive), or may stand (additive). An overwrite that it names is to be
    /// exactly so in both cases.
    /// </summary>
    public ClaimMode Overwrites { get; init; } = ClaimMode.Additive;

    /// <summary>Where the channel's id is recorded, so that a new one is recorded there; unset when nowhere.</summary>
    public Recorded? Recorded { get; init; }

    /// <summary>Why, for people: <c>the moderation log of the settings</c>.</summary>
    public required string Because { get; init; }
}

/// <summary>A role is to exist and to look so, because of a row.</summary>
public sealed record RoleObjectClaim
{
    /// <summary>Unique among the claims of its source and stable, such as <c>rank-partner</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The role; none (0) when it was never made.</summary>
    public required Id<Role> Role { get; init; }

    /// <summary>How it is to look: what is named is compared, what is not is nobody's business.</summary>
    public required RoleState Wanted { get; init; }

    /// <summary>Where the role's id is recorded, so that a new one is recorded there; unset when nowhere.</summary>
    public Recorded? Recorded { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Because { get; init; }
}

/// <summary>The place where an id stands in the records: a column of a row.</summary>
/// <param name="Table">The catalogued table.</param>
/// <param name="Key">The row.</param>
/// <param name="Column">The column; the catalogue says which kind of object it names.</param>
public sealed record Recorded(string Table, Row Key, string Column);
