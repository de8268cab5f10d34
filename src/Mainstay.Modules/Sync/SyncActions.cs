using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Sync;

/// <summary>The buttons, and runs with their progress.</summary>
internal sealed class SyncActions(ISyncRuns runs, IRoleHistory history, TimeProvider time)
{
    private const string CleanupAction = "cleanup";
    private const string FullAction = "full";
    private const string CancelAction = "cancel";

    private const int HistoryShown = 10;

    /// <summary>How long a preview may be applied: as long as Discord keeps its interaction.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public IReadOnlyList<ComponentAction> All =>
    [
        new() { Name = CleanupAction, Capability = SyncCapabilities.Run, Run = CleanupAsync },
        new() { Name = FullAction, Capability = SyncCapabilities.Run, Run = FullAsync },
        new() { Name = CancelAction, Capability = SyncCapabilities.Run, Run = CancelAsync },
    ];

    public static ReplyButton CancelButton(long number) => new("Cancel", CancelAction, number.ToString(CultureInfo.InvariantCulture));

    public ReplyButton CleanupButton(CleanupPreview shown) => new("Apply", CleanupAction, State(shown.Days, shown.Left, shown.FallDormant, shown.WakeUp)) { Look = ButtonLook.Primary };

    public ReplyButton FullButton(int days) => new("Start the full sync", FullAction, State(days)) { Look = ButtonLook.Primary };

    /// <summary>Runs and reports. The reply shows how far it is; the engine changes the message at a bounded rate.</summary>
    public async Task<Outcome<Reply>> RunAsync(HandlerContext context, SyncRequest request, CancellationToken cancellationToken)
    {
        await context.ShowAsync(SyncTexts.Starting(request), cancellationToken).ConfigureAwait(false);
        var outcome = await runs.RunAsync(
            request.For(context), progress => _ = context.ShowAsync(SyncTexts.Progress(progress), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!outcome.Try(out var run, out var failure))
        {
            return failure;
        }

        if (run is { State: SyncRunState.Failed, Sentence: { } sentence })
        {
            return new Failure("sync.failed", sentence);
        }

        IReadOnlyList<RoleHistoryEntry> entries = request.Only is { } person
            ? await history.HistoryAsync(context.Guild, person, HistoryShown, cancellationToken).ConfigureAwait(false)
            : [];
        return SyncTexts.Report(run, entries);
    }

    private string State(params ReadOnlySpan<int> numbers)
    {
        var text = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var number in numbers)
        {
            text += $"|{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return text;
    }

    /// <summary>The numbers that a button was made with; none when it is too old, or of another version.</summary>
    private int[]? Numbers(ActionContext context, int count)
    {
        var parts = context.State.Split('|');
        var numbers = new int[count];
        return parts.Length == count + 1
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var made)
            && time.GetUtcNow().ToUnixTimeSeconds() - made <= (long)Life.TotalSeconds
            && Enumerable.Range(0, count).All(i => int.TryParse(parts[i + 1], CultureInfo.InvariantCulture, out numbers[i]))
                ? numbers
                : null;
    }

    private static Failure Expired(string command) => new("sync.expired", $"This preview is too old, and much may be different now. Use `/sync {command}` again.");

    private async Task<Outcome<Reply>> FullAsync(ActionContext context, CancellationToken cancellationToken) => Numbers(context, 1) is [var days]
        ? await RunAsync(context, new SyncRequest(context.Guild, SyncKind.Full) { Days = days }, cancellationToken).ConfigureAwait(false)
        : Expired("full");

    private async Task<Outcome<Reply>> CleanupAsync(ActionContext context, CancellationToken cancellationToken)
    {
        if (Numbers(context, 4) is not [var days, var left, var dormant, var awake])
        {
            return Expired("cleanup");
        }

        if (!(await runs.PreviewAsync(context.Guild, days, cancellationToken).ConfigureAwait(false)).Try(out var now, out var failure))
        {
            return failure;
        }

        // What was confirmed is what is done: a list that arrived in between may have made three into forty thousand.
        return (now.Left, now.FallDormant, now.WakeUp) == (left, dormant, awake)
            ? await RunAsync(context, new SyncRequest(context.Guild, SyncKind.Cleanup) { Days = days }, cancellationToken).ConfigureAwait(false)
            : SyncTexts.CleanupMoved(now, CleanupButton(now));
    }

    // The same words as the run's own report, so that it does not matter which of the two comes last.
    private async Task<Outcome<Reply>> CancelAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var stopped = await runs.CancelAsync(context.Guild, long.Parse(context.State, CultureInfo.InvariantCulture), context.Actor.User, cancellationToken).ConfigureAwait(false);
        return stopped.Try(out var run, out var failure) ? SyncTexts.Report(run, []) : failure;
    }
}
