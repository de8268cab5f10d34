using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Tests.Mirror;

/// <summary>Guilds to put into the mirror.</summary>
internal static class Guilds
{
    public static readonly Id<Guild> Id = new(900);
    public static readonly Id<User> Bot = new(7);

    public static GuildImageWriter Writer() => new(Id, Bot);

    public static MemberChanges Put(this GuildImageWriter writer, int id, string? nick = null, string? avatar = null, params ulong[] roles) => writer.Upsert(new MemberData
    {
        Id = (ulong)id,
        Username = Encoding.UTF8.GetBytes($"user_{id}"),
        GlobalName = Encoding.UTF8.GetBytes(id % 2 == 0 ? $"Üser {id}" : ""),
        Nick = Encoding.UTF8.GetBytes(nick ?? ""),
        Avatar = Encoding.UTF8.GetBytes(avatar ?? (id % 3 == 0 ? $"a_{id:x32}" : "")),
        GuildAvatar = Encoding.UTF8.GetBytes(id % 50 == 0 ? $"{id:x32}" : ""),
        Roles = roles.Length > 0 ? roles : [(ulong)(id % 5) + 1, (ulong)(id % 7) + 1],
        JoinedAt = 1_600_000_000_000 + id,
        PremiumSince = id % 20 == 0 ? 1_650_000_000_000 : 0,
        TimeoutUntil = id % 30 == 0 ? 1_700_000_000_000 : 0,
        Flags = id % 11,
        Pending = id % 13 == 0,
        Bot = id % 17 == 0,
    });

    public static Role Role(int id, string name) =>
        new() { Id = new((ulong)id), Name = name, Color = 0, Hoist = false, Position = id, Permissions = Permissions.ViewChannel, Managed = false, Mentionable = false };

    public static Channel Channel(int id, string? name, params Overwrite[] overwrites) =>
        new() { Id = new((ulong)id), Type = ChannelType.GuildText, Name = name, PermissionOverwrites = overwrites };

    public static Id<User>[] Ids(this GuildImage image) => [.. image.Members.AsEnumerable().Select(member => member.Id)];

    /// <summary>Everything that is known of a member, as one line.</summary>
    public static string Line(MemberView m) => string.Join(
        '|', m.Id, m.Username, m.GlobalName, m.Nick, m.Avatar, m.GuildAvatar, string.Join(',', m.Roles.ToArray()), m.JoinedAt, m.PremiumSince, m.TimeoutUntil, m.Flags, m.IsPending, m.IsBot);

    public static string[] Lines(this GuildImage image) => [.. image.Members.AsEnumerable().Select(Line)];
}
