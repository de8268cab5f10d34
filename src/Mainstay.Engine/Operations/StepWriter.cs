using System.Threading.Channels;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Commits the states of steps, and the journal rows that go with them, several to a transaction: whoever comes while one commit is under way rides in the
/// next. A caller that has come back from <see cref="WriteAsync" /> knows that its write is on the disk.
/// </summary>
internal sealed class StepWriter(IDatabase database) : IAsyncDisposable
{
    private const int MostPerCommit = 200;

    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _lock = new();
    private Task? _loop;

    public Task WriteAsync(Func<IUnit, Task> write, CancellationToken cancellationToken)
    {
        var pending = new Pending(write, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.Writer.TryWrite(pending))
        {
            throw new ObjectDisposedException(nameof(StepWriter));
        }

        lock (_lock)
        {
            _loop ??= Task.Run(RunAsync, CancellationToken.None);
        }

        return pending.Done.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            await CommitAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(List<Pending> batch)
    {
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    foreach (var pending in batch)
                    {
                        await pending.Write(unit).ConfigureAwait(false);
                    }
                },
                CancellationToken.None).ConfigureAwait(false);
            batch.ForEach(p => p.Done.SetResult());
        }
        catch (Exception exception)
        {
            // The boundary of the commit: every caller of the batch gets the reason, and the loop goes on.
            batch.ForEach(p => p.Done.SetException(exception));
        }
    }

    private sealed record Pending(Func<IUnit, Task> Write, TaskCompletionSource Done);
}
