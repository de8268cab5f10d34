using System.Globalization;
using System.Text;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What people read while a run waits, is under way, and has ended.</summary>
internal sealed partial class OperationTexts
{
    private const int BarCells = 20;

    /// <summary>It is not its turn yet.</summary>
    public static Reply Waiting(Run run, int ahead) => new()
    {
        Title = run.Title,
        Text = $"{Count(ahead, "other run is", "other runs are")} before this one in this server. It follows by itself.",
        Tone = Tone.Busy,
        Footer = $"Run {run.Id} · waiting",
        Buttons = [Button("Cancel", Cancel, run, ButtonLook.Danger)],
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
            Buttons = [Button("Stop", Cancel, run, ButtonLook.Danger)],
        };
    }

    public static Reply Stopping(Run run) => new()
    {
        Title = run.Title,
        Text = "Stopping. What is under way is finished, the rest is left alone.",
        Tone = Tone.Busy,
        Footer = $"Run {run.Id}",
    };

    /// <summary>The same, said in another message than the run's own: nothing follows here by itself.</summary>
    public static Reply StoppingElsewhere(Run run) => Stopping(run) with
    {
        Text = "Stopping. What is under way is finished, the rest is left alone. The run's own message tells what became of each change, and so does the button.",
        Tone = Tone.Neutral,
        Buttons = [Button("Look at the run", Show, run, ButtonLook.Secondary)],
    };

    /// <summary>Another process goes on with it.</summary>
    public static Reply InOtherHands(Run run) => new()
    {
        Title = run.Title,
        Text = "I was away for a moment, and this run was taken up again. Its report follows in a message of its own.",
        Tone = Tone.Warning,
        Footer = $"Run {run.Id}",
    };

    /// <summary>It cannot go on now and will.</summary>
    public static Reply Interrupted(Run run, string why) => new()
    {
        Title = $"{run.Title}: interrupted",
        Text = $"{why} What was done stands. I take this up again by myself as soon as I can, and tell you what became of it.",
        Tone = Tone.Warning,
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
            Buttons = OnceMore(run, "Try again"),
        };
    }

    public static Reply Dismissed(Run run) => new() { Title = run.Title, Text = "Dismissed. Nothing was changed.", Footer = $"Run {run.Id}" };

    /// <summary>What became of each change, with Undo beneath it where something can be taken back.</summary>
    public Reply Report(Run run, IReadOnlyList<Step> steps, Impact undo, TimeSpan took)
    {
        var words = InWords(steps);
        var applied = words.Where(s => s.Step.State == StepState.Applied).ToArray();
        var others = words.Where(s => s.Step.State != StepState.Applied).ToArray();
        var text = new StringBuilder(run.Why is null ? "" : $"{run.Why}\n\n");
        text.Append("**").Append(applied.Length).Append("** of ").Append(Count(steps.Count, "change")).Append(applied.Length == 1 ? " was" : " were").Append(" made in ").Append(Duration(took)).Append(".\n\n");
        AppendLines(text, applied.Select(s => s.Step.Failure is { } left ? $"{s.Words}. {left.Sentence}" : s.Words), ListedChanges, "change");
        var fields = others.GroupBy(s => s.Step.State).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReplyField(
            $"{Word(g.Key)}: {g.Count()}",
            Lines(g.Select(s => $"{s.Words}: {s.Step.Failure?.Sentence}"), 5),
            Inline: false)).ToList();
        var invertible = undo.ByKind.Sum(k => k.Count);
        var back = BackWord(run);
        if (invertible > 0)
        {
            fields.Add(new ReplyField(back, $"{(back == "Undo" ? "takes" : "makes")} {Count(invertible, "change")} {(back == "Undo" ? "back" : "again")}, after showing you what\n{Cost(undo.Requests, undo.Estimate)}", Inline: false));
        }

        return new Reply
        {
            Title = $"{run.Title}: {Outcome(run.State)}",
            Text = text.ToString(),
            Tone = run.State switch { RunState.Done => Tone.Good, RunState.Failed => Tone.Bad, _ => Tone.Warning },
            Fields = fields,
            Footer = $"Run {run.Id}",
            Buttons =
            [
                .. invertible > 0 ? (ReplyButton[])[Button(back, Undo, run, ButtonLook.Secondary)] : [],
                .. others.Any(s => s.Step.State == StepState.Unverified) ? (ReplyButton[])[Button("Decide what is uncertain", Show, run, ButtonLook.Primary)] : [],
                .. run.State == RunState.Done ? [] : OnceMore(run, "Try the rest again"),
            ],
            Files = steps.Count > ListedChanges || others.Length > 0 ? [StepsFile(run, steps)] : [],
        };
    }

    /// <summary>What taking a run back is called; taking that back is doing it again.</summary>
    public static string UndoTitle(string title) =>
        title.StartsWith("Undo: ", StringComparison.Ordinal) ? $"Redo: {title[6..]}"
        : title.StartsWith("Redo: ", StringComparison.Ordinal) ? $"Undo: {title[6..]}"
        : $"Undo: {title}";

    private static string BackWord(Run run) => run.Title.StartsWith("Undo: ", StringComparison.Ordinal) ? "Redo" : "Undo";

    /// <summary>The button that takes the same run back once more: what was taken back already is left alone.</summary>
    private static IReadOnlyList<ReplyButton> OnceMore(Run run, string label) =>
        run.Undoes is { } original ? [Button(label, Undo, new RunReference(run.Guild, original).ToString(), ButtonLook.Secondary)] : [];

    private ReplyFile StepsFile(Run run, IReadOnlyList<Step> steps) =>
        File(run.Guild, $"run-{run.Id}.txt", string.Join('\n', InWords(steps).Select(s => $"{Word(s.Step.State)}\t{s.Words}\t{s.Step.Failure?.Sentence}")));

    /// <summary>Steps with a line each; what they made goes by what it is, what was not made and what they deleted by its name.</summary>
    private IReadOnlyList<(Step Step, string Words)> InWords(IReadOnlyList<Step> steps)
    {
        Step[] resolved = [.. kinds.Resolved(steps, new IdMap())];
        return [.. resolved.Zip(kinds.Describe([.. resolved.Select(s => s.Change)], resolved.Where(s => s.State == StepState.Applied).Select(s => s.Change)))];
    }

    public static string Outcome(string state) => state switch
    {
        RunState.Done => "done",
        RunState.Cancelled => "stopped",
        RunState.Failed => "failed",
        RunState.Partial => "done in part",
        RunState.Refused => "not applied",
        RunState.Expired => "expired",
        RunState.Queued => "waiting",
        RunState.Running => "applying",
        _ => "waiting for Apply",
    };

    private static string Word(string state) => state switch
    {
        StepState.Applied => "Done",
        StepState.Skipped => "Left alone",
        StepState.Failed => "Failed",
        StepState.Unverified => "Uncertain",
        _ => "Not done",
    };

    /// <summary>Runs, a page of them.</summary>
    public static Reply List(RunPage page)
    {
        var text = new StringBuilder();
        foreach (var run in page.Runs)
        {
            var place = page.Queue.TryGetValue(run.Id, out var ahead) ? $", {(ahead == 0 ? "next" : Count(ahead, "run", "runs") + " before it")}" : "";
            text.Append("`").Append(run.Id.ToString(CultureInfo.InvariantCulture)).Append("` ").Append(run.Title).Append(" · **").Append(Outcome(page.StateOf(run))).Append("**").Append(place)
                .Append(" · ").Append(Who(run)).Append(' ').Append(Mention.Ago(run.FinishedAt ?? run.StartedAt ?? run.CreatedAt)).Append('\n');
        }

        return new Reply
        {
            Title = "Operations",
            Text = page.Total == 0 ? "Nothing has been planned in this server yet." : text.ToString(),
            Footer = page.Pages > 1 ? $"Page {page.Number + 1} of {page.Pages} · {Count((int)page.Total, "run")}" : null,
            Buttons = page.Pages <= 1 ? [] :
            [
                Button("Newer", Page, (page.Number - 1).ToString(CultureInfo.InvariantCulture), ButtonLook.Secondary) with { Disabled = page.Number == 0 },
                Button("Older", Page, (page.Number + 1).ToString(CultureInfo.InvariantCulture), ButtonLook.Secondary) with { Disabled = page.Number + 1 >= page.Pages },
            ],
        };
    }

    /// <summary>One run, whole: the plan, what became of each change, what was noticed, and what can be done about it now.</summary>
    public Reply Details(Run run, string state, IReadOnlyList<Step> steps, Impact undo, IReadOnlyList<Approval> approvals)
    {
        var text = new StringBuilder();
        text.Append(Who(run)).Append(" planned it ").Append(Mention.Ago(run.CreatedAt));
        text.Append(run.StartedAt is { } started ? $", it began {Mention.Ago(started)}" : "").Append(run.FinishedAt is { } finished && run.StartedAt is not null ? $" and ended {Mention.Ago(finished)}" : "").Append(".\n");
        text.Append(run.Undoes is { } undone ? $"It takes run {undone} back.\n" : "").Append(run.Why is null ? "" : $"{run.Why}\n").Append('\n');
        AppendLines(text, InWords(steps).Select(s => $"{Mark(s.Step.State)} {s.Words}{(s.Step.Failure is { } failure ? $": {failure.Sentence}" : "")}"), ListedChanges, "change");

        var fields = new List<ReplyField> { new("Outcome", string.Join('\n', steps.GroupBy(s => s.State).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {Word(g.Key).ToLowerInvariant()}"))) };
        if (approvals.Count > 0)
        {
            fields.Add(new ReplyField("Agreed", string.Join('\n', approvals.Select(a => $"{Mention.User(a.User)} {Mention.Ago(a.At)}"))));
        }

        if (run.Snapshot is { } snapshot)
        {
            fields.Add(new ReplyField("Snapshot", $"number {snapshot}, taken before the first change"));
        }

        fields.Add(new ReplyField("Rests on", run.Frame.Summary, Inline: false));
        var uncertain = steps.Where(s => s.State == StepState.Unverified).ToArray();
        if (uncertain.Length > 0)
        {
            fields.Add(new ReplyField(
                $"Uncertain: {uncertain.Length}",
                $"{kinds.Describe(uncertain[0].Change)}: it may or may not have been done. Look at it on Discord, or let me look again, and say which it is. What depends on it goes on from there.",
                Inline: false));
        }

        fields.AddRange(FindingFields(run.Findings));
        return new Reply
        {
            Title = $"{run.Title}: {Outcome(state)}",
            Text = text.ToString(),
            Tone = state switch { RunState.Done => Tone.Good, RunState.Failed or RunState.Refused => Tone.Bad, RunState.Partial or RunState.Cancelled => Tone.Warning, _ => Tone.Neutral },
            Fields = fields,
            Footer = $"Run {run.Id}",
            Buttons =
            [
                .. uncertain.Length > 0 && !RunState.IsLive(state)
                    ? (ReplyButton[])
                    [
                        Button("Look again", LookAtStep, StepReference(run, uncertain[0]), ButtonLook.Primary),
                        Button("Count as done", StepDone, StepReference(run, uncertain[0]), ButtonLook.Success),
                        Button("Count as not done", StepNotDone, StepReference(run, uncertain[0]), ButtonLook.Secondary),
                    ]
                    : [],
                .. RunState.IsEnded(state) && undo.ByKind.Sum(k => k.Count) > 0 ? (ReplyButton[])[Button(BackWord(run), Undo, run, ButtonLook.Secondary)] : [],
                .. RunState.IsLive(state) ? (ReplyButton[])[Button("Look again", Show, run, ButtonLook.Secondary), Button("Stop", StopElsewhere, run, ButtonLook.Danger)] : [],
            ],
            Files = [StepsFile(run, steps), .. FindingFiles(run.Guild, run.Findings)],
        };
    }

    private static string StepReference(Run run, Step step) => $"{run.Reference}:{step.Ordinal.ToString(CultureInfo.InvariantCulture)}";

    private static string Who(Run run) => run.Actor.IsNone ? "Mainstay" : Mention.User(run.Actor);

    private static string Mark(string state) => state switch
    {
        StepState.Applied => "✅",
        StepState.Skipped => "➖",
        StepState.Failed => "❌",
        StepState.Unverified => "❔",
        _ => "▫️",
    };
}

/// <summary>A page of runs, with the queue places of those that wait.</summary>
internal sealed record RunPage(IReadOnlyList<Run> Runs, IReadOnlyDictionary<long, int> Queue, int Number, int Size, long Total, DateTimeOffset Now)
{
    public int Pages => (int)((Total + Size - 1) / Size);

    /// <summary>A plan that nobody applied in time has expired, whether or not anybody has noticed.</summary>
    public string StateOf(Run run) => run.State == RunState.Previewed && Now >= run.ExpiresAt ? RunState.Expired : run.State;
}
