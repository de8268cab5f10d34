namespace Mainstay.Discord.Gateway;

/// <summary>Session starts of one process. Shards of a key are served in the order in which they asked.</summary>
public sealed class InProcessIdentifyBudget : IIdentifyBudget
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IdentifyBudgetMachine _machine;
    private readonly Dictionary<int, SemaphoreSlim> _queues = [];
    private readonly int _concurrency;

    /// <summary>Starts from what GET /gateway/bot said just now.</summary>
    public InProcessIdentifyBudget(SessionStarts starts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _start = time.GetTimestamp();
        _concurrency = Math.Max(1, starts.MaxConcurrency);
        _machine = new(starts, TimeSpan.Zero);
    }

    /// <inheritdoc />
    public async ValueTask<IIdentifyPermit> AcquireAsync(int shard, CancellationToken cancellationToken)
    {
        var queue = QueueOf(shard);
        await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                TimeSpan? retryAt;
                TimeSpan now;
                lock (_lock)
                {
                    now = _time.GetElapsedTime(_start);
                    if (_machine.TryAcquire(shard, now, out retryAt))
                    {
                        return new Permit(this, shard, queue);
                    }
                }

                // The queue lets one shard of a key through, so the key itself cannot be held here.
                await Task.Delay((retryAt ?? now) - now + TimeSpan.FromMilliseconds(1), _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            queue.Release();
            throw;
        }
    }

    private SemaphoreSlim QueueOf(int shard)
    {
        lock (_lock)
        {
            if (!_queues.TryGetValue(shard % _concurrency, out var queue))
            {
                _queues[shard % _concurrency] = queue = new(1, 1);
            }

            return queue;
        }
    }

    private sealed class Permit(InProcessIdentifyBudget budget, int shard, SemaphoreSlim queue) : IIdentifyPermit
    {
        private int _ended;

        public void Use() => End(used: true);

        public void Dispose() => End(used: false);

        private void End(bool used)
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0)
            {
                return;
            }

            lock (budget._lock)
            {
                if (used)
                {
                    budget._machine.Use(shard, budget._time.GetElapsedTime(budget._start));
                }
                else
                {
                    budget._machine.Return(shard);
                }
            }

            queue.Release();
        }
    }
}
