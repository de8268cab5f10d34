using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>A run in the hands of this process: renewed for as long as it is not disposed of, told when somebody stops it, and told when it is lost.</summary>
internal sealed partial class RunHold : IAsyncDisposable
{
    /// <summary>Three times within a lease, so that one late renewal loses nothing.</summary>
    private static readonly TimeSpan RenewEvery = RunStore.Lease / 3;

    private readonly RunStore _runs;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<RunHold> _left;
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    public RunHold(Run run, RunStore runs, TimeProvider time, ILogger log, Action<RunHold> left)
    {
        (Run, _runs, _time, _log, _left) = (run, runs, time, log, left);
        if (run.StopAsked)
        {
            _stopped.Cancel();
        }

        _renewing = RenewAsync();
    }

    public Run Run { get; }

    /// <summary>Cancelled when somebody stops the run. That the program stops is another thing: then the run is taken up again.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Cancelled when the run is in other hands.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Stop() => _stopped.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _left(this);
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            try
            {
                await Task.Delay(RenewEvery, _time, _ended.Token).ConfigureAwait(false);
                if (await _runs.RenewAsync(Run, _ended.Token).ConfigureAwait(false))
                {
                    await _stopped.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (LeaseLostException)
            {
                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
            catch (DatabaseException exception)
            {
                // No request leaves without a write that repeats the fence, so a late renewal can harm nobody.
                LogLate(_log, exception, Run.Id);
            }
        }
    }

    [LoggerMessage(2251, LogLevel.Warning, "Run {Run} could not be renewed; it is tried again")]
    private static partial void LogLate(ILogger log, Exception exception, long run);
}
