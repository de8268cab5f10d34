using System.Text;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>
/// One member in a snapshot: a window on packed columns that makes a text only when asked for one. Valid as long as somebody holds it; a view from
/// <see cref="GuildImageWriter" /> only until the writer's next call.
/// </summary>
public readonly struct MemberView
{
    private readonly MemberPage _page;
    private readonly int _row;
    private readonly RoleSets _sets;

    internal MemberView(MemberPage page, int row, RoleSets sets)
    {
        _page = page;
        _row = row;
        _sets = sets;
    }

    /// <summary>The user's id.</summary>
    public Id<User> Id => new(_page.Ids[_row]);

    /// <summary>
    /// Whether names and avatars are in memory. Those of a very large server are on disk only (<see cref="GuildImageWriter.HasTextsOnDisk" />); then the names here are
    /// empty, and whoever wants them asks the mirror.
    /// </summary>
    public bool HasTexts => _page.HasTexts(_row);

    /// <summary>The user name.</summary>
    public string Username => Encoding.UTF8.GetString(UsernameUtf8);

    /// <summary>The display name that the user chose for all servers; null when there is none.</summary>
    public string? GlobalName => Text(GlobalNameUtf8);

    /// <summary>The name in this server; null when there is none.</summary>
    public string? Nick => Text(NickUtf8);

    /// <summary>The name that Discord shows in this server.</summary>
    public string DisplayName => Nick ?? GlobalName ?? Username;

    /// <summary>The user name in UTF-8, without a copy.</summary>
    public ReadOnlySpan<byte> UsernameUtf8 => _page.Texts.Username(_row);

    /// <summary>The display name in UTF-8, without a copy; empty when there is none.</summary>
    public ReadOnlySpan<byte> GlobalNameUtf8 => _page.Texts.GlobalName(_row);

    /// <summary>The name in this server in UTF-8, without a copy; empty when there is none.</summary>
    public ReadOnlySpan<byte> NickUtf8 => _page.Texts.Nick(_row);

    /// <summary>The hash of the user's avatar as on the wire; null when there is none.</summary>
    public string? Avatar => !HasTexts ? null
        : Has(MemberPage.AvatarBit)
        ? AvatarHash.Text(_page.Avatars[_row], Has(MemberPage.AnimatedBit))
        : IsRare ? Rare.OddAvatar : null;

    /// <summary>The hash of the avatar for this server; null when there is none.</summary>
    public string? GuildAvatar => !IsRare ? null : Rare.HasGuildAvatar ? AvatarHash.Text(Rare.GuildAvatar, Rare.GuildAvatarMoves) : Rare.OddGuildAvatar;

    /// <summary>The roles.</summary>
    public RoleSet Roles => new(_sets, _page.RoleSets[_row]);

    /// <summary>When the member joined, UTC; null for guests of a voice channel.</summary>
    public DateTimeOffset? JoinedAt => Time(JoinedAtMilliseconds);

    /// <summary>Since when the member boosts the server, UTC.</summary>
    public DateTimeOffset? PremiumSince => Time(PremiumSinceMilliseconds);

    /// <summary>Until when the member is timed out, UTC; may lie in the past.</summary>
    public DateTimeOffset? TimeoutUntil => Time(TimeoutUntilMilliseconds);

    /// <summary>Discord's guild member flags.</summary>
    public GuildMemberFlags Flags =>
        (GuildMemberFlags)((int)(_page.Bits[_row] & MemberPage.FlagMask) | (IsRare ? Rare.HighFlags : 0));

    /// <summary>Whether the member has yet to pass the server's membership screening.</summary>
    public bool IsPending => Has(MemberPage.PendingBit);

    /// <summary>Whether the user is a bot.</summary>
    public bool IsBot => Has(MemberPage.BotBit);

    /// <summary>As <see cref="JoinedAt" />, in unix milliseconds; 0 when there is none.</summary>
    public long JoinedAtMilliseconds => _page.Joined[_row];

    /// <summary>As <see cref="PremiumSince" />, in unix milliseconds; 0 when there is none.</summary>
    public long PremiumSinceMilliseconds => IsRare ? Rare.PremiumSince : 0;

    /// <summary>As <see cref="TimeoutUntil" />, in unix milliseconds; 0 when there is none.</summary>
    public long TimeoutUntilMilliseconds => IsRare ? Rare.TimeoutUntil : 0;

    /// <summary>What stands for names and avatar, in memory or not.</summary>
    internal bool HasSameTexts(MemberPage page, int row) => PageRow.SameTexts(_page, _row, page, row);

    private bool IsRare => Has(MemberPage.RareBit);

    private ref readonly RareMember Rare => ref _page.Rare.Get(_page.Ids[_row]);

    /// <summary>Whether a timeout holds at <paramref name="now" />.</summary>
    public bool IsTimedOut(DateTimeOffset now) => TimeoutUntil is { } until && until > now;

    /// <summary>
    /// Writes the avatar's hash as on the wire and returns its length, 0 when there is none. 34 bytes are enough for every hash that Discord makes today;
    /// a longer one is cut.
    /// </summary>
    public int CopyAvatar(Span<byte> destination)
    {
        if (!HasTexts)
        {
            return 0;
        }

        if (Has(MemberPage.AvatarBit))
        {
            return AvatarHash.Write(_page.Avatars[_row], Has(MemberPage.AnimatedBit), destination);
        }

        Encoding.UTF8.TryGetBytes(IsRare ? Rare.OddAvatar : null, destination, out var written);
        return written;
    }

    /// <summary>As <see cref="CopyAvatar" />, for the avatar of this server.</summary>
    public int CopyGuildAvatar(Span<byte> destination)
    {
        if (IsRare && Rare.HasGuildAvatar)
        {
            return AvatarHash.Write(Rare.GuildAvatar, Rare.GuildAvatarMoves, destination);
        }

        Encoding.UTF8.TryGetBytes(IsRare ? Rare.OddGuildAvatar : null, destination, out var written);
        return written;
    }

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static DateTimeOffset? Time(long milliseconds) =>
        milliseconds == MemberData.NoTime ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private bool Has(uint bit) => (_page.Bits[_row] & bit) != 0;
}
