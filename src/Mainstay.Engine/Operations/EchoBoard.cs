using System.Collections.Concurrent;
using Mainstay.Discord;

namespace Mainstay.Engine.Operations;

/// <summary>Where steps wait for the gateway's echo of what they did. The engine rings it after the image has taken an event in.</summary>
internal sealed class EchoBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<Id<Guild>, Bell> _bells = new();

    /// <summary>Something of the guild changed in the image.</summary>
    public void Ring(Id<Guild> guild)
    {
        if (_bells.TryGetValue(guild, out var bell))
        {
            bell.Ring();
        }
    }

    /// <summary>Waits until the image shows what is expected; false when it has not within the time given.</summary>
    public async Task<bool> WaitAsync(Id<Guild> guild, Func<bool> shows, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var bell = _bells.GetOrAdd(guild, _ => new Bell());
        while (true)
        {
            // Taken before looking, so that no ring between looking and waiting is missed.
            var next = bell.Next;
            if (shows())
            {
                return true;
            }

            try
            {
                await next.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return shows();
            }
        }
    }

    private sealed class Bell
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Next => Volatile.Read(ref _next).Task;

        public void Ring() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
