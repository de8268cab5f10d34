using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Settings;

/// <summary>
/// Roles and channels that somebody wrote by name, as <c>@Partner</c> and <c>#general</c>: exactly one of that name is meant, or the text stays as it is. Discord's client
/// turns them into mentions only when they are picked from its list.
/// </summary>
internal static class SettingNames
{
    private const string Before = "+-=, ";

    public static string ToMentions(GuildImage image, string text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (text[at] is '@' or '#' && (at == 0 || Before.Contains(text[at - 1], StringComparison.Ordinal)) && Found(image, text[at], text[(at + 1)..]) is var (length, mention))
            {
                text = string.Concat(text.AsSpan(0, at), mention, text.AsSpan(at + 1 + length));
            }
        }

        return text;
    }

    private static (int Length, string Mention)? Found(GuildImage image, char sign, string rest)
    {
        var named = sign == '@'
            ? image.Roles.Where(r => r.Id.Value != image.Id.Value && Begins(rest, r.Name)).Select(r => (r.Name.Length, Mention.Role(r.Id)))
            : image.Channels.Where(c => Begins(rest, c.Name)).Select(c => (c.Name!.Length, Mention.Channel(c.Id)));
        var longest = named.GroupBy(n => n.Length).OrderByDescending(g => g.Key).FirstOrDefault()?.ToArray();
        return longest is [var one] ? one : null;
    }

    private static bool Begins(string rest, string? name) =>
        name is { Length: > 0 } && rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || rest[name.Length] is ' ' or ',' or '\n');
}
