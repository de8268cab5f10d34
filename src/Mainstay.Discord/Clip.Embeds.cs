namespace Mainstay.Discord;

/// <content>Embeds: each text by its own limit, and all together.</content>
public static partial class Clip
{
    /// <summary>
    /// The embeds of one message, made to fit: at most 10, each text within its limit, all texts together within 6,000 characters. What comes first
    /// wins; fields for which nothing is left are dropped. Embeds that fit are returned as they are.
    /// </summary>
    public static IReadOnlyList<Embed> Embeds(IReadOnlyList<Embed> embeds)
    {
        ArgumentNullException.ThrowIfNull(embeds);
        var left = Limits.EmbedsTotal;
        var fitting = new Embed[Math.Min(embeds.Count, Limits.MessageEmbeds)];
        for (var i = 0; i < fitting.Length; i++)
        {
            fitting[i] = Fit(embeds[i], ref left);
        }

        return fitting;
    }

    /// <summary>The characters of an embed that count towards the 6,000 of a message.</summary>
    public static int Length(Embed embed)
    {
        ArgumentNullException.ThrowIfNull(embed);
        var length = Length(embed.Title) + Length(embed.Description) + Length(embed.Footer?.Text) + Length(embed.Author?.Name);
        foreach (var field in embed.Fields ?? [])
        {
            length += Length(field.Name) + Length(field.Value);
        }

        return length;
    }

    private static Embed Fit(Embed embed, ref int left) => embed with
    {
        Author = Take(embed.Author?.Name, Limits.EmbedAuthor, ref left) is { } author ? embed.Author! with { Name = author } : null,
        Title = Take(embed.Title, Limits.EmbedTitle, ref left),
        Footer = Take(embed.Footer?.Text, Limits.EmbedFooter, ref left) is { } footer ? embed.Footer! with { Text = footer } : null,
        Description = Take(embed.Description, Limits.EmbedDescription, ref left),
        Fields = Fit(embed.Fields, ref left),
    };

    private static List<EmbedField>? Fit(IReadOnlyList<EmbedField>? fields, ref int left)
    {
        if (fields is null)
        {
            return null;
        }

        var fitting = new List<EmbedField>(Math.Min(fields.Count, Limits.EmbedFields));
        foreach (var field in fields.Take(Limits.EmbedFields))
        {
            if (left < 2)
            {
                break;
            }

            var roomForName = left - 1;
            var name = Take(field.Name, Limits.EmbedFieldName, ref roomForName) ?? "";
            left = roomForName + 1;
            var value = Take(field.Value, Limits.EmbedFieldValue, ref left) ?? "";
            fitting.Add(name == field.Name && value == field.Value ? field : field with { Name = name, Value = value });
        }

        return fitting;
    }

    private static string? Take(string? text, int limit, ref int left)
    {
        if (text is null || left < 1)
        {
            return null;
        }

        var taken = To(text, Math.Min(limit, left));
        left -= Length(taken);
        return taken;
    }
}
