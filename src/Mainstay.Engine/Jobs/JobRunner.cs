using System.Collections.Concurrent;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Jobs;

/// <summary>Gives the modules' jobs their turns, a few at once over all guilds, in a lane of their own.</summary>
internal sealed partial class JobRunner(Lazy<ModuleRegistry> modules, IGuilds guilds, TimeProvider time, ILogger<JobRunner> log) : IJobs, IAsyncDisposable
{
    private const int MostAtOnce = 4;

    /// <summary>How often guilds are looked for that have come in.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Id<Guild> Guild, string Job), JobSeat> _seats = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly ConcurrentDictionary<Task, bool> _working = new();
    private TaskCompletionSource _bell = NewBell();
    private Task _loop = Task.CompletedTask;

    /// <summary>How many turns are being taken.</summary>
    internal int Working => _working.Count;

    public void Start() => _loop = modules.Value.Jobs.Count == 0 ? Task.CompletedTask : Task.Run(LoopAsync, CancellationToken.None);

    public void Wake(Id<Guild> guild, string job, TimeSpan quiet)
    {
        var now = time.GetUtcNow();
        var seat = _seats.GetOrAdd((guild, job), _ => new JobSeat(now));
        var before = seat.Due;
        seat.Wake(now, quiet);

        // A turn that is put off is found when its old moment comes.
        if (before is null || seat.Due < before)
        {
            Volatile.Read(ref _bell).TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await Task.WhenAll(_working.Keys).ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            // Taken before looking, so that no wake between looking and waiting is missed.
            var bell = Volatile.Read(ref _bell);
            if (bell.Task.IsCompleted)
            {
                Volatile.Write(ref _bell, bell = NewBell());
            }

            var wait = Begin();
            try
            {
                await bell.Task.WaitAsync(wait, time, _stopping.Token).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Somebody's turn may have come.
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Begins the turns that have come, and says how long until the next one.</summary>
    private TimeSpan Begin()
    {
        var now = time.GetUtcNow();
        var next = LookEvery;
        foreach (var guild in guilds.All)
        {
            foreach (var job in modules.Value.Jobs)
            {
                var seat = _seats.GetOrAdd((guild, job.Name), _ => new JobSeat(now));
                if (seat.TryBegin(now))
                {
                    var working = Task.Run(() => TurnAsync(job, guild, seat), CancellationToken.None);
                    _working[working] = true;
                    _ = working.ContinueWith(done => _working.TryRemove(done, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
                else if (seat.Due - now is { } wait && wait < next)
                {
                    next = wait;
                }
            }
        }

        return next;
    }

    private async Task TurnAsync(GuildJob job, Id<Guild> guild, JobSeat seat)
    {
        TimeSpan? next = AfterFailure;
        var placed = false;
        try
        {
            await _places.WaitAsync(_stopping.Token).ConfigureAwait(false);
            placed = true;
            next = await job.RunAsync(guild, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (Exception exception)
        {
            // The boundary of a job: its failure is its own, and its next turn comes.
            LogBroken(log, exception, job.Name, guild.Value);
        }
        finally
        {
            if (placed)
            {
                _places.Release();
            }

            seat.End(time.GetUtcNow(), next);
            Volatile.Read(ref _bell).TrySetResult();
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(3201, LogLevel.Error, "The job {Job} of guild {Guild} broke; it runs again in a minute")]
    private static partial void LogBroken(ILogger log, Exception exception, string job, ulong guild);
}
