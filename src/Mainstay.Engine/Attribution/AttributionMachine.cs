using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Attribution;

/// <summary>One role that one member got or lost.</summary>
internal readonly record struct RoleMove(Id<User> Member, Id<Role> Role, bool Added);

/// <summary>An entry of the audit log about a member's roles.</summary>
internal sealed record RoleEntry(Id<AuditLogEntry> Id, Id<User>? Author, string? Reason, IReadOnlyList<RoleMove> Moves);

/// <summary>
/// Brings together, for one guild, what the gateway shows of role changes and what the audit log says about them, in either order and in parts. Time is an
/// argument; it waits for nothing. What Mainstay did itself comes to nobody's notice: it is known by the entry's author, and before that, or without an entry, by
/// the steps under way.
/// </summary>
internal sealed class AttributionMachine(Id<Guild> guild, Id<User> me)
{
    /// <summary>How long one side waits for the other.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<Seen> _seen = [];
    private readonly List<Told> _told = [];
    private readonly List<Own> _own = [];
    private long _changes;

    /// <summary>When <see cref="Due" /> has something to do next.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset[] all = [.. _seen.Select(s => s.Due), .. _told.Select(t => t.Due), .. _own.Select(o => o.Due).Where(d => d != DateTimeOffset.MaxValue)];
            return all.Length == 0 ? null : all.Min();
        }
    }

    /// <summary>Mainstay is about to do this itself. Until <see cref="Settled" />, and a while longer, such a change is its own.</summary>
    public void Expect(long step, IEnumerable<RoleMove> moves) => _own.AddRange(moves.Select(m => new Own(step, m, DateTimeOffset.MaxValue)));

    /// <summary>The request has been answered, or never will be.</summary>
    public void Settled(long step, DateTimeOffset now)
    {
        for (var i = 0; i < _own.Count; i++)
        {
            _own[i] = _own[i].Step == step ? _own[i] with { Due = now + Patience } : _own[i];
        }
    }

    /// <summary>The gateway showed a member with other roles than before.</summary>
    /// <param name="moves">What is different; all of one member.</param>
    /// <param name="audible">Whether an entry can come at all.</param>
    /// <param name="now">The moment.</param>
    public IReadOnlyList<RoleChangeSeen> Changed(IReadOnlyList<RoleMove> moves, bool audible, DateTimeOffset now)
    {
        _changes++;
        var found = new List<(Told Entry, DateTimeOffset At)>();
        var blind = new List<RoleMove>();
        foreach (var move in moves)
        {
            if (Take(_told, t => t.Move == move) is { } told)
            {
                found.Add((told, now));
                continue;
            }

            var own = Take(_own, o => o.Move == move) is not null;
            if (own || audible)
            {
                _seen.Add(new Seen(_changes, move, own, now, now + Patience));
            }
            else
            {
                blind.Add(move);
            }
        }

        return [.. ByEntry(found), .. blind.Count == 0 ? (RoleChangeSeen[])[] : [Of(blind, now) with { Unknown = AuthorUnknown.NotAllowed }]];
    }

    /// <summary>The audit log has an entry. What of it the gateway has not shown yet is kept for when it does.</summary>
    public IReadOnlyList<RoleChangeSeen> Entry(RoleEntry entry, DateTimeOffset now)
    {
        var found = new List<(Told Entry, DateTimeOffset At)>();
        foreach (var move in entry.Moves)
        {
            var told = new Told(entry, move, now + Patience);
            if (Take(_seen, s => s.Move == move) is { } seen)
            {
                // An entry overrules what looked like a step of ours: somebody else was faster.
                found.Add((told, seen.At));
            }
            else
            {
                _told.Add(told);
            }
        }

        return ByEntry(found);
    }

    /// <summary>What has waited long enough: its author is unknown.</summary>
    public IReadOnlyList<RoleChangeSeen> Due(DateTimeOffset now)
    {
        _told.RemoveAll(t => t.Due <= now);
        _own.RemoveAll(o => o.Due <= now);
        Seen[] late = [.. _seen.Where(s => s.Due <= now)];
        _seen.RemoveAll(s => s.Due <= now);
        return
        [
            .. late.Where(s => !s.IsOwn).GroupBy(s => s.Change)
                .Select(g => Of([.. g.Select(s => s.Move)], g.First().At) with { Unknown = AuthorUnknown.NoEntry }),
        ];
    }

    private static T? Take<T>(List<T> list, Predicate<T> match)
        where T : class
    {
        var at = list.FindIndex(match);
        if (at < 0)
        {
            return null;
        }

        var taken = list[at];
        list.RemoveAt(at);
        return taken;
    }

    private IReadOnlyList<RoleChangeSeen> ByEntry(List<(Told Told, DateTimeOffset At)> found) =>
    [
        .. found.Where(f => f.Told.Entry.Author != me).GroupBy(f => f.Told.Entry.Id).Select(g => Of([.. g.Select(f => f.Told.Move)], g.Min(f => f.At)) with
        {
            Author = g.First().Told.Entry.Author,
            Entry = g.Key,
            Reason = g.First().Told.Entry.Reason,
        }),
    ];

    private RoleChangeSeen Of(IReadOnlyList<RoleMove> moves, DateTimeOffset at) => new()
    {
        Guild = guild,
        Member = moves[0].Member,
        Added = [.. moves.Where(m => m.Added).Select(m => m.Role).Order()],
        Removed = [.. moves.Where(m => !m.Added).Select(m => m.Role).Order()],
        At = at,
    };

    private sealed record Seen(long Change, RoleMove Move, bool IsOwn, DateTimeOffset At, DateTimeOffset Due);

    private sealed record Told(RoleEntry Entry, RoleMove Move, DateTimeOffset Due);

    private sealed record Own(long Step, RoleMove Move, DateTimeOffset Due);
}
