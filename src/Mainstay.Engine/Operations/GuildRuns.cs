using System.Collections.Concurrent;
using Mainstay.Discord;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>
/// The runs that this process holds, and their turns. The queue is the rows of the database: what meets goes one after another in the order in which it was
/// confirmed, whichever process holds it.
/// </summary>
internal sealed class GuildRuns(RunStore runs, TimeProvider time, ILogger<GuildRuns> log)
{
    /// <summary>How often the queue is looked at when no run of this process has ended: runs of other processes end as well.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, RunHold> _held = new();
    private readonly ConcurrentDictionary<Id<Guild>, TaskCompletionSource> _bells = new();

    /// <summary>Whether the run is in the hands of this process.</summary>
    public bool Holds(Run run) => _held.ContainsKey(run.Id);

    /// <summary>Takes a run in hand whose lease this process has.</summary>
    public RunHold Hold(Run run)
    {
        var hold = new RunHold(run, runs, time, log, left =>
        {
            _held.TryRemove(new(run.Id, left));
            Ring(run.Guild);
        });
        _held[run.Id] = hold;
        return hold;
    }

    /// <summary>Asks a run to stop before its next step, whoever holds it; false when it is not under way.</summary>
    public async Task<bool> StopAsync(Run run, CancellationToken cancellationToken)
    {
        var asked = await runs.AskStopAsync(run, cancellationToken).ConfigureAwait(false);
        if (asked && _held.TryGetValue(run.Id, out var hold))
        {
            hold.Stop();
            Ring(run.Guild);
        }

        return asked;
    }

    /// <summary>Waits until it is the run's turn and starts it; false when it was stopped before. <paramref name="waiting" /> is told how many are ahead.</summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now.</exception>
    public async Task<bool> EnterAsync(RunHold hold, Func<int, ValueTask> waiting, CancellationToken cancellationToken)
    {
        int? told = null;
        while (true)
        {
            // Taken before looking, so that no end between looking and waiting is missed.
            var bell = _bells.GetOrAdd(hold.Run.Guild, _ => NewBell());
            if (hold.Stopped.IsCancellationRequested || await runs.StartAsync(hold.Run, cancellationToken).ConfigureAwait(false) is not { } ahead)
            {
                return false;
            }

            if (ahead == 0)
            {
                return true;
            }

            if (told != ahead)
            {
                await waiting(ahead).ConfigureAwait(false);
                told = ahead;
            }

            try
            {
                await bell.Task.WaitAsync(LookEvery, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Nothing of this process has ended: look again.
            }
        }
    }

    private void Ring(Id<Guild> guild)
    {
        if (_bells.TryRemove(guild, out var bell))
        {
            bell.SetResult();
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
