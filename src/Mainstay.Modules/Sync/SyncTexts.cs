using System.Globalization;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

internal static class SyncTexts
{
    private const int ListedErrors = 5;

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("sync users", "Changes nothing on Discord. People who are missing from a complete list are marked as left; nobody is ever deleted. Usually you do not need this, because live events keep the mirror current."),
        new("sync stats", "Coverage is the share of present members that the mirror has."),
    ];

    public static Reply Starting() => new() { Title = "Sync members", Text = "Asking Discord for the member list.", Tone = Tone.Busy };

    public static Reply Progress(SyncProgress progress) => new()
    {
        Title = "Sync members",
        Text = $"**{Number(progress.Seen)}** of {Number(progress.Expected)} members read.",
        Tone = Tone.Busy,
    };

    public static Reply Report(SyncReport report) => new()
    {
        Title = report.Complete && report.Errors.Count == 0 ? "Members are in sync" : "Members are in sync as far as possible",
        Text = report.Complete
            ? $"The whole list was read in {Duration(report.Took)}."
            : "Discord did not send the whole list in one go, so nobody was marked as left. Try again in a minute.",
        Tone = report.Complete && report.Errors.Count == 0 ? Tone.Good : Tone.Warning,
        Fields =
        [
            new("New", Number(report.Created)),
            new("Changed", Number(report.Updated)),
            new("Unchanged", Number(report.Unchanged)),
            new("Left", Number(report.Left)),
            new("Errors", Number(report.Errors.Count)),
            .. report.Errors.Count == 0 ? (ReplyField[])[] : [new ReplyField("What went wrong", Errors(report), Inline: false)],
        ],
        Files = report.Errors.Count > ListedErrors
            ? [new ReplyFile("sync-errors.txt", string.Join('\n', report.Errors.Select(e => $"{e.Member}\t{e.Reason}")))]
            : [],
    };

    public static Reply Stats(MirrorStatus status)
    {
        var healthy = status is { CompletedAt: not null, Stale: false } && status.Present == status.Expected;
        return new Reply
        {
            Title = "How good the mirror is",
            Text = status.CompletedAt is null ? "The whole member list has not been read yet. `/sync users` does that."
                : status.Stale ? "Something was missed since the last full read. `/sync users` catches up."
                : healthy ? "Everybody is known, and live events keep it so."
                : "The count differs from Discord's. `/sync users` finds out why.",
            Tone = healthy ? Tone.Good : Tone.Warning,
            Fields =
            [
                new("Members known", Number(status.Present)),
                new("Members on Discord", status.Expected is { } expected ? Number(expected) : "unknown"),
                new("Coverage", status.Expected is > 0 and var all ? $"{Math.Min(100, 100.0 * status.Present / all).ToString("0.0", CultureInfo.InvariantCulture)} %" : "unknown"),
                new("Left, kept on record", Number(status.Departed)),
                new("Last full read", status.CompletedAt is { } at ? Mention.Ago(at) : "never"),
            ],
        };
    }

    private static string Errors(SyncReport report) => string.Join('\n', report.Errors.Take(ListedErrors).Select(e => $"{Mention.User(e.Member)}: {e.Reason}"));

    private static string Duration(TimeSpan took) => took < TimeSpan.FromSeconds(1)
        ? "less than a second"
        : $"{took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} seconds";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
