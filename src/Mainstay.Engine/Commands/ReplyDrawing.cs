using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Turns replies into embeds and buttons, clipped to Discord's limits: https://discord.com/developers/docs/resources/message#embed-object-embed-limits.</summary>
internal static class ReplyDrawing
{
    private const int MaxTitle = 256;
    private const int MaxText = 4096;
    private const int MaxFields = 25;
    private const int MaxFieldName = 256;
    private const int MaxFieldValue = 1024;
    private const int MaxFooter = 2048;
    private const int MaxTogether = 6000;
    private const int MaxLabel = 80;
    private const int ButtonsPerRow = 5;
    private const int MaxRows = 5;
    private const int MaxFiles = 10;

    public static Drawn Draw(Reply reply, string module, Id<User> person)
    {
        var title = Clip(reply.Title, MaxTitle);
        var footer = reply.Footer is null ? null : Clip(reply.Footer, MaxFooter);
        var left = MaxTogether - title.Length - (footer?.Length ?? 0);
        var fields = new List<EmbedField>();
        foreach (var field in reply.Fields.Take(MaxFields))
        {
            var name = Clip(field.Name, MaxFieldName);
            var value = Clip(field.Value.Length == 0 ? "–" : field.Value, Math.Min(MaxFieldValue, Math.Max(1, left - name.Length)));
            if (left < name.Length + value.Length)
            {
                break;
            }

            left -= name.Length + value.Length;
            fields.Add(new EmbedField { Name = name, Value = value, Inline = field.Inline });
        }

        var text = Clip(reply.Text, Math.Min(MaxText, Math.Max(0, left)));
        var embed = new Embed
        {
            Title = title,
            Description = text.Length == 0 ? null : text,
            Color = Colour(reply.Tone),
            Fields = fields.Count == 0 ? null : fields,
            Footer = footer is null ? null : new EmbedFooter { Text = footer },
        };
        return new Drawn(embed, Rows(reply, module, person), [.. reply.Files.Take(MaxFiles)]);
    }

    public static ButtonStyle Style(ButtonLook look) => look switch
    {
        ButtonLook.Primary => ButtonStyle.Primary,
        ButtonLook.Success => ButtonStyle.Success,
        ButtonLook.Danger => ButtonStyle.Danger,
        _ => ButtonStyle.Secondary,
    };

    /// <summary>Cuts at a whole character and says so.</summary>
    public static string Clip(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = Math.Max(0, length - 1);
        return (end > 0 && char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + (length > 0 ? "…" : "");
    }

    private static IReadOnlyList<Component> Rows(Reply reply, string module, Id<User> person) =>
    [
        .. reply.Buttons.Take(ButtonsPerRow * MaxRows).Chunk(ButtonsPerRow).Select(row => new ActionRow
        {
            Components =
            [
                .. row.Select(button => new Button
                {
                    Style = Style(button.Look),
                    Label = Clip(button.Label, MaxLabel),
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
