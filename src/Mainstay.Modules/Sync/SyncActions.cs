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
        new() { Name = CleanupAction, Capability = SyncCapabilities.Run, Run = (context, ct) => ApplyAsync(context, SyncKind.Cleanup, ct) },
        new() { Name = FullAction, Capability = SyncCapabilities.Run, Run = (context, ct) => ApplyAsync(context, SyncKind.Full, ct) },
        new() { Name = CancelAction, Capability = SyncCapabilities.Run, Run = CancelAsync },
    ];

    public static ReplyButton CancelButton(long number) => new("Cancel", CancelAction, number.ToString(CultureInfo.InvariantCulture));

    public ReplyButton CleanupButton(int days) => new("Apply", CleanupAction, State(days)) { Look = ButtonLook.Primary };

    public ReplyButton FullButton(int days) => new("Start the full sync", FullAction, State(days)) { Look = ButtonLook.Primary };

    /// <summary>Runs and reports. The reply shows how far it is; the engine changes the message at a bounded rate.</summary>
    public async Task<Outcome<Reply>> RunAsync(HandlerContext context, SyncRequest request, CancellationToken cancellationToken)
    {
        await context.ShowAsync(SyncTexts.Starting(request), cancellationToken).ConfigureAwait(false);
        var outcome = await runs.RunAsync(
            request, progress => _ = context.ShowAsync(SyncTexts.Progress(progress), cancellationToken), cancellationToken).ConfigureAwait(false);
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

    private string State(int days) => string.Create(CultureInfo.InvariantCulture, $"{days}|{time.GetUtcNow().ToUnixTimeSeconds()}");

    private async Task<Outcome<Reply>> ApplyAsync(ActionContext context, SyncKind kind, CancellationToken cancellationToken)
    {
        var parts = context.State.Split('|');
        var days = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var made = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        return time.GetUtcNow() - made > Life
            ? new Failure("sync.expired", $"This preview is from {Mention.Ago(made)}, and much may be different now. Use `/sync {(kind == SyncKind.Full ? "full" : "cleanup")}` again.")
            : await RunAsync(context, new SyncRequest(context.Guild, kind) { Days = days, By = context.Actor.User }, cancellationToken).ConfigureAwait(false);
    }

    // The same words as the run's own report, so that it does not matter which of the two comes last.
    private async Task<Outcome<Reply>> CancelAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var stopped = await runs.CancelAsync(context.Guild, long.Parse(context.State, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        return stopped.Try(out var run, out var failure) ? SyncTexts.Report(run, []) : failure;
    }
}
