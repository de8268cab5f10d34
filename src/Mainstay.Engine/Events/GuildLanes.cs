using System.Collections.Concurrent;
using System.Threading.Channels;
using Mainstay.Discord;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Events;

/// <summary>
/// Modules' events: in order within a guild, guilds side by side, each lane bounded. A lane that is full takes nothing more and says so, and the socket goes
/// on: whoever owns the guild's image then knows that it has to be read again.
/// </summary>
internal sealed partial class GuildLanes(TimeProvider time, ILogger<GuildLanes> log) : IAsyncDisposable
{
    private const int MostWaiting = 1_024;

    private readonly ConcurrentDictionary<Id<Guild>, Lane> _lanes = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _stopped;

    /// <summary>A lane was full and an event was left out. Told once per overflow.</summary>
    public event Action<Id<Guild>>? Overflowed;

    /// <summary>Puts work in a guild's lane; false when the lane is full.</summary>
    public bool TryPost(Id<Guild> guild, Func<CancellationToken, Task> work)
    {
        var lane = _lanes.GetOrAdd(guild, _ => new Lane());
        if (!lane.Queue.Writer.TryWrite(new Item(work, time.GetTimestamp())))
        {
            if (Interlocked.Exchange(ref lane.Full, 1) == 0)
            {
                LogFull(log, guild.Value);
                Overflowed?.Invoke(guild);
            }

            return false;
        }

        if (Interlocked.CompareExchange(ref lane.Running, 1, 0) == 0)
        {
            lane.Loop = Task.Run(() => RunAsync(lane), CancellationToken.None);
        }

        return true;
    }

    /// <summary>How long the work that a lane took up last had waited; zero for a lane that is idle.</summary>
    public TimeSpan LagOf(Id<Guild> guild) => _lanes.TryGetValue(guild, out var lane) ? TimeSpan.FromTicks(Interlocked.Read(ref lane.LagTicks)) : TimeSpan.Zero;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_lanes.Values.Select(l => l.Loop)).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(Lane lane)
    {
        do
        {
            while (!_stopping.IsCancellationRequested && lane.Queue.Reader.TryRead(out var item))
            {
                Interlocked.Exchange(ref lane.LagTicks, time.GetElapsedTime(item.Posted).Ticks);
                await WorkAsync(item).ConfigureAwait(false);
            }

            Interlocked.Exchange(ref lane.LagTicks, 0);
            Interlocked.Exchange(ref lane.Full, 0);
            Interlocked.Exchange(ref lane.Running, 0);
        }
        while (!_stopping.IsCancellationRequested && lane.Queue.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref lane.Running, 1, 0) == 0);
    }

    private async Task WorkAsync(Item item)
    {
        try
        {
            await item.Work(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (Exception exception)
        {
            // The boundary of a handler: its failure is its own, and the next event comes.
            LogBroken(log, exception);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "The event lane of guild {Guild} is full: events were left out")]
    private static partial void LogFull(ILogger log, ulong guild);

    [LoggerMessage(3002, LogLevel.Error, "An event handler broke")]
    private static partial void LogBroken(ILogger log, Exception exception);

    private sealed record Item(Func<CancellationToken, Task> Work, long Posted);

    private sealed class Lane
    {
        public readonly Channel<Item> Queue = System.Threading.Channels.Channel.CreateBounded<Item>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        public Task Loop = Task.CompletedTask;
        public int Running;
        public int Full;
        public long LagTicks;
    }
}
