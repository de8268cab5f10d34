using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Sync;

/// <summary>A run that this process is at: who listens, how it can be stopped, and what it has done.</summary>
internal sealed class RunUnderWay(SyncRequest request)
{
    private readonly Lock _lock = new();
    private readonly List<Action<SyncRunProgress>> _listeners = [];
    private SyncRunProgress? _last;

    public SyncRequest Request => request;

    /// <summary>The row, once it is there.</summary>
    public HeldRun? Held { get; set; }

    public SyncTally Tally { get; set; } = new(new SyncReport());

    /// <summary>What the run is at.</summary>
    public SyncKind Phase { get; set; }

    /// <summary>Up to where a list by pages is in the mirror.</summary>
    public Id<User> After { get; set; }

    /// <summary>The counts up to there: the list itself is further.</summary>
    public SyncReport? UpToAfter { get; set; }

    /// <summary>Cancelled when a person stops the run, the program stops, or another process has taken the run over.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>The person who stopped it; unset when none did.</summary>
    public Id<User>? CancelledBy { get; private set; }

    /// <summary>Whether another process has taken the run over, so that nothing more may be written about it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>How the run ended.</summary>
    public TaskCompletionSource<Outcome<SyncRun>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this run does what another request asks for.</summary>
    public bool Does(SyncRequest other) =>
        request.Kind == other.Kind && request.Only == other.Only && (request.Force || !other.Force) && (request.Kind is not (SyncKind.Cleanup or SyncKind.Full) || request.Days == other.Days);

    public void Cancel(Id<User> by)
    {
        CancelledBy ??= by;
        Stop.Cancel();
    }

    public void Lose()
    {
        IsLost = true;
        Stop.Cancel();
    }

    public IDisposable Listen(Action<SyncRunProgress>? listener)
    {
        lock (_lock)
        {
            if (listener is not null)
            {
                _listeners.Add(listener);
                if (_last is { } last)
                {
                    listener(last);
                }
            }
        }

        return new Listening(this, listener);
    }

    public void Tell(SyncProgress members)
    {
        lock (_lock)
        {
            var progress = new SyncRunProgress(Held?.Run.Number ?? 0, request.Kind, Phase, members);
            _last = progress;
            _listeners.ForEach(listener => listener(progress));
        }
    }

    private sealed class Listening(RunUnderWay run, Action<SyncRunProgress>? listener) : IDisposable
    {
        public void Dispose()
        {
            lock (run._lock)
            {
                if (listener is not null)
                {
                    run._listeners.Remove(listener);
                }
            }
        }
    }
}
