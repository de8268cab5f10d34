using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What people read before, during and after a run.</summary>
internal sealed class OperationTexts(ChangeKinds kinds, IGuilds guilds)
{
    private const int ListedChanges = 12;
    private const int ListedFindings = 8;
    private const int BarCells = 20;

    public const string Apply = "apply";
    public const string Dismiss = "dismiss";
    public const string Cancel = "cancel";
    public const string Undo = "undo";
    public const string Module = "operations";

    /// <summary>Nothing to do: the findings, if any, and no button.</summary>
    public Reply Nothing(Id<Guild> guild, string title, Draft draft) => new()
    {
        Title = title,
        Text = draft.Changes.Count == 0 ? draft.NothingToDo : "",
        Tone = draft.Findings.Any(f => f.Severity != Severity.Info) ? Tone.Warning : Tone.Good,
        Fields = FindingFields(draft.Findings),
        Files = FindingFiles(guild, draft.Findings),
    };

    /// <summary>The plan, with Apply beneath it.</summary>
    public Reply Preview(Run run, IReadOnlyList<Change> changes, Impact impact) => Plan(run.Guild, run.Title, changes, run.Findings, impact) with
    {
        Footer = $"Run {run.Id} · only you can press Apply",
        Buttons =
        [
            Button($"Apply {Count(changes.Count, "change")}", Apply, run.Id, ButtonLook.Success),
            Button("Dismiss", Dismiss, run.Id, ButtonLook.Secondary),
        ],
    };

    /// <summary>The plan, without a button.</summary>
    public Reply DryRun(Id<Guild> guild, string title, Draft draft, Impact impact) =>
        Plan(guild, title, draft.Changes, draft.Findings, impact) with { Footer = "Dry run · nothing can be applied from here" };

    private Reply Plan(Id<Guild> guild, string title, IReadOnlyList<Change> changes, IReadOnlyList<Finding> findings, Impact impact)
    {
        var text = new StringBuilder();
        text.Append("**").Append(Count(changes.Count, "change")).Append("**");
        if (impact.People > 0)
        {
            text.Append(" for ").Append(Count(impact.People, "person", "people"));
        }

        text.Append(". Nothing has been changed yet.\n\n");
        AppendLines(text, kinds.Describe(changes), ListedChanges, "change");

        var fields = new List<ReplyField>
        {
            new("What", string.Join('\n', impact.ByKind.Select(k => $"{k.Count} {kinds.Noun(k.Kind, k.Count)}"))),
            new("Cost", Cost(impact.Requests, impact.Estimate)),
            new("Undo", impact.Irreversible > 0
                ? $"{Count(impact.Irreversible, "change")} cannot be taken back"
                : $"possible for all\n{Cost(impact.UndoRequests, impact.UndoEstimate)}"),
        };
        fields.AddRange(FindingFields(findings));
        return new Reply
        {
            Title = title,
            Text = text.ToString(),
            Tone = changes.Any(c => c.Risk == Risk.Destructive) ? Tone.Bad : changes.Any(c => c.Risk == Risk.Elevated) || findings.Any(f => f.Severity != Severity.Info) ? Tone.Warning : Tone.Neutral,
            Fields = fields,
            Files = [.. ChangeFiles(guild, changes), .. FindingFiles(guild, findings)],
        };
    }

    /// <summary>It is not its turn yet.</summary>
    public static Reply Waiting(Run run) => new()
    {
        Title = run.Title,
        Text = "Another run is under way in this server. This one follows as soon as it is done.",
        Tone = Tone.Busy,
        Footer = $"Run {run.Id}",
        Buttons = [Button("Cancel", Cancel, run.Id, ButtonLook.Danger)],
    };

    public static Reply Progress(Run run, int done, int failed, int total, TimeSpan? left)
    {
        var cells = total == 0 ? BarCells : done * BarCells / total;
        var text = new StringBuilder()
            .Append('`').Append('█', cells).Append('░', BarCells - cells).Append("`\n")
            .Append("**").Append(done).Append("** of ").Append(Count(total, "change"));
        if (failed > 0)
        {
            text.Append(" · ").Append(failed).Append(" not done");
        }

        if (left is { } remaining)
        {
            text.Append(" · ").Append(Duration(remaining)).Append(" left");
        }

        return new Reply
        {
            Title = run.Title,
            Text = text.ToString(),
            Tone = Tone.Busy,
            Footer = $"Run {run.Id} · applying",
            Buttons = [Button("Stop", Cancel, run.Id, ButtonLook.Danger)],
        };
    }

    /// <summary>A plan that could not be applied as things stand.</summary>
    public static Reply Impossible(string title, int changes, IReadOnlyList<string> obstacles) => new()
    {
        Title = title,
        Text = $"A plan of {Count(changes, "change")} was made, but something stands in the way. Nothing was changed.\n\n{Lines(obstacles.Select(o => "• " + Sentence(o)), ListedFindings)}",
        Tone = Tone.Warning,
    };

    public static Reply Stopping(Run run) => new()
    {
        Title = run.Title,
        Text = "Stopping. What is under way is finished, the rest is left alone.",
        Tone = Tone.Busy,
        Footer = $"Run {run.Id}",
    };

    /// <summary>Why a plan cannot be applied or dismissed any more.</summary>
    public static string NotApplicable(string state) => state switch
    {
        RunState.Expired => "This plan is too old to be applied. Run the command again for a fresh one.",
        RunState.Queued or RunState.Running => "This plan is being applied already.",
        RunState.Refused => "This plan was refused. Run the command again for a fresh one.",
        RunState.Cancelled => "This plan was dismissed or stopped.",
        RunState.Previewed => "This plan has not been started.",
        _ => "This plan was applied already.",
    };

    public static Reply Refused(Run run, string why, IReadOnlyList<string> reasons)
    {
        var text = new StringBuilder(why).Append(" **Nothing was changed.**\n\n");
        foreach (var reason in reasons)
        {
            text.Append("• ").Append(Sentence(reason)).Append('\n');
        }

        // No command makes this plan again when it takes another run back, so its button stays.
        return new Reply
        {
            Title = $"{run.Title}: not applied",
            Text = text.Append(run.Undoes is null ? "\nRun the command again for a fresh plan." : "\nPress the button again when that is settled.").ToString(),
            Tone = Tone.Bad,
            Footer = $"Run {run.Id}",
            Buttons = Again(run, "Try again"),
        };
    }

    public static Reply Dismissed(Run run) => new() { Title = run.Title, Text = "Dismissed. Nothing was changed.", Footer = $"Run {run.Id}" };

    /// <summary>What became of each change, with Undo beneath it where something can be taken back.</summary>
    public Reply Report(Run run, string state, IReadOnlyList<Step> steps, Impact undo, TimeSpan took)
    {
        var applied = steps.Where(s => s.State == StepState.Applied).ToArray();
        var others = steps.Where(s => s.State != StepState.Applied).ToArray();
        var text = new StringBuilder();
        text.Append("**").Append(applied.Length).Append("** of ").Append(Count(steps.Count, "change")).Append(applied.Length == 1 ? " was" : " were").Append(" made in ").Append(Duration(took)).Append(".\n\n");
        AppendLines(text, kinds.Describe([.. applied.Select(s => s.Change)]), ListedChanges, "change");
        var fields = others.GroupBy(s => s.State).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReplyField(
            $"{Word(g.Key)}: {g.Count()}",
            Lines(g.Select(s => $"{kinds.Describe(s.Change)}: {s.Failure?.Sentence}"), 5),
            Inline: false)).ToList();
        var invertible = undo.ByKind.Sum(k => k.Count);
        var back = run.Undoes is null || run.Title.StartsWith("Redo: ", StringComparison.Ordinal) ? "Undo" : "Redo";
        if (invertible > 0)
        {
            fields.Add(new ReplyField(back, $"{(back == "Undo" ? "takes" : "makes")} {Count(invertible, "change")} {(back == "Undo" ? "back" : "again")}\n{Cost(undo.Requests, undo.Estimate)}", Inline: false));
        }

        return new Reply
        {
            Title = $"{run.Title}: {Outcome(state)}",
            Text = text.ToString(),
            Tone = state switch { RunState.Done => Tone.Good, RunState.Failed => Tone.Bad, _ => Tone.Warning },
            Fields = fields,
            Footer = $"Run {run.Id}",
            Buttons =
            [
                .. invertible > 0 ? (ReplyButton[])[Button(back, Undo, run.Id, ButtonLook.Secondary)] : [],
                .. state == RunState.Done ? [] : Again(run, "Try the rest again"),
            ],
            Files = steps.Count > ListedChanges || others.Length > 0
                ? [File(run.Guild, $"run-{run.Id}.txt", string.Join('\n', steps.Select(s => $"{s.State}\t{kinds.Describe(s.Change)}\t{s.Failure?.Sentence}")))]
                : [],
        };
    }

    /// <summary>What taking a run back is called; taking that back is doing it again.</summary>
    public static string UndoTitle(string title) =>
        title.StartsWith("Undo: ", StringComparison.Ordinal) ? $"Redo: {title[6..]}"
        : title.StartsWith("Redo: ", StringComparison.Ordinal) ? $"Undo: {title[6..]}"
        : $"Undo: {title}";

    /// <summary>The button that takes the same run back once more: what was taken back already is left alone.</summary>
    private static IReadOnlyList<ReplyButton> Again(Run run, string label) =>
        run.Undoes is { } original ? [Button(label, Undo, original, ButtonLook.Secondary)] : [];

    public static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => "under a second",
        < 90 => Count((int)Math.Round(time.TotalSeconds), "second"),
        < 5400 => Count((int)Math.Round(time.TotalMinutes), "minute"),
        _ => $"{time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours",
    };

    private static string Cost(int requests, Estimate estimate) => requests == 0
        ? "no requests to Discord"
        : $"{Count(requests, "request")}\n{(estimate.Time < TimeSpan.FromSeconds(1) ? "a moment" : $"about {Duration(estimate.Time)}")} ({(estimate.IsMeasured ? "measured" : "typical")})";

    private static string Outcome(string state) => state switch
    {
        RunState.Done => "done",
        RunState.Cancelled => "stopped",
        RunState.Failed => "failed",
        _ => "done in part",
    };

    private static string Word(string state) => state switch
    {
        StepState.Skipped => "Left alone",
        StepState.Failed => "Failed",
        StepState.Unverified => "Uncertain",
        _ => "Not done",
    };

    private static ReplyButton Button(string label, string action, long run, ButtonLook look) =>
        new(label, action, run.ToString(CultureInfo.InvariantCulture)) { Look = look, Module = Module };

    private static IReadOnlyList<ReplyField> FindingFields(IReadOnlyList<Finding> findings) => findings.Count == 0
        ? []
        : [new ReplyField("Worth knowing", Lines(findings.OrderByDescending(f => f.Severity).Select(f => $"{Sign(f.Severity)} {f.Sentence}"), ListedFindings), Inline: false)];

    private IReadOnlyList<ReplyFile> FindingFiles(Id<Guild> guild, IReadOnlyList<Finding> findings) => findings.Count > ListedFindings
        ? [File(guild, "findings.txt", string.Join('\n', findings.Select(f => $"{f.Severity}\t{f.Check}\t{f.Sentence}")))]
        : [];

    private IReadOnlyList<ReplyFile> ChangeFiles(Id<Guild> guild, IReadOnlyList<Change> changes) => changes.Count > ListedChanges
        ? [File(guild, "plan.txt", string.Join('\n', changes.Select(c => $"{kinds.Describe(c)}\t{c.Reason}")))]
        : [];

    private ReplyFile File(Id<Guild> guild, string name, string text) => new(name, NamesInWords.Write(guilds.TrySnapshot(guild, out var image) ? image : null, text));

    private static string Sign(Severity severity) => severity switch { Severity.Critical => "⛔", Severity.Warning => "⚠️", _ => "ℹ️" };

    private static void AppendLines(StringBuilder text, IEnumerable<string> lines, int most, string noun)
    {
        var all = lines.ToArray();
        foreach (var line in all.Take(most))
        {
            text.Append("• ").Append(line).Append('\n');
        }

        if (all.Length > most)
        {
            text.Append("… and ").Append(Count(all.Length - most, "more " + noun)).Append(", all in the file below\n");
        }
    }

    private static string Lines(IEnumerable<string> lines, int most)
    {
        var all = lines.ToArray();
        var shown = string.Join('\n', all.Take(most));
        return all.Length > most ? $"{shown}\n… and {all.Length - most} more" : shown;
    }

    private static string Sentence(string clause) => clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause[1..] + (clause.EndsWith('.') ? "" : ".");
}
