using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>
/// Finds whom or what a person means: a mention, an id, or a name as their client shows it. Exact names win over names in other letter case,
/// usernames over nicknames.
/// </summary>
internal sealed partial class Naming(WorldChannel place, WorldUser person)
{
    public WorldUser? Person(string text)
    {
        if (IdOf(text, UserMention()) is { } id)
        {
            return place.World.User(new(id));
        }

        var name = text.TrimStart('@');
        if (name == "me")
        {
            return person;
        }

        if (place.Guild is not { } guild)
        {
            return place.Recipients.FirstOrDefault(r => r.Username == name || r.DisplayName == name);
        }

        WorldUser? loose = null;
        foreach (var member in guild.Members.All())
        {
            if (member.User.Username == name)
            {
                return member.User;
            }

            if (member.Nick == name || member.User.GlobalName == name || (loose is null && Loosely(member, name)))
            {
                loose = member.User;
            }
        }

        return loose;
    }

    public Role? Role(string text)
    {
        if (place.Guild is not { } guild)
        {
            return null;
        }

        if (IdOf(text, RoleMention()) is { } id)
        {
            return guild.Roles.GetValueOrDefault(new(id));
        }

        var name = text.TrimStart('@');
        return guild.Roles.Values.FirstOrDefault(r => r.Name == text || r.Name == name || r.Name.TrimStart('@') == name)
            ?? guild.Roles.Values.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Only channels that the person can see.</summary>
    public WorldChannel? Channel(string text)
    {
        if (place.Guild is not { } guild)
        {
            return null;
        }

        var all = guild.Channels.Values.Concat(guild.Threads.Values);
        var found = IdOf(text, ChannelMention()) is { } id
            ? all.FirstOrDefault(c => c.Id.Value == id)
            : all.FirstOrDefault(c => c.Model.Name == text.TrimStart('#')) ?? all.FirstOrDefault(c => string.Equals(c.Model.Name, text.TrimStart('#'), StringComparison.OrdinalIgnoreCase));
        return found is not null && guild.CanView(person.Id, found) ? found : null;
    }

    private static bool Loosely(WorldMember member, string name) =>
        member.User.Username.Equals(name, StringComparison.OrdinalIgnoreCase)
        || member.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase)
        || member.User.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ulong? IdOf(string text, Regex mention)
    {
        var match = mention.Match(text);
        return ulong.TryParse(match.Success ? match.Groups[1].ValueSpan : text.AsSpan(), out var id) && id > 1UL << 22 ? id : null;
    }

    [GeneratedRegex(@"^<@!?(\d+)>$")]
    private static partial Regex UserMention();

    [GeneratedRegex(@"^<@&(\d+)>$")]
    private static partial Regex RoleMention();

    [GeneratedRegex(@"^<#(\d+)>$")]
    private static partial Regex ChannelMention();
}
