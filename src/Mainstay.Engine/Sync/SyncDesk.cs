using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>What modules see of runs: starting and stopping them, and reading how things stand.</summary>
internal sealed class SyncDesk(
    SyncRunner runner, SyncRunStore store, MemberLister lister, Dormancy dormancy, GuildImages guilds, IGuildMirror mirror, IDatabase database, TimeProvider time) : ISyncRuns
{
    private const int RunsShown = 5;

    public Task<Outcome<SyncRun>> RunAsync(SyncRequest request, Action<SyncRunProgress>? progress, CancellationToken cancellationToken) =>
        runner.RunAsync(request, progress, cancellationToken);

    public Task<Outcome<SyncRun>> CancelAsync(Id<Guild> guild, long? number, Id<User> by, CancellationToken cancellationToken) =>
        runner.CancelAsync(guild, number, by, cancellationToken);

    public Task<IReadOnlyList<SyncRun>> ListAsync(Id<Guild> guild, int count, CancellationToken cancellationToken) => store.ListAsync(guild, count, cancellationToken);

    public Task<SyncTimes> TimesAsync(Id<Guild> guild, SyncKind part, CancellationToken cancellationToken) => store.TimesAsync(guild, part, cancellationToken);

    public async Task<Outcome<CleanupPreview>> PreviewAsync(Id<Guild> guild, int days, CancellationToken cancellationToken)
    {
        if (!guilds.TryGet(guild, out var live))
        {
            return new Failure("sync.unavailable", "Discord does not give access to this server at the moment; try again later.");
        }

        var image = live.Snapshot();
        var proven = image.Members.Completeness.IsComplete && image.Stale is null;
        var ghosts = proven ? await lister.FindGhostsAsync(live, cancellationToken).ConfigureAwait(false) : [];
        var counts = await dormancy.CountAsync(guild, days, cancellationToken).ConfigureAwait(false);
        return new CleanupPreview
        {
            Days = days,
            Present = counts.Present,
            Left = ghosts.Count,
            FallDormant = counts.Silent,
            WakeUp = counts.Awake,
            StayDormant = counts.Dormant,
            WatchedSince = counts.WatchedSince,
            JudgedFrom = counts.WatchedSince + TimeSpan.FromDays(days) is { } from && from > time.GetUtcNow() ? from : null,
            MembersProven = proven,
        };
    }

    public async Task<SyncHealth> HealthAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var counts = await mirror.CountAsync(guild, cancellationToken).ConfigureAwait(false);
        var dormant = await dormancy.CountAsync(guild, SyncRequest.DefaultDays, cancellationToken).ConfigureAwait(false);
        var history = await database.ReadAsync(
            unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM role_history WHERE guild_id = @guild", new { guild }), cancellationToken).ConfigureAwait(false);
        var whole = await store.LastWholeAsync(guild, cancellationToken).ConfigureAwait(false);
        var image = guilds.TryGet(guild, out var live) ? live.Snapshot() : null;
        return new SyncHealth
        {
            Tracked = counts.Present,
            Present = live?.Expected,
            Dormant = dormant.Dormant,
            Departed = counts.Departed,
            CompletedAt = counts.CompletedAt,
            Stale = image is null ? "Mainstay has not seen this server since it started" : image.IsAvailable ? image.Stale : "Discord has an outage of this server",
            Incomplete = image is null || image.Members.Completeness.IsComplete ? null : image.Members.Completeness.Reason,
            RoleHistory = (int)history,
            Drift = whole is { Report: { } report } && !await store.IsFirstWholeAsync(guild, whole.Number, cancellationToken).ConfigureAwait(false) ? report.Created + report.Updated + report.Left + report.Returned : null,
            WatchedSince = dormant.WatchedSince,
            Runs = await store.ListAsync(guild, RunsShown, cancellationToken).ConfigureAwait(false),
        };
    }
}
