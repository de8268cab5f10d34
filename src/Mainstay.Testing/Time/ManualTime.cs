namespace Mainstay.Testing.Time;

/// <summary>
/// A clock that stands still until a test moves it. Timers and <c>Task.Delay</c> made with it fire inside <see cref="Advance" />, in the order in which
/// they are due (same moment: in the order in which they were armed), on the thread that advances. Safe for use from several threads.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(Func<bool> Met, TaskCompletionSource Source)> _watchers = [];
    private long _now;
    private long _order;

    /// <summary>A clock that stands at <paramref name="start" />; without one at noon of 2026-01-01, UTC.</summary>
    public ManualTime(DateTimeOffset? start = null) => _now = (start ?? new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)).UtcTicks;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers (delays included) wait for their moment.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
            {
                return _armed.Count;
            }
        }
    }

    /// <summary>How long until the next timer fires; null when none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
            {
                return Next() is { } next ? TimeSpan.FromTicks(Math.Max(0, next.Due - _now)) : null;
            }
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return new DateTimeOffset(_now, TimeSpan.Zero);
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at each timer on the way to fire it. Timers that fire may arm others; those that are due by then fire as well.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_lock)
        {
            target = _now + by.Ticks;
        }

        while (Fire(target))
        {
        }
    }

    /// <summary>Moves the clock to the next timer and fires what is due then; false when no timer is armed.</summary>
    public bool AdvanceToNext()
    {
        if (NextDue is not { } due)
        {
            return false;
        }

        Advance(due);
        return true;
    }

    /// <summary>Waits until other threads have armed at least <paramref name="timers" /> timers. Nothing is polled: arming a timer wakes the waiter.</summary>
    /// <exception cref="TimeoutException">Two minutes of real time have gone by without it.</exception>
    public Task UntilArmedAsync(int timers = 1, CancellationToken cancellationToken = default) =>
        WatchAsync(() => _armed.Count >= timers, $"{timers} armed timers", cancellationToken);

    /// <summary>Waits until a timer is armed that fires in exactly <paramref name="due" /> from now.</summary>
    /// <exception cref="TimeoutException">Two minutes of real time have gone by without it.</exception>
    public Task UntilArmedAsync(TimeSpan due, CancellationToken cancellationToken = default) =>
        WatchAsync(() => _armed.Exists(timer => timer.Due - _now == due.Ticks), $"a timer due in {due}", cancellationToken);

    /// <summary>
    /// Drives <paramref name="task" /> to its end: whenever a timer is armed, moves the clock to it. Work on real threads and sockets between timers is
    /// waited for only until the next timer is armed, so use <see cref="UntilArmedAsync(int, CancellationToken)" /> where the order matters.
    /// </summary>
    /// <exception cref="TimeoutException">Two minutes of real time went by with neither an armed timer nor the end.</exception>
    public async Task DriveAsync(Task task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        while (!task.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var armed = UntilArmedAsync(1, stop.Token);
            var first = await Task.WhenAny(task, armed).ConfigureAwait(false);
            if (first == task)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                break;
            }

            await armed.ConfigureAwait(false);
            AdvanceToNext();
            await Task.Yield();
        }

        await task.ConfigureAwait(false);
    }

    /// <summary><see cref="DriveAsync(Task, CancellationToken)" /> for work that has a result.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task, CancellationToken cancellationToken = default)
    {
        await DriveAsync((Task)task, cancellationToken).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    private async Task WatchAsync(Func<bool> met, string what, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (met())
            {
                return;
            }

            _watchers.Add((met, source));
        }

        try
        {
            await source.Task.WaitAsync(Patience, System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Patience.TotalSeconds:0} s for {what}; {ArmedTimers} timers are armed.");
        }
        finally
        {
            lock (_lock)
            {
                _watchers.RemoveAll(watcher => watcher.Source == source);
            }
        }
    }

    private ManualTimer? Next()
    {
        ManualTimer? next = null;
        foreach (var timer in _armed)
        {
            if (next is null || timer.Due < next.Due || (timer.Due == next.Due && timer.Order < next.Order))
            {
                next = timer;
            }
        }

        return next;
    }

    private bool Fire(long target)
    {
        ManualTimer? timer;
        lock (_lock)
        {
            timer = Next();
            if (timer is null || timer.Due > target)
            {
                _now = Math.Max(_now, target);
                return false;
            }

            _now = Math.Max(_now, timer.Due);
            _armed.Remove(timer);
            if (timer.Period > 0)
            {
                Arm(timer, timer.Period);
            }
        }

        timer.Run();
        return true;
    }

    private void Arm(ManualTimer timer, long ticks)
    {
        timer.Due = _now + ticks;
        timer.Order = _order++;
        _armed.Add(timer);
        foreach (var watcher in _watchers)
        {
            if (watcher.Met())
            {
                watcher.Source.TrySetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public long Due { get; set; }

        public long Order { get; set; }

        public long Period { get; private set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                if (_disposed)
                {
                    return false;
                }

                time._armed.Remove(this);
                Period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time.Arm(this, Math.Max(0, dueTime.Ticks));
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _disposed = true;
                time._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
