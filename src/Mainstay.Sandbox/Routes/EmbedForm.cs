using Mainstay.Discord;

namespace Mainstay.Sandbox.Routes;

/// <summary>The embeds of a message. See https://discord.com/developers/docs/resources/message#embed-object-embed-limits.</summary>
internal static class EmbedForm
{
    public static Optional<IReadOnlyList<Embed>?> Read(BodyReader body)
    {
        var list = body.Objects("embeds", max: Limits.MessageEmbeds);
        if (!list.HasValue)
        {
            return default;
        }

        var embeds = list.Value?.Select(ReadOne).ToArray() ?? [];
        if (embeds.Sum(LengthOf) > Limits.EmbedsTotal)
        {
            body.Wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {Limits.EmbedsTotal}");
        }

        return new(embeds);
    }

    private static Embed ReadOne(BodyReader body)
    {
        var author = body.Object("author").OrDefault();
        var footer = body.Object("footer").OrDefault();
        var fields = body.Objects("fields", max: Limits.EmbedFields).OrDefault();
        return new Embed
        {
            Type = "rich",
            Title = Trimmed(body.Text("title", max: Limits.EmbedTitle)),
            Description = Trimmed(body.Text("description", max: Limits.EmbedDescription)),
            Url = body.Url("url").OrDefault(),
            Timestamp = body.Time("timestamp").OrDefault(),
            Color = body.Int("color", 0, Limits.Color).OrDefault(),
            Author = author is null ? null : new EmbedAuthor
            {
                Name = author.Text("name", max: Limits.EmbedAuthor, min: 1, required: true, nullable: false).OrDefault() ?? "",
                Url = author.Url("url").OrDefault(),
                IconUrl = author.Url("icon_url", attachments: true).OrDefault(),
            },
            Footer = footer is null ? null : new EmbedFooter
            {
                Text = footer.Text("text", max: Limits.EmbedFooter, min: 1, required: true, nullable: false).OrDefault() ?? "",
                IconUrl = footer.Url("icon_url", attachments: true).OrDefault(),
            },
            Image = Media(body, "image"),
            Thumbnail = Media(body, "thumbnail"),
            Fields = fields is null ? null : [.. fields.Select(ReadField)],
        };
    }

    private static EmbedField ReadField(BodyReader body) => new()
    {
        Name = body.Text("name", max: Limits.EmbedFieldName, min: 1, required: true, nullable: false).OrDefault() ?? "",
        Value = body.Text("value", max: Limits.EmbedFieldValue, min: 1, required: true, nullable: false).OrDefault() ?? "",
        Inline = body.Flag("inline").OrDefault() ?? false,
    };

    private static EmbedMedia? Media(BodyReader body, string name) =>
        body.Object(name).OrDefault() is { } media && media.Url("url", attachments: true).OrDefault() is { } url ? new EmbedMedia { Url = url } : null;

    private static string? Trimmed(Optional<string?> text) => text.OrDefault() is { } given && given.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static int LengthOf(Embed embed) =>
        Length(embed.Title) + Length(embed.Description) + Length(embed.Author?.Name) + Length(embed.Footer?.Text)
        + (embed.Fields?.Sum(f => Length(f.Name) + Length(f.Value)) ?? 0);

    private static int Length(string? text) => text is null ? 0 : BodyReader.LengthOf(text);
}
