using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Turns replies into embeds and buttons, clipped to Discord's limits: https://discord.com/developers/docs/resources/message#embed-object-embed-limits.</summary>
internal static class ReplyDrawing
{
    public static Drawn Draw(Reply reply, string module, Id<User> person)
    {
        var title = Clip.To(reply.Title, Limits.EmbedTitle);
        var footer = reply.Footer is null ? null : Clip.To(reply.Footer, Limits.EmbedFooter);
        var left = Limits.EmbedsTotal - Clip.Length(title) - Clip.Length(footer);
        var fields = new List<EmbedField>();
        foreach (var field in reply.Fields.Take(Limits.EmbedFields))
        {
            var name = Clip.To(field.Name, Limits.EmbedFieldName);
            var value = Clip.To(field.Value.Length == 0 ? "–" : field.Value, Math.Clamp(left - Clip.Length(name), 1, Limits.EmbedFieldValue));
            var size = Clip.Length(name) + Clip.Length(value);
            if (left < size)
            {
                break;
            }

            left -= size;
            fields.Add(new EmbedField { Name = name, Value = value, Inline = field.Inline });
        }

        var text = left > 0 ? Clip.To(reply.Text, Math.Min(Limits.EmbedDescription, left)) : "";
        var embed = new Embed
        {
            Title = title,
            Description = text.Length == 0 ? null : text,
            Color = Colour(reply.Tone),
            Fields = fields.Count == 0 ? null : fields,
            Footer = footer is null ? null : new EmbedFooter { Text = footer },
        };
        return new Drawn(embed, Rows(reply, module, person), [.. reply.Files.Take(Limits.MessageFiles)]);
    }

    public static ButtonStyle Style(ButtonLook look) => look switch
    {
        ButtonLook.Primary => ButtonStyle.Primary,
        ButtonLook.Success => ButtonStyle.Success,
        ButtonLook.Danger => ButtonStyle.Danger,
        _ => ButtonStyle.Secondary,
    };

    private static IReadOnlyList<Component> Rows(Reply reply, string module, Id<User> person) =>
    [
        .. reply.Buttons.Take(Limits.RowButtons * Limits.OldMessageComponentRows).Chunk(Limits.RowButtons).Select(row => new ActionRow
        {
            Components =
            [
                .. row.Select(button => new Button
                {
                    Style = Style(button.Look),
                    Label = Clip.To(button.Label, Limits.ButtonLabel),
                    CustomId = new ComponentId(button.Module ?? module, button.Action, person, button.State).ToString(),
                    Disabled = button.Disabled ? true : null,
                }),
            ],
        }),
    ];

    private static int Colour(Tone tone) => tone switch
    {
        Tone.Busy => 0x5865F2,
        Tone.Good => 0x3BA55D,
        Tone.Warning => 0xF0B232,
        Tone.Bad => 0xDA373C,
        _ => 0x4E5D94,
    };
}
