using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>A person as the console shows them.</summary>
internal sealed record PersonView
{
    public required Id<User> Id { get; init; }
    public required string Username { get; init; }

    /// <summary>Nickname, display name or username, whichever comes first.</summary>
    public required string Name { get; init; }
    public string? Nick { get; init; }
    public bool? Bot { get; init; }

    /// <summary>Of the highest coloured role, as <c>#rrggbb</c>.</summary>
    public string? Color { get; init; }

    /// <summary><c>owner</c>, <c>admin</c>, <c>member</c>, <c>bot</c>, or <c>guest</c> for who is not in the server.</summary>
    public required string Kind { get; init; }

    /// <summary>The highest role, in words.</summary>
    public string? Title { get; init; }
    public required IReadOnlyList<Id<Role>> Roles { get; init; }
    public DateTimeOffset? JoinedAt { get; init; }
    public DateTimeOffset? TimeoutUntil { get; init; }
    public Permissions? Permissions { get; init; }
    public bool? ManageMessages { get; init; }

    /// <summary>The heading above this person in the member list, and how many stand below it.</summary>
    public string? Group { get; init; }
    public int? GroupCount { get; init; }
}

/// <summary>Makes <see cref="PersonView" />s. The caller holds the world's lock.</summary>
internal static class PersonViews
{
    public static PersonView Of(WorldGuild? guild, WorldUser user) => guild?.Member(user.Id) is { } member ? Of(guild, member) : new PersonView
    {
        Id = user.Id,
        Username = user.Username,
        Name = user.DisplayName,
        Bot = user.IsBot ? true : null,
        Kind = user.IsBot ? "bot" : "guest",
        Title = guild is null || user.IsBot ? null : "not in this server",
        Roles = [],
    };

    public static PersonView Of(WorldGuild guild, WorldMember member)
    {
        var color = guild.Everyone;
        foreach (var id in member.Roles)
        {
            if (guild.Roles[id] is { Color: not 0 } role && WorldGuild.IsAbove(role, color))
            {
                color = role;
            }
        }

        var highest = guild.HighestOf(member);
        return new PersonView
        {
            Id = member.Id,
            Username = member.User.Username,
            Name = member.DisplayName,
            Nick = member.Nick,
            Bot = member.User.IsBot ? true : null,
            Color = color.Color == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"#{color.Color:x6}"),
            Kind = KindOf(guild, member),
            Title = highest.Id == guild.EveryoneId ? null : highest.Name,
            Roles = member.Roles,
            JoinedAt = member.JoinedAt,
            TimeoutUntil = member.IsTimedOut(guild.World.Now) ? member.TimedOutUntil : null,
        };
    }

    /// <summary>The person at the keyboard, with what they may do.</summary>
    public static PersonView Me(WorldGuild guild, WorldUser user)
    {
        var permissions = guild.Member(user.Id) is { } member ? guild.PermissionsOf(member) : Permissions.None;
        return Of(guild, user) with { Permissions = permissions, ManageMessages = permissions.HasFlag(Permissions.ManageMessages) ? true : null };
    }

    public static bool IsAdministrator(WorldGuild guild, WorldMember member) =>
        !member.User.IsBot && member.Id != guild.OwnerId && guild.PermissionsOf(member).HasFlag(Permissions.Administrator);

    /// <summary>Neither staff nor bot: nobody would notice them in the member list.</summary>
    public static bool IsOrdinary(WorldGuild guild, WorldMember member)
    {
        const Permissions Powers = Permissions.Administrator | Permissions.ManageGuild | Permissions.ManageRoles | Permissions.ManageMessages | Permissions.KickMembers
            | Permissions.BanMembers | Permissions.ModerateMembers;
        return !member.User.IsBot && !member.IsPending && (guild.PermissionsOf(member) & Powers) == 0 && !member.Roles.Any(r => guild.Roles[r].Hoist);
    }

    private static string KindOf(WorldGuild guild, WorldMember member) =>
        member.User.IsBot ? "bot" : member.Id == guild.OwnerId ? "owner" : IsAdministrator(guild, member) ? "admin" : "member";
}
