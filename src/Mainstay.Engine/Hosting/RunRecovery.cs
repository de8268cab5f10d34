using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Hosting;

/// <summary>
/// Takes up the runs that an earlier stop interrupted: what was sent is settled by looking, what was pending goes on, and the person gets the report where
/// they would have seen it.
/// </summary>
internal sealed partial class RunRecovery(
    RunStore runs, RunDriver driver, IGuilds guilds, DiscordRest rest, IElsewhere elsewhere, TimeProvider time, ILogger<RunRecovery> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private Task _working = Task.CompletedTask;

    /// <summary>All runs found have been settled and reported.</summary>
    public Task Completion => _working;

    public void Start() => _working = Task.Run(RecoverAsync, CancellationToken.None);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
    }

    private async Task RecoverAsync()
    {
        try
        {
            var found = await runs.UnfinishedAsync(_stopping.Token).ConfigureAwait(false);
            await Task.WhenAll(found.Select(RecoverAsync)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start finds the same runs.
        }
        catch (Exception exception)
        {
            // The boundary of recovery: the rest of the program goes on, and the next start tries again.
            LogBroken(log, exception);
        }
    }

    private async Task RecoverAsync(Run run)
    {
        if (run.State == RunState.Queued)
        {
            // Nothing was written yet, and what it rested on is hours old perhaps: nobody is surprised by a plan that never began.
            await runs.MoveAsync(run.Id, RunState.Queued, RunState.Cancelled, _stopping.Token).ConfigureAwait(false);
            await ReportAsync(run, OperationTexts.Refused(run, "Mainstay was stopped before the turn of this plan came.", [])).ConfigureAwait(false);
            return;
        }

        while (!guilds.TrySnapshot(run.Guild, out var image) || !image.IsAvailable || !image.Members.Completeness.IsComplete)
        {
            await Task.Delay(LookEvery, time, _stopping.Token).ConfigureAwait(false);
        }

        LogTaken(log, run.Id);
        var report = await driver.ResumeAsync(run, _stopping.Token).ConfigureAwait(false);
        await ReportAsync(run, report with { Text = "Mainstay was interrupted and has taken this up again.\n\n" + report.Text }).ConfigureAwait(false);
    }

    private async Task ReportAsync(Run run, Reply report)
    {
        try
        {
            var drawn = ReplyDrawing.Draw(report, OperationTexts.Module, run.Actor);
            var channel = await elsewhere.ChannelAsync(run.Guild, run.Surface.Channel, run.Actor, run.Surface.OnlyToAsker, _stopping.Token).ConfigureAwait(false);
            await rest.CreateMessageAsync(
                channel, new CreateMessage { Embeds = [drawn.Embed], Components = drawn.Components }, RestInteractionWire.Files(drawn), null, _stopping.Token).ConfigureAwait(false);
        }
        catch (DiscordRestException exception)
        {
            LogUnreported(log, exception, run.Id);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Run {Run} was interrupted and is taken up again")]
    private static partial void LogTaken(ILogger log, long run);

    [LoggerMessage(2102, LogLevel.Warning, "The report of run {Run} could not be delivered")]
    private static partial void LogUnreported(ILogger log, Exception exception, long run);

    [LoggerMessage(2103, LogLevel.Error, "Interrupted runs could not be taken up")]
    private static partial void LogBroken(ILogger log, Exception exception);
}
