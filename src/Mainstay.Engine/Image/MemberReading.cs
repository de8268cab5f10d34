using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>Members as the wire tells of them, as the image takes them.</summary>
internal static class MemberReading
{
    /// <summary>Reads in place: nothing is copied, and the result is good as long as the view.</summary>
    public static MemberData Of(GuildMemberView view) => new()
    {
        Id = view.UserId.Value,
        Username = view.UsernameUtf8,
        GlobalName = view.GlobalNameUtf8,
        Nick = view.NickUtf8,
        Avatar = view.UserAvatarUtf8,
        GuildAvatar = view.MemberAvatarUtf8,
        Roles = MemoryMarshal.Cast<Id<Role>, ulong>(view.Roles),
        JoinedAt = view.JoinedAtMilliseconds,
        PremiumSince = view.PremiumSinceMilliseconds,
        TimeoutUntil = view.TimeoutUntilMilliseconds,
        Flags = (int)view.Flags,
        Pending = view.IsPending,
        Bot = view.IsBot,
    };

    /// <summary>As <see cref="Of(GuildMemberView)" />, with what the update left out as <paramref name="before" /> has it.</summary>
    public static MemberData Over(MemberView before, GuildMemberView view, Span<byte> scratch)
    {
        var sent = view.Sent;
        var avatar = (sent & GuildMemberParts.MemberAvatar) != 0 ? view.MemberAvatarUtf8 : scratch[..before.CopyGuildAvatar(scratch)];
        return new MemberData
        {
            Id = view.UserId.Value,
            IsPartial = (sent & GuildMemberParts.Nick) == 0 && !before.HasTexts,
            Username = view.UsernameUtf8,
            GlobalName = view.GlobalNameUtf8,
            Nick = (sent & GuildMemberParts.Nick) != 0 ? view.NickUtf8 : before.NickUtf8.ToArray(),
            Avatar = view.UserAvatarUtf8,
            GuildAvatar = avatar,
            Roles = MemoryMarshal.Cast<Id<Role>, ulong>(view.Roles),
            JoinedAt = (sent & GuildMemberParts.JoinedAt) != 0 ? view.JoinedAtMilliseconds : before.JoinedAtMilliseconds,
            PremiumSince = (sent & GuildMemberParts.PremiumSince) != 0 ? view.PremiumSinceMilliseconds : before.PremiumSinceMilliseconds,
            TimeoutUntil = (sent & GuildMemberParts.TimeoutUntil) != 0 ? view.TimeoutUntilMilliseconds : before.TimeoutUntilMilliseconds,
            Flags = (int)((sent & GuildMemberParts.Flags) != 0 ? view.Flags : before.Flags),
            Pending = (sent & GuildMemberParts.Pending) != 0 ? view.IsPending : before.IsPending,
            Bot = view.IsBot,
        };
    }

    /// <summary>A model's member; its texts are encoded anew. Fails when the account is missing.</summary>
    public static MemberData Of(GuildMember member)
    {
        var user = member.User ?? throw new ArgumentException("A member without the account.", nameof(member));
        return new MemberData
        {
            Id = user.Id.Value,
            Username = Encoding.UTF8.GetBytes(user.Username),
            GlobalName = Utf8(user.GlobalName),
            Nick = Utf8(member.Nick.OrDefault()),
            Avatar = Utf8(user.Avatar),
            GuildAvatar = Utf8(member.Avatar.OrDefault()),
            Roles = member.Roles.Select(role => role.Value).ToArray(),
            JoinedAt = Milliseconds(member.JoinedAt),
            PremiumSince = Milliseconds(member.PremiumSince.OrDefault()),
            TimeoutUntil = Milliseconds(member.CommunicationDisabledUntil.OrDefault()),
            Flags = (int)(member.Flags ?? GuildMemberFlags.None),
            Pending = member.Pending ?? false,
            Bot = user.Bot ?? false,
        };
    }

    /// <summary>Whom a member object is about; none when it does not say.</summary>
    public static Id<User> IdOf(JsonElement member) =>
        member.ValueKind == JsonValueKind.Object
        && member.TryGetProperty("user", out var user) && user.ValueKind == JsonValueKind.Object
        && user.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
        && Id<User>.TryParse(id.GetString(), out var parsed)
            ? parsed
            : default;

    private static byte[] Utf8(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);

    private static long Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? MemberData.NoTime;
}
