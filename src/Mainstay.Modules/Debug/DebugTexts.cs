using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Debug;

internal static class DebugTexts
{
    public const int SampleRows = 5;
    private const int Longest = 80;

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("debug collection", "Without a table: how many rows the server has in each. With one: its first rows. What belongs to a person is not read at all, so that a picture of the reply gives nobody away."),
        new("debug wipe-collections", "Records of the modules: staff, jobs, setup. Settings, the journal, and what is mirrored from Discord stay. A snapshot is kept first, and Undo puts everything back as it was. Roles on Discord are not touched."),
    ];

    public static Reply Counts(IReadOnlyList<TableCount> counts)
    {
        var text = new StringBuilder();
        foreach (var (kind, title) in new[]
        {
            (TableKind.Record, "Records, which Mainstay keeps"), (TableKind.Mirror, "The mirror of what was seen on Discord"), (TableKind.Bookkeeping, "Bookkeeping"),
        })
        {
            text.Append(CultureInfo.InvariantCulture, $"**{title}**\n");
            foreach (var count in counts.Where(c => c.Table.Kind == kind))
            {
                text.Append(CultureInfo.InvariantCulture, $"`{count.Table.Name}` {count.Rows:N0}\n");
            }
        }

        return new Reply { Title = "On record for this server", Text = text.ToString().TrimEnd() };
    }

    public static Reply Sample(TableSample sample)
    {
        var text = new StringBuilder(sample.Table.Description).Append('\n');
        if (sample.Rows.Count > 0 && sample.Rows.All(row => !row.Any()))
        {
            text.Append("\nThe server has rows in it, and no column that may be shown.");
        }

        foreach (var row in sample.Rows.Where(row => row.Any()))
        {
            text.Append("\n• ").AppendJoin(", ", row.Select(cell => $"{cell.Key}: {Value(sample.Table.Columns.First(c => c.Name == cell.Key), cell.Value)}"));
        }

        if (sample.Rows.Count == 0)
        {
            text.Append("\nThe server has no rows in it.");
        }

        if (sample.Hidden.Count > 0)
        {
            text.Append("\n\nNot shown, because it belongs to people or is secret: ").AppendJoin(", ", sample.Hidden.Select(h => $"`{h}`")).Append('.');
        }

        return new Reply { Title = sample.Table.Name.Replace('_', ' '), Text = Clip.To(text.ToString(), Limits.EmbedDescription) };
    }

    public static string Name(TableCount count) => $"{count.Table.Name} ({count.Rows.ToString("N0", CultureInfo.InvariantCulture)})";

    private static string Value(Column column, object? value) => (column, value) switch
    {
        (_, null) => "none",
        ({ Names: DiscordObject.Role }, long id) => Mention.Role(new Id<Role>((ulong)id)),
        ({ Names: DiscordObject.Channel }, long id) => Mention.Channel(new Id<Channel>((ulong)id)),
        ({ Type: ColumnType.Time }, long time) => $"<t:{(time / 1_000).ToString(CultureInfo.InvariantCulture)}>",
        (_, long number) => number.ToString(CultureInfo.InvariantCulture),
        (_, string text) => Mention.Plain(Clip.To(text, Longest)),
        _ => "not shown",
    };
}
