using System.Text.RegularExpressions;
using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Whom a text mentions, and so pings.</summary>
internal static partial class Mentions
{
    /// <summary>The users, roles and @everyone that a text pings, given what its author may and what the request allows.</summary>
    public static (IReadOnlyList<WorldUser> Users, IReadOnlyList<Id<Role>> Roles, bool Everyone) In(
        string content, WorldChannel channel, bool mayMentionEveryone, AllowedPings allowed, WorldUser? repliedTo)
    {
        var world = channel.World;
        var users = new List<WorldUser>();
        foreach (Match match in UserMention().Matches(content))
        {
            if (Id<User>.TryParse(match.Groups[1].Value, out var id) && world.User(id) is { } user && !users.Contains(user)
                && (allowed.Users || allowed.UserList.Contains(id)))
            {
                users.Add(user);
            }
        }

        if (repliedTo is not null && allowed.RepliedUser && !users.Contains(repliedTo))
        {
            users.Add(repliedTo);
        }

        if (channel.Guild is not { } guild)
        {
            return (users, [], false);
        }

        var roles = new List<Id<Role>>();
        foreach (Match match in RoleMention().Matches(content))
        {
            if (Id<Role>.TryParse(match.Groups[1].Value, out var id) && guild.Roles.TryGetValue(id, out var role) && !roles.Contains(id)
                && (allowed.Roles || allowed.RoleList.Contains(id)) && (role.Mentionable || mayMentionEveryone))
            {
                roles.Add(id);
            }
        }

        var everyone = allowed.Everyone && mayMentionEveryone && EveryoneMention().IsMatch(content);
        return (users, roles, everyone);
    }

    [GeneratedRegex(@"<@!?(\d{1,20})>", RegexOptions.CultureInvariant)]
    private static partial Regex UserMention();

    [GeneratedRegex(@"<@&(\d{1,20})>", RegexOptions.CultureInvariant)]
    private static partial Regex RoleMention();

    [GeneratedRegex(@"@(everyone|here)\b", RegexOptions.CultureInvariant)]
    private static partial Regex EveryoneMention();
}
