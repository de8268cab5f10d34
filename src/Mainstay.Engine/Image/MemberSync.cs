using System.Collections.Concurrent;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Image;

/// <summary>Lists a guild's members, takes them into the image, and writes what differs into the mirror. One pass per guild at a time.</summary>
internal sealed partial class MemberSync(
    GuildImages guilds, IMemberSource source, IGuildMirror mirror, TimeProvider time, ILogger<MemberSync> log) : IMemberSync
{
    // Discord answers one full list per guild in half a minute; a list as young as that, kept current by events, says the same.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Id<Guild>, Pass> _running = new();

    public async Task<Outcome<SyncReport>> SyncAsync(
        Id<Guild> guild, bool force, Func<SyncProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!guilds.TryGet(guild, out var live) || !live.Snapshot().IsAvailable)
            {
                return new Failure("sync.unavailable", "Discord does not give access to this server at the moment; try again later.");
            }

            if (source.Refuses(guild) is { } refusal)
            {
                return refusal;
            }

            var mine = new Pass(live, force);
            var pass = _running.GetOrAdd(guild, mine);
            if (pass == mine)
            {
                return await RunAsync(pass, progress, cancellationToken).ConfigureAwait(false);
            }

            using (pass.Listen(progress))
            {
                var outcome = await pass.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (outcome is { } done && (!force || pass.Force))
                {
                    return done;
                }
            }

            // The other pass was given up, or did less than is asked for here.
        }
    }

    public async Task<MirrorStatus> StatusAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var counts = await mirror.CountAsync(guild, cancellationToken).ConfigureAwait(false);
        var known = guilds.TryGet(guild, out var live);
        var image = live?.Snapshot();
        return new MirrorStatus
        {
            Present = counts.Present,
            Departed = counts.Departed,
            Expected = live?.Expected,
            CompletedAt = counts.CompletedAt,
            Stale = !known || image!.Stale is not null || !image.Members.Completeness.IsComplete,
        };
    }

    private async Task<Outcome<SyncReport>> RunAsync(Pass pass, Func<SyncProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        Outcome<SyncReport>? outcome = null;
        try
        {
            using (pass.Listen(progress))
            {
                outcome = await RunAsync(pass, cancellationToken).ConfigureAwait(false);
                return outcome.Value;
            }
        }
        finally
        {
            _running.TryRemove(new(pass.Guild.Id, pass));
            pass.Done.TrySetResult(outcome);
        }
    }

    private async Task<SyncReport> RunAsync(Pass pass, CancellationToken cancellationToken)
    {
        var guild = pass.Guild;
        var started = time.GetUtcNow();
        var run = await mirror.StartRunAsync(guild.Id, "users", started, cancellationToken).ConfigureAwait(false);
        var report = new SyncReport();
        var state = SyncRunState.Failed;
        try
        {
            report = IsFresh(guild, pass.Force, started) is { } members
                ? new SyncReport { Unchanged = members, Complete = true }
                : await ListAsync(pass, cancellationToken).ConfigureAwait(false);
            report = await SaveAsync(pass, report, cancellationToken).ConfigureAwait(false);
            report = report with { Took = time.GetUtcNow() - started };
            state = report.Complete ? SyncRunState.Complete : SyncRunState.Partial;
            LogFinished(guild.Id, state, report.Created, report.Updated, report.Unchanged, report.Left, report.Errors.Count);
            return report;
        }
        catch (OperationCanceledException)
        {
            state = SyncRunState.Cancelled;
            throw;
        }
        finally
        {
            // The run's end is noted even when whoever asked has gone.
            await mirror.FinishRunAsync(run, state, report, time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<SyncReport> ListAsync(Pass pass, CancellationToken cancellationToken)
    {
        var guild = pass.Guild;
        var taking = guild.BeginPass();
        var complete = false;
        var ended = false;
        IReadOnlyList<Id<User>> left = [];
        try
        {
            complete = await source.ListAsync(guild.Id, new Sink(pass, taking), cancellationToken).ConfigureAwait(false);
            left = guild.EndPass(taking, complete, out complete);
            ended = true;
        }
        finally
        {
            if (!ended)
            {
                guild.EndPass(taking, complete: false, out _);
            }
        }

        return new SyncReport
        {
            Created = taking.Created,
            Updated = taking.Updated,
            Unchanged = taking.Unchanged,
            Left = left.Count,
            Complete = complete,
            Errors = [.. taking.Errors],
        };
    }

    private async Task<SyncReport> SaveAsync(Pass pass, SyncReport report, CancellationToken cancellationToken)
    {
        var guild = pass.Guild;
        var save = guild.TakeSave(session: null);
        if (pass.Force)
        {
            save = await AllOfAsync(guild, save, cancellationToken).ConfigureAwait(false);
            report = report with { Updated = report.Updated + report.Unchanged, Unchanged = 0 };
        }

        if (save is null)
        {
            return report;
        }

        try
        {
            await mirror.SaveAsync(save, cancellationToken).ConfigureAwait(false);
            return report;
        }
        catch
        {
            guild.Return(save);
            throw;
        }
    }

    // By force: every row is written, and whoever only the mirror has is marked as left, if the list proves it.
    private async Task<MirrorSave> AllOfAsync(LiveGuild guild, MirrorSave? save, CancellationToken cancellationToken)
    {
        var image = save?.Image ?? guild.Snapshot();
        var all = new SortedSet<Id<User>>(image.Members.AsEnumerable().Select(member => member.Id));
        foreach (var user in await mirror.PresentAsync(guild.Id, cancellationToken).ConfigureAwait(false))
        {
            if (image.Members.Look(user) == Membership.Gone)
            {
                all.Add(user);
            }
        }

        all.UnionWith(save?.Members ?? []);
        return (save ?? new MirrorSave { Image = image, At = time.GetUtcNow() }) with { Members = [.. all], Objects = true };
    }

    private static int? IsFresh(LiveGuild guild, bool force, DateTimeOffset now)
    {
        var image = guild.Snapshot();
        var completeness = image.Members.Completeness;
        return !force && image.Stale is null && completeness.IsComplete && now - completeness.Since < Fresh ? image.Members.Count : null;
    }

    [LoggerMessage(
        3101,
        LogLevel.Information,
        "Sync of guild {Guild} ended {State}: {Created} created, {Updated} updated, {Unchanged} unchanged, {Left} left, {Errors} errors.")]
    private partial void LogFinished(Id<Guild> guild, SyncRunState state, int created, int updated, int unchanged, int left, int errors);

    private sealed class Pass(LiveGuild guild, bool force)
    {
        private readonly Lock _lock = new();
        private readonly List<Func<SyncProgress, ValueTask>> _listeners = [];

        public LiveGuild Guild => guild;

        public bool Force => force;

        /// <summary>How the pass ended; null when it was given up.</summary>
        public TaskCompletionSource<Outcome<SyncReport>?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable Listen(Func<SyncProgress, ValueTask>? listener)
        {
            lock (_lock)
            {
                if (listener is not null)
                {
                    _listeners.Add(listener);
                }
            }

            return new Listening(this, listener);
        }

        public async ValueTask TellAsync(SyncProgress progress)
        {
            Func<SyncProgress, ValueTask>[] listeners;
            lock (_lock)
            {
                listeners = [.. _listeners];
            }

            foreach (var listener in listeners)
            {
                await listener(progress).ConfigureAwait(false);
            }
        }

        private sealed class Listening(Pass pass, Func<SyncProgress, ValueTask>? listener) : IDisposable
        {
            public void Dispose()
            {
                lock (pass._lock)
                {
                    if (listener is not null)
                    {
                        pass._listeners.Remove(listener);
                    }
                }
            }
        }
    }

    private sealed class Sink(Pass pass, MemberPass taking) : IMemberSink
    {
        public void Take(scoped in MemberData member) => pass.Guild.List(taking, member);

        public void Fail(Id<User> user, string reason) => pass.Guild.ListFailed(taking, user, reason);

        public ValueTask StepAsync() => pass.TellAsync(new SyncProgress(taking.Seen, Math.Max(taking.Seen, pass.Guild.Expected ?? 0)));
    }
}
