using Mainstay.Discord;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Modules.Staff;

/// <summary>
/// Notices rank roles changed by hand and does what the server's policy says. A change counts once nothing more came for a while, so that taking one role and giving
/// another is one change; its author is known only if all of it had the same one.
/// </summary>
internal sealed partial class HandWatch(
    StaffStore store, HandStore hands, ISettings settings, IOperations operations, IGuildLog log, TimeProvider time, ILogger problems) : IAsyncDisposable
{
    /// <summary>So often somebody's roles are put back within <see cref="Brake" />; after that two are fighting, and a person is asked.</summary>
    public const int MostReverts = 3;

    public static readonly TimeSpan Brake = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Id<Guild>, Id<User>), Pending> _pending = [];
    private readonly Dictionary<(Id<Guild>, Id<User>), List<DateTimeOffset>> _reverts = [];
    private readonly HashSet<Task> _work = [];
    private readonly CancellationTokenSource _stopping = new();

    public async Task NoteAsync(RoleChangeSeen seen, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(seen.Guild, cancellationToken).ConfigureAwait(false);
        Id<Role>[] given = [.. seen.Added.Where(r => book.RankOf(r) is not null)];
        Id<Role>[] taken = [.. seen.Removed.Where(r => book.RankOf(r) is not null)];
        if (given.Length + taken.Length == 0)
        {
            return;
        }

        var wait = TimeSpan.FromSeconds((await settings.GetAsync<StaffSettings>(seen.Guild, cancellationToken).ConfigureAwait(false)).Value.ByHandSeconds);
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            var key = (seen.Guild, seen.Member);
            if (!_pending.TryGetValue(key, out var pending))
            {
                pending = new Pending(time.CreateTimer(_ => Begin(key), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)) { At = seen.At, By = seen.Author };
                _pending[key] = pending;
            }

            pending.By = pending.By == seen.Author ? seen.Author : null;
            pending.Given.ExceptWith(taken);
            pending.Given.UnionWith(given);
            pending.Taken.ExceptWith(given);
            pending.Taken.UnionWith(taken);
            pending.Timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] work;
        lock (_gate)
        {
            _stopping.Cancel();
            foreach (var pending in _pending.Values)
            {
                pending.Timer.Dispose();
            }

            work = [.. _work];
        }

        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private void Begin((Id<Guild> Guild, Id<User> Member) key)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested || !_pending.Remove(key, out var pending))
            {
                return;
            }

            pending.Timer.Dispose();
            var work = Task.Run(() => ObserveAsync(key.Guild, key.Member, pending, _stopping.Token));
            _work.Add(work);
            _ = work.ContinueWith(Forget, TaskScheduler.Default);
        }
    }

    private void Forget(Task work)
    {
        lock (_gate)
        {
            _work.Remove(work);
        }
    }

    private async Task ObserveAsync(Id<Guild> guild, Id<User> member, Pending pending, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(guild, member, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program stops: what differs then is seen again by a look at the ranks.
        }
        catch (Exception exception)
        {
            // The boundary of one change by hand: the others are handled all the same.
            LogBroken(problems, exception, guild);
        }
    }

    private async Task HandleAsync(Id<Guild> guild, Id<User> member, Pending pending, CancellationToken cancellationToken)
    {
        var arguments = Arguments.Of(("member", $"{member}"));
        var looked = await operations.LookAsync(guild, StaffOperations.RevertByHand, arguments, cancellationToken).ConfigureAwait(false);
        var kept = "";
        var isStuck = false;
        if (looked.Try(out var draft, out _))
        {
            kept = string.Join(' ', draft.Findings.Where(f => f.Check == StaffChanges.OutOfReach && pending.Given.Any(r => f.Subject == Target.Role(r))).Select(f => f.Sentence));
            isStuck = draft.Changes.Count == 0;
            if (isStuck && kept.Length == 0)
            {
                // Roles and record say the same (again): nothing was changed that anybody has to decide about.
                return;
            }
        }

        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        var policy = (await settings.GetAsync<StaffSettings>(guild, cancellationToken).ConfigureAwait(false)).Value.RolesByHand;
        var change = new HandChange(member, pending.At, pending.By, Highest(book, pending.Given), Highest(book, pending.Taken), HandOutcome.Asked);
        await hands.KeepAsync(guild, change, cancellationToken).ConfigureAwait(false);
        var why = kept;

        // Nothing can be put back where what was given is above Mainstay: a person takes it, or lets the record follow.
        var reverts = policy == ByHand.Revert && !isStuck;
        if (policy == ByHand.Adopt || (reverts && !IsFight(guild, member)))
        {
            var (operation, outcome) = policy == ByHand.Adopt ? (StaffOperations.AdoptByHand, HandOutcome.Adopted) : (StaffOperations.RevertByHand, HandOutcome.Reverted);
            var applied = await operations.ApplyUnattendedAsync(guild, operation, arguments, cancellationToken).ConfigureAwait(false);
            var succeeded = applied.Try(out _, out var failure);
            if (succeeded && (policy == ByHand.Adopt || kept.Length == 0))
            {
                await hands.KeepAsync(guild, change with { Outcome = outcome }, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (failure?.Code == "operation.interrupted")
            {
                // It goes on by itself, and its report says what came of it.
                return;
            }

            why = failure?.Sentence ?? kept;
        }
        else if (reverts)
        {
            why = $"The roles were put back {MostReverts} times in {Brake.TotalMinutes:0} minutes, and somebody keeps changing them.";
        }

        await log.TellAsync(guild, StaffTexts.Asked(change, why), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts a putting back, unless there were too many.</summary>
    private bool IsFight(Id<Guild> guild, Id<User> member)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_reverts.TryGetValue((guild, member), out var times))
            {
                _reverts[(guild, member)] = times = [];
            }

            times.RemoveAll(t => now - t >= Brake);
            if (times.Count >= MostReverts)
            {
                return true;
            }

            times.Add(now);
            return false;
        }
    }

    [LoggerMessage(3501, LogLevel.Error, "A change of roles by hand in guild {Guild} could not be handled")]
    private static partial void LogBroken(ILogger log, Exception exception, Id<Guild> guild);

    private static Id<Role>? Highest(StaffBook book, HashSet<Id<Role>> roles) => book.Ranks.FirstOrDefault(r => roles.Contains(r.Role))?.Role;

    private sealed class Pending(ITimer timer)
    {
        public ITimer Timer => timer;

        public DateTimeOffset At { get; init; }

        public Id<User>? By { get; set; }

        public HashSet<Id<Role>> Given { get; } = [];

        public HashSet<Id<Role>> Taken { get; } = [];
    }
}
