using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Sync;

internal static class SyncTexts
{
    private const int ListedErrors = 5;

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("sync users", "Changes nothing on Discord. People who are missing from a complete list are marked as left; nobody is ever deleted. Usually you do not need this, because live events keep the mirror current."),
        new("sync roles", "Discord is the source: what it says about roles is written to the mirror, never the other way round. Differences go into the role history."),
        new("sync cleanup", "Two marks, and nothing is deleted: *left* for people who are proven to be gone, *dormant* for people who are there and have neither written, spoken nor used a command for so many days. Bots are never dormant. You see the numbers first."),
        new("sync full", "Members, then roles, then cleanup, in one run with one report. On a large server it takes a while; it can be cancelled, and it goes on after a restart."),
        new("sync cancel", "What the sync has taken in stays. Whoever began it sees how far it came."),
        new("sync schedule", "What a person runs by hand counts too: the next turn comes that long after the last time, whoever ran it. A turn that fails is tried again an hour later."),
        new("sync stats", "Coverage is the share of present members that the mirror has. Drift is what the last whole list found different from the mirror."),
    ];

    public static Reply Starting(SyncRequest request) => new()
    {
        Title = Title(request.Kind),
        Text = request.Only is { } user ? $"Asking Discord about {Mention.User(user)}."
            : request.Kind == SyncKind.Cleanup ? "Setting the marks."
            : "Asking Discord for the member list.",
        Tone = Tone.Busy,
    };

    public static Reply Progress(SyncRunProgress progress) => new()
    {
        Title = Title(progress.Kind),
        Text = (progress.Phase, progress.Members.Expected) switch
        {
            (SyncKind.Cleanup, _) => "Setting the marks.",
            (SyncKind.Roles, 0) => "Asking Discord for the roles.",
            (_, 0) => "Asking Discord for the member list.",
            _ => $"**{Number(progress.Members.Seen)}** of {Number(progress.Members.Expected)} members read.",
        },
        Tone = Tone.Busy,
        Footer = progress.Kind == SyncKind.Full ? $"Step {Step(progress.Phase)} of 3" : null,
        Buttons = progress.Number == 0 ? [] : [SyncActions.CancelButton(progress.Number)],
    };

    public static Reply Report(SyncRun run, IReadOnlyList<RoleHistoryEntry> history) => new()
    {
        Title = run.State switch
        {
            SyncRunState.Cancelled => $"{Title(run.Request.Kind)}: cancelled",
            SyncRunState.Interrupted => $"{Title(run.Request.Kind)}: interrupted",
            SyncRunState.CompletedWithErrors => $"{Done(run.Request.Kind)}, as far as possible",
            SyncRunState.Failed => $"{Title(run.Request.Kind)}: failed",
            _ => Done(run.Request.Kind),
        },
        Text = Sentence(run),
        Tone = run.State switch { SyncRunState.Completed => Tone.Good, SyncRunState.Failed => Tone.Bad, _ => Tone.Warning },
        Fields = [.. Counts(run), .. History(history)],
        Footer = $"Sync {run.Number}",
        Files = run.Report.Errors.Count > ListedErrors ? [new ReplyFile("sync-errors.txt", ErrorFile(run.Report))] : [],
    };

    public static Reply NothingToStop() => new() { Title = "Sync: nothing to stop", Text = "No sync of this server is under way.", Tone = Tone.Neutral };

    public static Reply Cleanup(CleanupPreview preview, ReplyButton? apply)
    {
        var nothing = preview.Left + preview.FallDormant + preview.WakeUp == 0;
        return new Reply
        {
            Title = nothing ? "Cleanup: nothing to mark" : "Cleanup: what would be marked",
            Text = string.Join('\n', Remarks(preview)),
            Fields = [.. CleanupFields(preview)],
            Buttons = nothing || apply is null ? [] : [apply],
        };
    }

    /// <summary>The numbers are others than those that were confirmed.</summary>
    public static Reply CleanupMoved(CleanupPreview preview, ReplyButton apply)
    {
        var reply = Cleanup(preview, apply);
        return reply with { Text = $"The numbers are different by now, so nothing was marked. These are the new ones.\n{reply.Text}" };
    }

    public static Reply Full(CleanupPreview preview, SyncHealth health, ReplyButton? start) => new()
    {
        Title = "Full sync: the plan",
        Text =
            $"""
            1. **Members**: read the whole list from Discord ({(health.Present is { } present ? $"{Number(present)} members" : "number of members unknown")}) and write what differs into the mirror.
            2. **Roles**: read the server's roles and compare who has which.
            3. **Cleanup**: mark who has left, and who is dormant after {DaysOf(preview.Days)}.

            Nothing changes on Discord, and nothing is deleted.
            """,
        Fields = [.. CleanupFields(preview)],
        Footer = "The numbers are as of now; the list may bring more.",
        Buttons = start is null ? [] : [start],
    };

    public static Reply Schedule(SyncSettings settings, (DateTimeOffset? Members, DateTimeOffset? Marks) next) => new()
    {
        Title = "What is brought up to date by itself",
        Text = "Live events keep the mirror current all the time. This is for what events cannot tell: who never comes up, and what went missing.",
        Fields =
        [
            new("Whole member list", $"{Often(settings.Members.ToString())}{When(next.Members)}"),
            new("Marks for left and dormant", $"{Often(settings.Marks.ToString())}{When(next.Marks)}"),
            new("Dormant after", DaysOf(settings.Days)),
        ],
        Footer = "Change it with the options of /sync schedule.",
    };

    /// <summary>How often, for people.</summary>
    public static string Often(string every) => string.Equals(every, nameof(Every.Off), StringComparison.OrdinalIgnoreCase) ? "never" : $"every {every.ToLowerInvariant()}";

    public static string DaysOf(int days) => days == 1 ? "one day of silence" : $"{days} days of silence";

    public static Reply Stats(SyncHealth health, (DateTimeOffset? Members, DateTimeOffset? Marks) next)
    {
        var (word, why) = Verdict(health);
        return new Reply
        {
            Title = "How good the mirror is",
            Text = $"**{word}**: {why}",
            Tone = word == "Healthy" ? Tone.Good : Tone.Warning,
            Fields =
            [
                new("Members known", Number(health.Tracked)),
                new("Members on Discord", health.Present is { } expected ? Number(expected) : "unknown"),
                new("Coverage", Coverage(health)),
                new("Dormant", health.WatchedSince is null ? "unknown" : Number(health.Dormant)),
                new("Left, kept on record", Number(health.Departed)),
                new("Role history", health.RoleHistory == 1 ? "1 entry" : $"{Number(health.RoleHistory)} entries"),
                new("Last whole list", health.CompletedAt is { } at ? Mention.Ago(at) : "never"),
                new("Drift found then", health.Drift is { } drift ? Number(drift) : health.CompletedAt is null ? "unknown" : "none to tell: it was the first"),
                new("Activity watched", health.WatchedSince is { } since ? $"since {Mention.Day(since)}" : "not yet"),
                new("Next by itself", next is (null, null) ? "never" : $"members{Turn(next.Members)}\nmarks{Turn(next.Marks)}"),
                new("Last syncs", health.Runs.Count == 0 ? "none" : string.Join('\n', health.Runs.Select(Line)), Inline: false),
            ],
        };
    }

    private static string When(DateTimeOffset? next) => next is { } at ? $", next {Mention.Ago(at)}" : "";

    private static string Turn(DateTimeOffset? next) => next is { } at ? $" {Mention.Ago(at)}" : ": never";

    private static IEnumerable<ReplyField> History(IReadOnlyList<RoleHistoryEntry> history) => history.Count == 0 ? [] :
    [
        new("Role history, newest first", string.Join('\n', history.Select(Line)), Inline: false),
    ];

    private static string Line(RoleHistoryEntry entry)
    {
        var by = entry.Author is { } author ? $", by {Mention.User(author)}" : "";
        var noticed = entry.Source == RoleChangeSource.Sync ? ", noticed by a sync" : "";
        return $"{(entry.Added ? "+" : "−")} {Mention.Role(entry.Role)} {Mention.Ago(entry.At)}{by}{noticed}";
    }

    private static string Title(SyncKind kind) => kind switch
    {
        SyncKind.Users => "Members",
        SyncKind.Roles => "Roles",
        SyncKind.Cleanup => "Cleanup",
        _ => "Full sync",
    };

    private static string Done(SyncKind kind) => kind switch
    {
        SyncKind.Users => "Members are in sync",
        SyncKind.Roles => "Roles are in sync",
        SyncKind.Cleanup => "Cleanup is done",
        _ => "Full sync is done",
    };

    private static string Sentence(SyncRun run)
    {
        var took = Duration(run.Report.Took);
        var again = run.Resumed > 0 ? " Mainstay was stopped in the middle and went on afterwards." : "";
        return run.State switch
        {
            SyncRunState.Cancelled => $"It was stopped after {took}. What it had taken in stays, and nobody was marked as left for not being read." + again,
            SyncRunState.Interrupted when run.Sentence is { } why => $"{why} What was read so far is kept, and the sync goes on by itself; `/sync stats` shows what became of it.",
            SyncRunState.Failed => $"{run.Sentence}{again}",
            SyncRunState.Interrupted => "Mainstay is being stopped. The sync goes on at the next start; `/sync stats` shows what became of it.",
            _ when run.Request.Only is { } user => run.Report.Left > 0
                ? $"{Mention.User(user)} is not a member any more, and is marked as left."
                : $"{Mention.User(user)} was compared with what Discord says.",
            _ when run.Request.Kind == SyncKind.Cleanup => $"The marks were set in {took}." + again,
            _ when run.Report.Gap is { } gap => $"Nobody was marked as left for not being in the list, because it proves nothing: {gap}. Try again in a minute." + again,
            _ when run.Report.Recent => "A whole list less than half a minute old was there already and events have kept it current, so no other was asked for." + again,
            _ => $"The whole list was read in {took}." + again,
        };
    }

    private static IEnumerable<ReplyField> Counts(SyncRun run)
    {
        var (report, kind) = (run.Report, run.Request.Kind);
        if (kind != SyncKind.Cleanup)
        {
            yield return new("New", Number(report.Created));
            yield return new("Changed", Number(report.Updated));
            yield return new("Unchanged", report.Rewritten > 0 ? $"{Number(report.Unchanged)}, written again" : Number(report.Unchanged));
        }

        yield return new("Left", Number(report.Left));
        if (report.Returned > 0)
        {
            yield return new("Back again", Number(report.Returned));
        }

        if (report.Skipped > 0)
        {
            yield return new("Changed meanwhile", $"{Number(report.Skipped)}, taken from the event");
        }

        if (kind is SyncKind.Roles or SyncKind.Full || report.RolesAdded + report.RolesRemoved > 0)
        {
            yield return new("Roles found added", Number(report.RolesAdded));
            yield return new("Roles found removed", Number(report.RolesRemoved));
        }

        if (kind is SyncKind.Cleanup or SyncKind.Full)
        {
            yield return new("Now dormant", Number(report.FellDormant));
            yield return new("Awake again", Number(report.WokeUp));
        }

        yield return new("Errors", Number(report.Errors.Count));
        if (report.Errors.Count > 0)
        {
            yield return new("What went wrong", string.Join('\n', report.Errors.Take(ListedErrors).Select(error => Who(error.Member) + error.Reason)), Inline: false);
        }
    }

    private static IEnumerable<string> Remarks(CleanupPreview preview)
    {
        yield return $"Marks in the mirror, {DaysOf(preview.Days)} counting as dormant. Nothing changes on Discord, and nothing is deleted.";
        if (preview.WatchedSince is not { } since)
        {
            yield return "Nobody can be called dormant yet, because activity is not watched so far.";
        }
        else if (preview.JudgedFrom is { } from)
        {
            yield return $"Nobody can be called dormant before {Mention.Day(from)}, because activity is watched only since {Mention.Day(since)}.";
        }

        if (!preview.MembersProven)
        {
            yield return "Nobody can be called gone now, because the member list is not proven complete. `/sync users` does that.";
        }
    }

    private static IEnumerable<ReplyField> CleanupFields(CleanupPreview preview)
    {
        yield return new("Would be marked as left", Number(preview.Left));
        yield return new("Would become dormant", Number(preview.FallDormant));
        yield return new("Would wake up", Number(preview.WakeUp));
        yield return new("Dormant already", Number(preview.StayDormant));
        yield return new("Present, without bots", Number(preview.Present));
    }

    private static (string Word, string Why) Verdict(SyncHealth health) =>
        health.Stale is { } stale ? ("Stale", $"{stale}. Mainstay reads the list again by itself; `/sync users` does it now.")
        : health.Runs is [{ State: SyncRunState.Queued or SyncRunState.Running, Request.Kind: not SyncKind.Cleanup }, ..] && (health.CompletedAt is null || health.Incomplete is not null)
            ? ("Incomplete", "the member list is being read right now.")
        : health.CompletedAt is null ? ("Incomplete", "the whole member list has not been read yet. `/sync users` does that.")
        : health.Incomplete is { } gap ? ("Incomplete", $"{gap}. Mainstay reads the list again by itself; `/sync users` does it now.")
        : health.Present is { } present && present != health.Tracked ? ("Off", $"the mirror and Discord count {Number(Math.Abs(present - health.Tracked))} members differently. `/sync users` finds out why.")
        : ("Healthy", "everybody is known, and live events keep it so.");

    private static string Coverage(SyncHealth health) => health.Present is > 0 and var all
        ? $"{Math.Min(100, 100.0 * health.Tracked / all).ToString("0.0", CultureInfo.InvariantCulture)} %"
        : "unknown";

    private static string Line(SyncRun run)
    {
        var outcome = run.State switch
        {
            SyncRunState.Queued => "waiting",
            SyncRunState.Running => "under way",
            SyncRunState.Completed => "completed",
            SyncRunState.CompletedWithErrors => run.ErrorCount > 0 ? $"completed with {Number(run.ErrorCount)} errors" : "completed without proof of who left",
            SyncRunState.Cancelled => "cancelled",
            SyncRunState.Interrupted => "interrupted",
            _ => $"failed: {run.Sentence}",
        };
        var by = run.Request switch
        {
            { By: { } person } => Mention.User(person),
            { Origin: SyncOrigin.Schedule } => "the schedule",
            _ => "Mainstay itself",
        };
        return $"{run.Number}. {Title(run.Request.Kind)}, {Mention.Ago(run.QueuedAt)}, by {by}: {outcome}{(run.Resumed > 0 ? ", resumed" : "")}";
    }

    private static int Step(SyncKind phase) => phase switch
    {
        SyncKind.Users => 1,
        SyncKind.Roles => 2,
        _ => 3,
    };

    private static string Who(Id<User> user) => user.IsNone ? "" : $"{Mention.User(user)}: ";

    private static string ErrorFile(SyncReport report) => string.Join('\n', report.Errors.Select(error => $"{(error.Member.IsNone ? "-" : error.Member)}\t{error.Reason}"));

    private static string Duration(TimeSpan took) => took < TimeSpan.FromSeconds(1)
        ? "less than a second"
        : $"{took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} seconds";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
