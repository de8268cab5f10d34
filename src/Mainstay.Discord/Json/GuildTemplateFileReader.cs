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
    }

    private static GuildTemplateFile Guild(JsonElement guild)
    {
        if (List(guild, "roles") is not { } roles || List(guild, "channels") is not { } channels)
        {
            throw new FormatException("This is no guild template: it needs \"serialized_source_guild\" with \"roles\" and \"channels\", as Discord serves it at /guilds/templates/{code}.");
        }

        return new GuildTemplateFile
        {
            Name = Text(guild, "name") ?? "Server from a template",
            Description = Text(guild, "description"),
            Locale = Text(guild, "preferred_locale") ?? "en-US",
            Verification = (VerificationLevel)(Number(guild, "verification_level") ?? 0),
            Notifications = (DefaultMessageNotifications)(Number(guild, "default_message_notifications") ?? 0),
            ContentFilter = (ExplicitContentFilter)(Number(guild, "explicit_content_filter") ?? 0),
            AfkTimeout = (int)(Number(guild, "afk_timeout") ?? 300),
            AfkChannel = Number(guild, "afk_channel_id"),
            SystemChannel = Number(guild, "system_channel_id"),
            Roles = [.. roles.Select(Role)],
            Channels = [.. channels.Select(Channel)],
        };
    }

    private static TemplateRole Role(JsonElement role) => new(
        Number(role, "id") ?? throw new FormatException("A role of the template has no id."),
        Text(role, "name") ?? "new role",
        Bits(role, "permissions"),
        (int)(Number(role, "color") ?? (Find(role, "colors") is { ValueKind: JsonValueKind.Object } colors ? Number(colors, "primary_color") : null) ?? 0),
        Flag(role, "hoist"),
        Flag(role, "mentionable"),
        Text(role, "unicode_emoji"));

    private static TemplateChannel Channel(JsonElement channel) => new(
        Number(channel, "id") ?? throw new FormatException("A channel of the template has no id."),
        (ChannelType)(Number(channel, "type") ?? 0),
        Text(channel, "name") ?? "channel",
        (int)(Number(channel, "position") ?? 0),
        Number(channel, "parent_id"),
        Text(channel, "topic"),
        Flag(channel, "nsfw"),
        (int)(Number(channel, "rate_limit_per_user") ?? 0),
        (int?)Number(channel, "bitrate"),
        (int?)Number(channel, "user_limit"),
        [.. (List(channel, "permission_overwrites") ?? []).Where(IsForRole).Select(Overwrite)]);

    private static TemplateOverwrite Overwrite(JsonElement overwrite) => new(
        Number(overwrite, "id") ?? throw new FormatException("An overwrite of the template has no id."), Bits(overwrite, "allow"), Bits(overwrite, "deny"));

    private static bool IsForRole(JsonElement overwrite) => Find(overwrite, "type") switch
    {
        { ValueKind: JsonValueKind.String } word => word.GetString() is "role" or "0",
        { ValueKind: JsonValueKind.Number } number => number.GetInt32() == 0,
        _ => true,
    };

    // The old number was cut to 31 bits, so the newer string goes first.
    private static Permissions Bits(JsonElement owner, string name) =>
        (Permissions)(ulong)(Number(owner, name + "_new") ?? Number(owner, name) ?? 0);

    private static JsonElement? Find(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<JsonElement>? List(JsonElement owner, string name) =>
        Find(owner, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : null;

    private static string? Text(JsonElement owner, string name) => Find(owner, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static long? Number(JsonElement owner, string name) => Find(owner, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private static bool Flag(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.True };
}
