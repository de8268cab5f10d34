using System.Globalization;
using System.Text.Json;

namespace Mainstay.Discord.Json;

/// <summary>
/// Reads templates of any year. Until 2020 permissions were numbers with the whole set beside them as <c>…_new</c> strings, overwrite types were words,
/// and ids numbers; today it is strings and numbers the other way round.
/// </summary>
internal static class GuildTemplateFileReader
{
    /// <exception cref="FormatException">The text is no guild template; the message says why.</exception>
    public static GuildTemplateFile Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = document.RootElement;
            var guild = Find(root, "serialized_source_guild") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
            return Guild(guild);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"The template is not valid JSON: line {(failure.LineNumber ?? 0) + 1} cannot be read.", failure);
        }
        catch (InvalidOperationException failure)
        {
            // The name of a property; values say where they stand.
            throw new FormatException("The template cannot be read: a property's name holds half a character (a lone \\ud800 to \\udfff).", failure);
        }
    }

    private static GuildTemplateFile Guild(JsonElement guild)
    {
        if (List(guild, "roles") is not { } roles || List(guild, "channels") is not { } channels)
        {
            throw new FormatException("This is no guild template: it needs \"serialized_source_guild\" with \"roles\" and \"channels\", as Discord serves it at /guilds/templates/{code}.");
        }

        const string Place = "the server";
        return new GuildTemplateFile
        {
            Name = Text(guild, "name", Place) ?? "Server from a template",
            Description = Text(guild, "description", Place),
            Locale = Text(guild, "preferred_locale", Place) ?? "en-US",
            Verification = (VerificationLevel)(Small(guild, "verification_level", Place) ?? 0),
            Notifications = (DefaultMessageNotifications)(Small(guild, "default_message_notifications", Place) ?? 0),
            ContentFilter = (ExplicitContentFilter)(Small(guild, "explicit_content_filter", Place) ?? 0),
            AfkTimeout = Small(guild, "afk_timeout", Place) ?? 300,
            AfkChannel = Number(guild, "afk_channel_id", Place),
            SystemChannel = Number(guild, "system_channel_id", Place),
            Roles = [.. roles.Select((role, i) => Role(role, $"role {i + 1}")).OfType<TemplateRole>()],
            Channels = Channels([.. channels.Select((channel, i) => Channel(channel, $"channel {i + 1}"))]),
        };
    }

    /// <summary>A role; none for the one of everybody if nothing is said about what everybody may do.</summary>
    private static TemplateRole? Role(JsonElement role, string place)
    {
        var read = new TemplateRole(
            Number(role, "id", place) ?? throw Wrong(place, "id", "is missing"),
            Text(role, "name", place) ?? "new role",
            Bits(role, "permissions", place) ?? Permissions.None,
            Small(role, "color", place) ?? (Find(role, "colors") is { ValueKind: JsonValueKind.Object } colors ? Small(colors, "primary_color", place) : null) ?? 0,
            Flag(role, "hoist"),
            Flag(role, "mentionable"),
            Text(role, "unicode_emoji", place));
        return read.Id == 0 && Bits(role, "permissions", place) is null ? null : read;
    }

    private static TemplateChannel[] Channels(TemplateChannel[] channels)
    {
        var inside = Array.FindIndex(channels, c => c is { Type: ChannelType.GuildCategory, Parent: not null });
        return inside < 0 ? channels : throw Wrong($"channel {inside + 1}", "parent_id", "puts a category into a category, which Discord does not know");
    }

    private static TemplateChannel Channel(JsonElement channel, string place) => new(
        Number(channel, "id", place) ?? throw Wrong(place, "id", "is missing"),
        (ChannelType)(Small(channel, "type", place) ?? 0),
        Text(channel, "name", place) ?? "channel",
        Small(channel, "position", place) ?? 0,
        Number(channel, "parent_id", place),
        Text(channel, "topic", place),
        Flag(channel, "nsfw"),
        Small(channel, "rate_limit_per_user", place) ?? 0,
        Small(channel, "bitrate", place),
        Small(channel, "user_limit", place),
        [
            .. (List(channel, "permission_overwrites") ?? []).Select((overwrite, i) => (Overwrite: overwrite, Place: $"permission overwrite {i + 1} of {place}"))
                .Where(o => IsForRole(o.Overwrite, o.Place)).Select(o => Overwrite(o.Overwrite, o.Place)),
        ]);

    private static TemplateOverwrite Overwrite(JsonElement overwrite, string place) => new(
        Number(overwrite, "id", place) ?? throw Wrong(place, "id", "is missing"),
        Bits(overwrite, "allow", place) ?? Permissions.None,
        Bits(overwrite, "deny", place) ?? Permissions.None);

    private static bool IsForRole(JsonElement overwrite, string place) => Text(overwrite, "type", place) switch
    {
        null or "role" or "0" => true,
        "member" or "1" => false,
        _ => throw Wrong(place, "type", "is neither that of a role (0) nor that of a member (1)"),
    };

    // The old number was cut to 31 bits, so the newer string goes first.
    private static Permissions? Bits(JsonElement owner, string name, string place)
    {
        var newer = Find(owner, name + "_new") is null ? name : name + "_new";
        return Text(owner, newer, place) is not { } text ? null
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= long.MaxValue ? (Permissions)bits
            : throw Wrong(place, newer, "is no set of permissions, which is a whole number from 0 on, of at most 63 bits");
    }

    private static JsonElement? Find(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<JsonElement>? List(JsonElement owner, string name) =>
        Find(owner, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : null;

    private static string? Text(JsonElement owner, string name, string place)
    {
        try
        {
            return Find(owner, name) switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                null => null,
                _ => throw Wrong(place, name, "is neither text nor a number"),
            };
        }
        catch (InvalidOperationException)
        {
            throw Wrong(place, name, "holds half a character (a lone \\ud800 to \\udfff)");
        }
    }

    private static long? Number(JsonElement owner, string name, string place) => Text(owner, name, place) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw Wrong(place, name, "is no whole number that Discord could mean");

    private static int? Small(JsonElement owner, string name, string place) => Number(owner, name, place) is not { } number ? null
        : number is >= int.MinValue and <= int.MaxValue ? (int)number
        : throw Wrong(place, name, "is no whole number that Discord could mean");

    private static bool Flag(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.True };

    private static FormatException Wrong(string place, string name, string what) => new($"The template cannot be read: \"{name}\" of {place} {what}.");
}
