using System.Text;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Watch;

/// <summary>What the watch says in the log channel.</summary>
internal static class WatchTexts
{
    private const int ShownLines = 5;

    /// <summary>Of a field; a little below what Discord takes.</summary>
    private const int MostCharacters = 950;

    public static Reply Report(IReadOnlyList<Drift> drifts) => new()
    {
        Title = "Drift found",
        Text = "Something is not as the records say. Nothing was changed that is listed here.",
        Tone = Tone.Warning,
        Fields = [.. drifts.Select(Field)],
        Footer = "Told once. /settings says what the watch looks at",
    };

    private static ReplyField Field(Drift drift)
    {
        var end = drift.NotHealed is { } why ? $"It was not repaired by itself: {why}" : $"`/{drift.Operation.Replace('.', ' ')}` shows the plan.";
        var text = new StringBuilder();
        var shown = 0;
        while (shown < Math.Min(ShownLines, drift.Lines.Count) && text.Length + drift.Lines[shown].Length + end.Length < MostCharacters)
        {
            text.Append("• ").Append(drift.Lines[shown++]).Append('\n');
        }

        if (shown < drift.Lines.Count)
        {
            text.Append("… and ").Append(drift.Lines.Count - shown).Append(shown == 0 ? "\n" : " more\n");
        }

        return new ReplyField($"{RepairTexts.Title(RepairOperations.Routines[drift.Operation])}: {Amount(drift)}", text.Append(end).ToString(), Inline: false);
    }

    private static string Amount(Drift drift) => (drift.Changes, drift.Count - drift.Changes) switch
    {
        (0, var open) => RepairTexts.Count(open, "finding", "findings"),
        (var changes, 0) => RepairTexts.Count(changes, "repair", "repairs"),
        (var changes, var open) => $"{RepairTexts.Count(changes, "repair", "repairs")}, {RepairTexts.Count(open, "finding", "findings")}",
    };
}
