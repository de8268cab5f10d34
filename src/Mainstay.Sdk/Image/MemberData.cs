namespace Mainstay.Sdk.Image;

/// <summary>
/// One member as Discord or the database tells of it, on its way into a <see cref="GuildImageWriter" />. Texts are plain UTF-8 (no JSON escapes) and are only
/// read during the call; an empty text is one that is not set.
/// </summary>
public ref struct MemberData
{
    /// <summary>The time that stands for "none" in <see cref="JoinedAt" />, <see cref="PremiumSince" /> and <see cref="TimeoutUntil" />.</summary>
    public const long NoTime = 0;

    /// <summary>The user's id.</summary>
    public required ulong Id { get; init; }

    /// <summary>The user name.</summary>
    public ReadOnlySpan<byte> Username { get; init; }

    /// <summary>The display name that the user chose for all servers.</summary>
    public ReadOnlySpan<byte> GlobalName { get; init; }

    /// <summary>The name in this server.</summary>
    public ReadOnlySpan<byte> Nick { get; init; }

    /// <summary>
    /// Whether names and avatar are not wholly told: where the image has them on disk only, and so cannot fill in, they stay as they are.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>The hash of the user's avatar as on the wire: 32 hexadecimal digits, <c>a_</c> before them when it moves.</summary>
    public ReadOnlySpan<byte> Avatar { get; init; }

    /// <summary>The hash of the avatar for this server.</summary>
    public ReadOnlySpan<byte> GuildAvatar { get; init; }

    /// <summary>The roles, in any order; @everyone is not among them.</summary>
    public ReadOnlySpan<ulong> Roles { get; init; }

    /// <summary>Unix milliseconds, or <see cref="NoTime" />.</summary>
    public long JoinedAt { get; init; }

    /// <summary>Since when the member boosts the server: unix milliseconds, or <see cref="NoTime" />.</summary>
    public long PremiumSince { get; init; }

    /// <summary>Until when the member is timed out (may lie in the past): unix milliseconds, or <see cref="NoTime" />.</summary>
    public long TimeoutUntil { get; init; }

    /// <summary>Discord's guild member flags.</summary>
    public int Flags { get; init; }

    /// <summary>Whether the member has yet to pass the server's membership screening.</summary>
    public bool Pending { get; init; }

    /// <summary>Whether the user is a bot.</summary>
    public bool Bot { get; init; }
}

/// <summary>What an event or a list changed about one member.</summary>
[Flags]
public enum MemberChanges
{
    /// <summary>Nothing: the image said so already.</summary>
    None = 0,

    /// <summary>The member was not in the image.</summary>
    Added = 1,

    /// <summary>The roles.</summary>
    Roles = 2,

    /// <summary>User name, display name or nick.</summary>
    Names = 4,

    /// <summary>Anything else.</summary>
    Other = 8,
}
