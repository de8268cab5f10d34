using Mainstay.Discord;

namespace Mainstay.Engine.Journal;

/// <summary>
/// How many denied attempts the journal takes: who hammers on a closed door must not be able to fill the disk. What is beyond the limit is counted, and the next
/// attempt that is kept tells the count.
/// </summary>
internal sealed class AttemptLimit
{
    /// <summary>Kept of one person in one server within <see cref="Window" />.</summary>
    public const int PerPerson = 10;

    /// <summary>Kept of all people in one server within <see cref="Window" />.</summary>
    public const int PerGuild = 60;

    /// <summary>People who are remembered at once; beyond, those whose window is over are forgotten.</summary>
    public const int People = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(Id<Guild> Guild, Id<User> Person), Counted> _counts = [];

    /// <summary>Whether an attempt is kept, and how many before it were not and have not been told yet.</summary>
    public (bool Keep, long LeftOut) Take(Id<Guild> guild, Id<User> person, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_counts.Count >= People)
            {
                foreach (var (key, _) in _counts.Where(pair => now - pair.Value.Since >= Window).ToArray())
                {
                    _counts.Remove(key);
                }
            }

            var (mine, everyones) = (Of((guild, person), now), Of((guild, default), now));
            if (mine.Kept >= PerPerson || everyones.Kept >= PerGuild)
            {
                mine.LeftOut++;
                return (false, mine.LeftOut);
            }

            mine.Kept++;
            everyones.Kept++;
            var leftOut = mine.LeftOut;
            mine.LeftOut = 0;
            return (true, leftOut);
        }
    }

    private Counted Of((Id<Guild> Guild, Id<User> Person) key, DateTimeOffset now)
    {
        if (!_counts.TryGetValue(key, out var counted))
        {
            _counts[key] = counted = new Counted { Since = now };
        }
        else if (now - counted.Since >= Window)
        {
            (counted.Since, counted.Kept) = (now, 0);
        }

        return counted;
    }

    private sealed class Counted
    {
        public DateTimeOffset Since { get; set; }

        public int Kept { get; set; }

        public long LeftOut { get; set; }
    }
}
