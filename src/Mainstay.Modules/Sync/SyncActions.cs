using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>The buttons, and runs with their progress.</summary>
internal sealed class SyncActions(ISyncRuns runs, TimeProvider time)
{
    private const string CleanupAction = "cleanup";
    private const string FullAction = "full";
    private const string CancelAction = "cancel";

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
        return !outcome.Try(out var run, out var failure) ? failure
            : run is { State: SyncRunState.Failed, Sentence: { } sentence } ? new Failure("sync.failed", sentence)
            : SyncTexts.Report(run);
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

    private Task<Outcome<Reply>> CancelAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var stopped = runs.Cancel(context.Guild, long.Parse(context.State, CultureInfo.InvariantCulture));
        return Task.FromResult<Outcome<Reply>>(stopped ? SyncTexts.Stopping() : new Failure("sync.over", "This sync has ended already."));
    }
}
