using System.Text;

namespace Mainstay.Sdk.Image;

/// <summary>Between a member as told and a row of a page: what differs, and writing it.</summary>
internal static class PageRow
{
    private const uint Face = MemberPage.AvatarBit | MemberPage.AnimatedBit;

    public static MemberChanges Compare(MemberPage page, int row, scoped in MemberData data)
    {
        var bits = Bits(data, out var avatar, out var rare);
        var (names, face) = page.HasTexts(row)
            ? (page.Texts.Same(row, data.Username, data.GlobalName, data.Nick), page.Avatars[row] == avatar)
            : (data.IsPartial || page.Digests[row] == TextDigest.Of(data.Username, data.GlobalName, data.Nick, avatar), true);
        bits = Kept(page, row, data, bits);
        if (!page.HasTexts(row) && !data.IsPartial && (((page.Bits[row] ^ bits) & Face) != 0 || Odd(page, row) != rare?.OddAvatar))
        {
            names = false;
        }

        var changes = names ? MemberChanges.None : MemberChanges.Names;
        if (page.Bits[row] != bits || page.Joined[row] != data.JoinedAt || !face || (rare is { } r && page.Rare.Get(data.Id) != r))
        {
            changes |= MemberChanges.Other;
        }

        return changes;
    }

    /// <summary>Whether the row says the same, but for its roles. False may also mean that <see cref="Compare" /> has to tell: rows with something rare take its time.</summary>
    public static bool Says(MemberPage page, int row, scoped in MemberData data)
    {
        if ((page.Bits[row] & MemberPage.RareBit) != 0 || data.IsPartial
            || data.PremiumSince != MemberData.NoTime || data.TimeoutUntil != MemberData.NoTime || !data.GuildAvatar.IsEmpty || (data.Flags & ~(int)MemberPage.FlagMask) != 0)
        {
            return false;
        }

        var bits = (uint)data.Flags | (data.Pending ? MemberPage.PendingBit : 0) | (data.Bot ? MemberPage.BotBit : 0);
        UInt128 avatar = default;
        if (!data.Avatar.IsEmpty)
        {
            if (!AvatarHash.TryPack(data.Avatar, out avatar, out var moves))
            {
                return false;
            }

            bits |= MemberPage.AvatarBit | (moves ? MemberPage.AnimatedBit : 0);
        }

        return page.Bits[row] == bits && page.Joined[row] == data.JoinedAt
            && (page.HasTexts(row)
                ? page.Avatars[row] == avatar && page.Texts.Same(row, data.Username, data.GlobalName, data.Nick)
                : page.Digests[row] == TextDigest.Of(data.Username, data.GlobalName, data.Nick, avatar));
    }

    public static void Write(MemberPage page, int row, scoped in MemberData data, MemberChanges changes)
    {
        if ((changes & MemberChanges.Names) != 0)
        {
            // Names on disk may have been left by another avatar: what stands for both changed.
            changes |= page.HasTexts(row) ? MemberChanges.None : MemberChanges.Other;
            page.Dress();
            page.Texts.Set(row, page.Count, data.Username, data.GlobalName, data.Nick);
        }

        if ((changes & MemberChanges.Other) == 0)
        {
            return;
        }

        var wasRare = (page.Bits[row] & MemberPage.RareBit) != 0;
        var bits = Bits(data, out var avatar, out var rare);
        page.Bits[row] = Kept(page, row, data, bits);
        page.Joined[row] = data.JoinedAt;
        if (page.HasTexts(row))
        {
            page.Avatars[row] = avatar;
        }

        if (rare is { } value)
        {
            page.Rare.Set(value);
        }
        else if (wasRare)
        {
            page.Rare.Remove(data.Id);
        }
    }

    /// <summary>Whether two pages have the same names and avatar of a member, be they in memory or on disk.</summary>
    public static bool SameTexts(MemberPage page, int row, MemberPage other, int otherRow) =>
        page.DigestOf(row) == other.DigestOf(otherRow) && ((page.Bits[row] ^ other.Bits[otherRow]) & Face) == 0 && Odd(page, row) == Odd(other, otherRow);

    // An avatar whose hash does not fit is in memory always, and so in no digest; whether one moves is in the bits.
    private static string? Odd(MemberPage page, int row) => (page.Bits[row] & MemberPage.RareBit) != 0 ? page.Rare.Get(page.Ids[row]).OddAvatar : null;

    private static uint Kept(MemberPage page, int row, scoped in MemberData data, uint bits) =>
        data.IsPartial && !page.HasTexts(row) ? (bits & ~Face) | (page.Bits[row] & Face) : bits;

    private static uint Bits(scoped in MemberData data, out UInt128 avatar, out RareMember? rare)
    {
        var bits = (uint)data.Flags & MemberPage.FlagMask;
        bits |= data.Pending ? MemberPage.PendingBit : 0;
        bits |= data.Bot ? MemberPage.BotBit : 0;

        var value = new RareMember(data.Id)
        {
            PremiumSince = data.PremiumSince,
            TimeoutUntil = data.TimeoutUntil,
            HighFlags = data.Flags & ~(int)MemberPage.FlagMask,
        };

        avatar = default;
        if (!data.Avatar.IsEmpty)
        {
            if (AvatarHash.TryPack(data.Avatar, out avatar, out var moves))
            {
                bits |= MemberPage.AvatarBit | (moves ? MemberPage.AnimatedBit : 0);
            }
            else
            {
                value.OddAvatar = Encoding.UTF8.GetString(data.Avatar);
            }
        }

        if (!data.GuildAvatar.IsEmpty)
        {
            if (AvatarHash.TryPack(data.GuildAvatar, out value.GuildAvatar, out value.GuildAvatarMoves))
            {
                value.HasGuildAvatar = true;
            }
            else
            {
                value.OddGuildAvatar = Encoding.UTF8.GetString(data.GuildAvatar);
            }
        }

        rare = value.IsEmpty ? null : value;
        return bits | (rare is null ? 0 : MemberPage.RareBit);
    }
}
