using System.Collections.Concurrent;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Image;

/// <summary>
/// When somebody was last seen: a message, a voice channel, a command. To the day, so that a person costs one row a day at most, and memory only holds those who
/// were seen today: nothing for the silent, about 20 bytes for the others.
/// </summary>
internal sealed class SeenBook(IDatabase database, TimeProvider time)
{
    /// <summary>People of one guild remembered as noted today. Beyond it somebody may be noted twice, which costs a row's rewrite and nothing else.</summary>
    private const int MostRemembered = 100_000;

    /// <summary>Rows in one transaction: some milliseconds of the writer's time.</summary>
    private const int Batch = 1_000;

    /// <summary>How often it is noted that activity is being watched.</summary>
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMinutes(10);

    /// <summary>A gap in watching up to this long does not count: whoever is silent for a month is so with or without these hours.</summary>
    private static readonly TimeSpan Negligible = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<Id<Guild>, GuildPage> _guilds = new();

    public void Note(Id<Guild> guild, Id<User> user)
    {
        if (guild.IsNone || user.IsNone)
        {
            return;
        }

        var now = time.GetUtcNow();
        _guilds.GetOrAdd(guild, _ => new GuildPage()).Note(user.Value, now.ToUnixTimeMilliseconds(), now.UtcTicks / TimeSpan.TicksPerDay);
    }

    /// <summary>Writes who was seen since the last time, and that these guilds are being watched.</summary>
    public async Task FlushAsync(IEnumerable<Id<Guild>> watched, CancellationToken cancellationToken)
    {
        foreach (var (guild, page) in _guilds)
        {
            await WriteAsync(guild, page, cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        foreach (var guild in watched)
        {
            var page = _guilds.GetOrAdd(guild, _ => new GuildPage());
            if (now - page.WatchNoted >= WatchEvery)
            {
                await WatchAsync(guild, now, cancellationToken).ConfigureAwait(false);
                page.WatchNoted = now;
            }
        }
    }

    private async Task WriteAsync(Id<Guild> guild, GuildPage page, CancellationToken cancellationToken)
    {
        var waiting = page.Take();
        var written = 0;
        try
        {
            foreach (var batch in waiting.Chunk(Batch))
            {
                await database.WriteAsync(
                    unit => unit.ExecuteAsync(
                        "INSERT INTO sync_seen (guild_id, user_id, seen_at) VALUES (@guild, @user, @at) ON CONFLICT (guild_id, user_id) DO UPDATE SET seen_at = excluded.seen_at",
                        batch.Select(seen => new { guild, user = (long)seen.User, at = seen.At })),
                    Durability.Relaxed,
                    cancellationToken).ConfigureAwait(false);
                written += batch.Length;
            }
        }
        catch
        {
            page.Return(waiting[written..]);
            throw;
        }
    }

    private Task WatchAsync(Id<Guild> guild, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            """
            INSERT INTO sync_watch (guild_id, watched_from, watched_to) VALUES (@guild, @now, @now)
            ON CONFLICT (guild_id) DO UPDATE SET watched_to = excluded.watched_to,
                watched_from = CASE WHEN sync_watch.watched_to < @gap THEN excluded.watched_from ELSE sync_watch.watched_from END
            """,
            new { guild, now, gap = now - Negligible }),
        Durability.Relaxed,
        cancellationToken);

    private sealed class GuildPage
    {
        private readonly Lock _lock = new();
        private readonly HashSet<ulong> _today = [];
        private readonly List<(ulong User, long At)> _waiting = [];
        private long _day;

        public DateTimeOffset WatchNoted { get; set; }

        public void Note(ulong user, long at, long day)
        {
            lock (_lock)
            {
                if (day != _day || _today.Count == MostRemembered)
                {
                    _day = day;
                    _today.Clear();
                }

                if (_today.Add(user))
                {
                    _waiting.Add((user, at));
                }
            }
        }

        public (ulong User, long At)[] Take()
        {
            lock (_lock)
            {
                (ulong User, long At)[] waiting = [.. _waiting];
                _waiting.Clear();
                _waiting.TrimExcess();
                return waiting;
            }
        }

        public void Return((ulong User, long At)[] waiting)
        {
            lock (_lock)
            {
                _waiting.InsertRange(0, waiting);
            }
        }
    }
}
