using System.Globalization;
using System.Numerics;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>How people, roles, channels and moments are written so that Discord draws them by name. See https://discord.com/developers/docs/reference#message-formatting.</summary>
public static class Mention
{
    /// <summary>A person, drawn with their name.</summary>
    public static string User(Id<User> user) => $"<@{user}>";

    /// <summary>A role, drawn with its name and colour.</summary>
    public static string Role(Id<Role> role) => $"<@&{role}>";

    /// <summary>A channel, drawn as a link.</summary>
    public static string Channel(Id<Channel> channel) => $"<#{channel}>";

    /// <summary>A moment as "3 minutes ago", in the reader's language.</summary>
    public static string Ago(DateTimeOffset moment) => $"<t:{Seconds(moment)}:R>";

    /// <summary>A moment as date and time, in the reader's zone.</summary>
    public static string Moment(DateTimeOffset moment) => $"<t:{Seconds(moment)}:f>";

    /// <summary>A day, in the reader's zone.</summary>
    public static string Day(DateTimeOffset moment) => $"<t:{Seconds(moment)}:D>";

    /// <summary>Permissions as Discord's settings call them: <c>**Manage Roles** and **Ban Members**</c>. See https://discord.com/developers/docs/topics/permissions.</summary>
    /// <param name="permissions">Which.</param>
    /// <param name="most">How many are named; of more the rest is counted.</param>
    public static string Permissions(Permissions permissions, int most = 64)
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(i => (Permissions)(1UL << i)).Where(p => (permissions & p) != 0).Select(Name)];
        return names.Length > most ? $"{string.Join(", ", names.Take(most))} and {names.Length - most} more"
            : names.Length < 2 ? string.Concat(names)
            : $"{string.Join(", ", names[..^1])} and {names[^1]}";

        static string Name(Permissions one) => Enum.IsDefined(one)
            ? $"**{string.Concat(one.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : c.ToString()))}**"
            : $"the permission number {BitOperations.TrailingZeroCount((ulong)one)}";
    }

    /// <summary>Somebody else's text, with all that Discord would draw as markdown, mention or link taken out of effect.</summary>
    public static string Plain(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            // Marks without width or that turn the direction of writing can make one name look like another.
            if (char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                continue;
            }

            if ("\\*_~`|>#<@[]():-".Contains(character, StringComparison.Ordinal))
            {
                plain.Append('\\');
            }

            plain.Append(character);
        }

        return plain.ToString();
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
