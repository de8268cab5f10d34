using System.Diagnostics.Metrics;
using Mainstay.Engine.Keys;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Commits the states of steps, the journal rows and the records that go with them, many to a transaction: whoever comes while one commit is under way rides in
/// the next, and while requests are under way a commit waits a little for their outcomes (<see cref="CommitPace" />). Writes of one batch are carried out in the
/// order in which they came. A caller that has come back knows that its write is on the disk; one whose write fails harms no other.
/// </summary>
internal sealed class StepWriter : IAsyncDisposable
{
    /// <summary>Writes in one transaction: it holds SQLite's only writer for some 20 ms.</summary>
    private const int MostPerCommit = 200;

    /// <summary>Writes that are worth a commit whatever the pace.</summary>
    private const int Enough = 150;

    private readonly IDatabase _database;
    private readonly KeyRing _keys;
    private readonly CommitRation _ration;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Meter _meter = new("Mainstay.Engine");
    private readonly Counter<long> _commitCounter;
    private readonly Counter<long> _writeCounter;
    private readonly Lock _lock = new();
    private readonly Queue<Pending> _waiting = [];

    // Steps whose request has left and whose outcome has not come.
    private readonly HashSet<(long Run, int Ordinal)> _underWay = [];
    private TaskCompletionSource _changed = NewSignal();
    private Task? _loop;
    private bool _closed;
    private long _commits;
    private long _writes;

    public StepWriter(IDatabase database, KeyRing keys, CommitPace pace, TimeProvider time)
    {
        (_database, _keys, _ration, _time, _started) = (database, keys, new CommitRation(pace), time, time.GetTimestamp());
        _commitCounter = _meter.CreateCounter<long>("mainstay.engine.step.commits", description: "Transactions that kept states of steps.");
        _writeCounter = _meter.CreateCounter<long>("mainstay.engine.step.writes", description: "States of steps, with their journal rows and records, that were kept.");
    }

    /// <summary>Transactions committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes kept so far.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Writes something that goes with steps: a record, the state of one that was never sent.</summary>
    public Task WriteAsync(Func<IUnit, Task> write, CancellationToken cancellationToken) => QueueAsync(Untyped(write), null, null, cancellationToken);

    /// <summary>The same with a result, which is that of the try that was committed.</summary>
    public Task<T> WriteAsync<T>(Func<IUnit, Task<T>> write, CancellationToken cancellationToken) => QueueAsync(write, null, null, cancellationToken);

    /// <summary>Writes that a step's request leaves now.</summary>
    public Task SentAsync(long run, int ordinal, Func<IUnit, Task> write, CancellationToken cancellationToken) =>
        QueueAsync(Untyped(write), (run, ordinal), null, cancellationToken);

    /// <summary>Writes what became of a step, sent or not.</summary>
    public Task SettledAsync(long run, int ordinal, Func<IUnit, Task> write, CancellationToken cancellationToken) =>
        QueueAsync(Untyped(write), null, (run, ordinal), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
            _changed.TrySetResult();
        }

        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }

        _meter.Dispose();
    }

    private Task<T> QueueAsync<T>(Func<IUnit, Task<T>> write, (long, int)? sent, (long, int)? settled, CancellationToken cancellationToken)
    {
        var pending = new Pending<T>(write, sent);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (settled is { } step)
            {
                _underWay.Remove(step);
            }

            _waiting.Enqueue(pending);
            _changed.TrySetResult();
            _loop ??= Task.Run(RunAsync, CancellationToken.None);
        }

        return pending.Done.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (await NextAsync().ConfigureAwait(false) is { } batch)
        {
            await CommitAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Pending>?> NextAsync()
    {
        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (_lock)
            {
                wait = _waiting.Count == 0 ? Timeout.InfiniteTimeSpan
                    : _closed || _waiting.Count >= Enough || _underWay.Count == 0 ? TimeSpan.Zero
                    : _ration.Take(_time.GetElapsedTime(_started));
                if (wait == TimeSpan.Zero)
                {
                    return [.. Enumerable.Range(0, Math.Min(MostPerCommit, _waiting.Count)).Select(_ => _waiting.Dequeue())];
                }

                if (_closed)
                {
                    return null;
                }

                if (_changed.Task.IsCompleted)
                {
                    _changed = NewSignal();
                }

                changed = _changed.Task;
            }

            if (wait == Timeout.InfiniteTimeSpan)
            {
                await changed.ConfigureAwait(false);
                continue;
            }

            using var enough = new CancellationTokenSource();
            await Task.WhenAny(changed, Task.Delay(wait, _time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>All in one transaction. If one of them fails, again so that each may fail without the rest, and those that do are tried once more, each alone:
    /// what one fails with then is its own.</summary>
    private async Task CommitAsync(IReadOnlyList<Pending> batch)
    {
        if (await TryAsync(batch, apart: false).ConfigureAwait(false) is not { } failure)
        {
            return;
        }

        if (batch.Count == 1 || IsOfDatabase(failure))
        {
            Fail(batch, failure);
            return;
        }

        failure = await TryAsync(batch, apart: true).ConfigureAwait(false);
        foreach (var one in batch.Where(p => !p.IsDone))
        {
            if (failure is null || !IsOfDatabase(failure))
            {
                failure = await TryAsync([one], apart: false).ConfigureAwait(false);
            }

            if (failure is not null)
            {
                one.Fail(failure);
            }
        }
    }

    private async Task<Exception?> TryAsync(IReadOnlyList<Pending> batch, bool apart)
    {
        var kept = new List<Pending>(batch.Count);
        try
        {
            await _database.WriteAsync(
                async unit =>
                {
                    // The database may run a unit again.
                    kept.Clear();
                    foreach (var pending in batch)
                    {
                        if (!apart)
                        {
                            await pending.RunAsync(unit).ConfigureAwait(false);
                            kept.Add(pending);
                        }
                        else if (await IsKeptAsync(unit, pending).ConfigureAwait(false))
                        {
                            kept.Add(pending);
                        }
                    }
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The boundary of the commit: the caller decides who gets the reason, and the loop goes on.
            return exception;
        }

        lock (_lock)
        {
            _underWay.UnionWith(kept.Select(p => p.Sent).OfType<(long, int)>());
        }

        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _writes, kept.Count);
        _commitCounter.Add(1);
        _writeCounter.Add(kept.Count);
        kept.ForEach(p => p.Succeed());
        return null;
    }

    private async Task<bool> IsKeptAsync(IUnit unit, Pending pending)
    {
        if (await unit.TryAsync(() => pending.RunAsync(unit)).ConfigureAwait(false) is null)
        {
            return true;
        }

        _keys.RolledBack(unit);
        return false;
    }

    private static void Fail(IReadOnlyList<Pending> batch, Exception failure)
    {
        foreach (var pending in batch)
        {
            pending.Fail(failure);
        }
    }

    /// <summary>Whether a failure is the database's (full, locked, read-only), so that it befalls every write, and not one write's own.</summary>
    private static bool IsOfDatabase(Exception failure) => failure is DatabaseException { Fault: not DatabaseFault.Constraint };

    private static Func<IUnit, Task<bool>> Untyped(Func<IUnit, Task> write) => async unit =>
    {
        await write(unit).ConfigureAwait(false);
        return true;
    };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private abstract class Pending((long, int)? sent)
    {
        public (long Run, int Ordinal)? Sent => sent;

        public abstract bool IsDone { get; }

        public abstract Task RunAsync(IUnit unit);

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Pending<T>(Func<IUnit, Task<T>> write, (long, int)? sent) : Pending(sent)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override bool IsDone => _done.Task.IsCompleted;

        public override async Task RunAsync(IUnit unit) => _result = await write(unit).ConfigureAwait(false);

        public override void Succeed() => _done.SetResult(_result!);

        public override void Fail(Exception failure) => _done.SetException(failure);
    }
}
