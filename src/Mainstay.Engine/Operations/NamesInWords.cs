using System.Globalization;
using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>A file is read outside of Discord, where nobody draws marks: people, roles and channels stand in it by name, and text as it was typed.</summary>
internal static partial class NamesInWords
{
    public static string Write(GuildImage? image, string text) => Marks().Replace(text, mention =>
    {
        if (!mention.Groups["id"].Success)
        {
            return mention.Groups["escaped"].Value;
        }

        // Somebody's own text may look like a mention and be none.
        if (!ulong.TryParse(mention.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return mention.Value;
        }

        return mention.Groups["kind"].Value switch
        {
            "@&" => image?.Roles.Find(new Id<Role>(id)) is { } role ? $"@{role.Name}" : $"a deleted role ({id})",
            "#" => image?.Channels.Find(new Id<Channel>(id)) is { Name: { } name } ? $"#{name}" : $"a hidden or deleted channel ({id})",
            _ when image is null || !image.Members.TryGet(new Id<User>(id), out _) => $"somebody who left ({id})",
            _ => image.Members.TryGet(new Id<User>(id), out var member) && member.HasTexts ? $"{member.DisplayName} (@{member.Username})" : $"member {id}",
        };
    });

    [GeneratedRegex(@"\\(?<escaped>[^A-Za-z0-9\s])|\*\*|<(?<kind>@&|@|#)(?<id>[0-9]{1,20})>")]
    private static partial Regex Marks();
}
