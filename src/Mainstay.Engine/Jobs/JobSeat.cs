namespace Mainstay.Engine.Jobs;

/// <summary>When one job has its next turn in one guild. Pure: the moment is an argument.</summary>
internal sealed class JobSeat
{
    /// <summary>How many times the quiet may begin anew before the turn comes all the same.</summary>
    private const int MostQuiets = 20;

    private readonly Lock _lock = new();
    private DateTimeOffset? _due;
    private DateTimeOffset? _wokenSince;
    private bool _running;

    /// <summary>A job has its first turn at once.</summary>
    public JobSeat(DateTimeOffset now) => _due = now;

    /// <summary>When the next turn comes; null while it runs or sleeps until it is woken.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            lock (_lock)
            {
                return _running ? null : _due;
            }
        }
    }

    /// <summary>Something happened: the turn comes when it has been quiet for a while, also when another turn is under way.</summary>
    public void Wake(DateTimeOffset now, TimeSpan quiet)
    {
        lock (_lock)
        {
            _wokenSince ??= now;
            var latest = _wokenSince.Value + (quiet * MostQuiets);
            _due = now + quiet < latest ? now + quiet : latest;
        }
    }

    /// <summary>Takes the turn if it has come.</summary>
    public bool TryBegin(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_running || _due is not { } due || due > now)
            {
                return false;
            }

            (_running, _due, _wokenSince) = (true, null, null);
            return true;
        }
    }

    /// <summary>The turn has ended. A wake in between counts, if it is sooner.</summary>
    public void End(DateTimeOffset now, TimeSpan? next)
    {
        lock (_lock)
        {
            _running = false;
            if (next is { } wait && !(_due < now + wait))
            {
                _due = now + wait;
            }
        }
    }
}
