using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What people read before, during and after a run.</summary>
internal sealed partial class OperationTexts(ChangeKinds kinds, IGuilds guilds)
{
    private const int ListedChanges = 12;
    private const int ListedFindings = 8;

    public const string Apply = "apply";
    public const string Dismiss = "dismiss";
    public const string Cancel = "cancel";
    public const string StopElsewhere = "stop-elsewhere";
    public const string Undo = "undo";
    public const string ApplyTyped = "apply-typed";
    public const string Approve = "approve";
    public const string Again = "again";
    public const string Show = "show";
    public const string Page = "page";
    public const string LookAtStep = "look";
    public const string StepDone = "count-done";
    public const string StepNotDone = "count-not-done";
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

    /// <summary>The plan, with what it takes to apply it beneath.</summary>
    public Reply Preview(Run run, IReadOnlyList<Change> changes, Impact impact, IReadOnlyList<Approval> approvals)
    {
        var plan = Plan(run.Guild, run.Title, changes, run.Findings, impact);
        return plan with
        {
            Text = plan.Text + Conditions(run, approvals),
            Footer = $"Run {run.Id} · only the person who asked can apply it",
            Buttons =
            [
                new(ApplyLabel(run, changes.Count), run.Phrase is null ? Apply : ApplyTyped, run.Reference.ToString())
                {
                    Look = run.Phrase is null ? ButtonLook.Success : ButtonLook.Danger,
                    Disabled = approvals.Count < run.Approvals,
                    Module = Module,
                },
                .. run.Approvals > 0 && approvals.Count < run.Approvals ? (ReplyButton[])[Button("Look again", Again, run, ButtonLook.Secondary)] : [],
                Button("Dismiss", Dismiss, run, ButtonLook.Secondary),
            ],
        };
    }

    /// <summary>The same plan for somebody else who may agree to it.</summary>
    public Reply ForApproval(Run run, IReadOnlyList<Change> changes, Impact impact, IReadOnlyList<Approval> approvals)
    {
        var plan = Plan(run.Guild, run.Title, changes, run.Findings, impact);
        return plan with
        {
            Text = $"{Mention.User(run.Actor)} made this plan. {plan.Text}{Conditions(run, approvals)}",
            Footer = $"Run {run.Id}",
            Buttons = [Button("Approve", Approve, run, ButtonLook.Success)],
        };
    }

    /// <summary>The plan, without a button.</summary>
    public Reply DryRun(Id<Guild> guild, string title, Draft draft, Impact impact)
    {
        // Red without a button is a failure, to people and to scripts; a dry run of something destructive is none.
        var plan = Plan(guild, title, draft.Changes, draft.Findings, impact);
        return plan with { Tone = plan.Tone == Tone.Bad ? Tone.Warning : plan.Tone, Footer = "Dry run · nothing can be applied from here" };
    }

    public static string NotApprovedYet(Run run, int agreed) =>
        $"{Count(run.Approvals, "other person has", "other people have")} to agree first, and {agreed} did. They open `/operations show run:{run.Id}` and press Approve.";

    /// <summary>What has to happen before the plan is applied, and until when.</summary>
    private static string Conditions(Run run, IReadOnlyList<Approval> approvals)
    {
        var text = new StringBuilder("\n");
        if (run.Approvals > 0)
        {
            text.Append("**Approvals: ").Append(approvals.Count).Append(" of ").Append(run.Approvals).Append("**");
            text.Append(approvals.Count == 0 ? "" : $" ({string.Join(", ", approvals.Select(a => $"{Mention.User(a.User)} {Mention.Ago(a.At)}"))})");
            text.Append(approvals.Count < run.Approvals ? $". Somebody else who may do this opens `/operations show run:{run.Id}` and presses Approve.\n" : ".\n");
        }

        if (run.Phrase is { } phrase)
        {
            text.Append("To go ahead, press the red button and type `").Append(phrase.Replace("`", "", StringComparison.Ordinal)).Append("`.\n");
        }

        return text.Append("This plan expires ").Append(Mention.Ago(run.ExpiresAt)).Append('.').ToString();
    }

    private static string ApplyLabel(Run run, int changes) => $"Apply {Count(changes, "change")}{(run.Phrase is null ? "" : " …")}";

    private Reply Plan(Id<Guild> guild, string title, IReadOnlyList<Change> changes, IReadOnlyList<Finding> findings, Impact impact)
    {
        var text = new StringBuilder();
        text.Append("**").Append(Count(changes.Count, "change")).Append("**");
        if (impact.People > 0)
        {
            text.Append(" for ").Append(Count(impact.People, "person", "people"));
        }

        text.Append(". Nothing has been changed yet.\n\n");
        AppendLines(text, TellingFirst(changes), ListedChanges, "change");

        var fields = new List<ReplyField>
        {
            new("What", string.Join('\n', impact.ByKind.Select(k => $"{k.Count} {kinds.Noun(k.Kind, k.Count)}"))),
            new("Cost", Cost(impact.Requests, impact.Estimate)),
            new("Undo", UndoInWords(impact)),
        };
        string[] lost = [.. changes.Select(Lost).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (lost.Length > 0)
        {
            fields.Add(new ReplyField("Cannot be taken back", Lines(lost, ListedFindings), Inline: false));
        }

        Change[] forced = [.. changes.Where(c => c.ForcedBy is not null)];
        if (forced.Length > 0)
        {
            fields.Add(new ReplyField(
                $"{Count(forced.Length, "request")} more, so that nobody gets access on the way", Lines(forced.Select(c => Sentence(c.ForcedBy!)).Distinct(StringComparer.Ordinal), 5), Inline: false));
        }

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

    /// <summary>A line each. Only a few of many are seen: what destroys comes first, and records take a third of the room at most.</summary>
    private IEnumerable<string> TellingFirst(IReadOnlyList<Change> changes)
    {
        if (changes.Count <= ListedChanges)
        {
            return kinds.Describe(changes);
        }

        var records = 0;
        bool[] late = [.. changes.Select(c => kinds.Requests(c) == 0 && ++records > ListedChanges / 3)];
        return kinds.Describe(changes).Select((words, i) => (words, i)).OrderByDescending(c => changes[c.i].Risk == Risk.Destructive).ThenBy(c => late[c.i]).Select(c => c.words);
    }

    /// <summary>What a change destroys for ever: itself, or something that goes with it.</summary>
    private string? Lost(Change change) => kinds.Lost(change) is { } lost ? $"⛔ {lost}" : kinds.IsReversible(change) ? null : $"⛔ {kinds.Describe(change)}";

    private static string UndoInWords(Impact impact) => impact.Irreversible == 0
        ? $"possible for all\n{Cost(impact.UndoRequests, impact.UndoEstimate)}"
        : impact.Irreversible == impact.ByKind.Sum(k => k.Count)
            ? "not possible"
            : $"{Count(impact.Irreversible, "change")} cannot be taken back\nthe rest: {Cost(impact.UndoRequests, impact.UndoEstimate)}";

    /// <summary>A plan that could not be applied as things stand.</summary>
    public static Reply Impossible(string title, int changes, IReadOnlyList<string> obstacles) => new()
    {
        Title = title,
        Text = $"A plan of {Count(changes, "change")} was made, but something stands in the way. Nothing was changed.\n\n{Lines(obstacles.Select(o => "• " + Sentence(o)), ListedFindings)}",
        Tone = Tone.Warning,
    };

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

    private static ReplyButton Button(string label, string action, Run run, ButtonLook look) => Button(label, action, run.Reference.ToString(), look);

    private static ReplyButton Button(string label, string action, string state, ButtonLook look) => new(label, action, state) { Look = look, Module = Module };

    private IReadOnlyList<ReplyFile> ChangeFiles(Id<Guild> guild, IReadOnlyList<Change> changes) => changes.Count > ListedChanges
        ? [File(guild, "plan.txt", string.Join('\n', kinds.Describe(changes).Zip(changes, (words, c) => $"{words}\t{c.Reason}")))]
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

    public static string Sentence(string clause) => clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause[1..] + (clause.EndsWith('.') ? "" : ".");
}
