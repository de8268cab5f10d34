using System.Collections.Concurrent;
using Mainstay.Discord;

namespace Mainstay.Engine.Operations;

/// <summary>One run per guild at a time; the others wait in the order in which they came, and each can be stopped.</summary>
internal sealed class GuildRuns
{
    private readonly ConcurrentDictionary<Id<Guild>, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _stops = new();

    /// <summary>Takes part in the guild's queue. <paramref name="waiting" /> is told when it is not the run's turn at once.</summary>
    public async Task<Turn> EnterAsync(Id<Guild> guild, long run, Func<ValueTask> waiting, CancellationToken cancellationToken)
    {
        var stop = new CancellationTokenSource();
        _stops[run] = stop;
        var turn = _turns.GetOrAdd(guild, _ => new SemaphoreSlim(1));
        try
        {
            if (!turn.Wait(0, CancellationToken.None))
            {
                await waiting().ConfigureAwait(false);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, cancellationToken);
                await turn.WaitAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            Leave(run);
            throw;
        }

        return new Turn(stop.Token, () =>
        {
            turn.Release();
            Leave(run);
        });
    }

    /// <summary>Stops a run before its next step; false when it is not under way.</summary>
    public bool Stop(long run)
    {
        if (!_stops.TryGetValue(run, out var stop))
        {
            return false;
        }

        stop.Cancel();
        return true;
    }

    // A source without a timer holds nothing to dispose of, and somebody who stops the run at this moment has it in hand.
    private void Leave(long run) => _stops.TryRemove(run, out _);
}

/// <summary>A run's turn in its guild, until disposed.</summary>
internal sealed class Turn(CancellationToken stopped, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>Cancelled when somebody stops the run. That the program stops is another thing: then the run is taken up again.</summary>
    public CancellationToken Stopped { get; } = stopped;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
