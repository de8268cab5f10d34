using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Watch;

/// <summary>
/// Looks for drift by itself: after a while of quiet when something changed on Discord, after a start, and from time to time. What is new is told once in the log
/// channel, or repaired where the guild chose that. It never judges a server of which it does not know all.
/// </summary>
internal sealed class RepairWatch(IOperations operations, IGuilds guilds, ISettings settings, IGuildLog log, WatchStore store, TimeProvider time, IJobs jobs)
{
    private const string Name = "repair-watch";

    /// <summary>How long until it looks again for a server that cannot be judged yet.</summary>
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(30);

    /// <summary>What it watches, in the order in which one repair makes the next easier.</summary>
    private static readonly IReadOnlyList<string> Watched =
        [RepairOperations.Channels, RepairOperations.Config, RepairOperations.Orphaned, RepairOperations.StaffRoles, RepairOperations.JobRoles];

    public GuildJob Job => new(Name, LookAsync);

    public IReadOnlyList<EventSubscription> Events =>
    [
        EventSubscription.On<GuildMemberEvent>("GUILD_MEMBER_ADD", WakeAsync),
        EventSubscription.On<GuildMemberEvent>("GUILD_MEMBER_UPDATE", WakeAsync),
        EventSubscription.On<GuildMemberRemoveEvent>("GUILD_MEMBER_REMOVE", WakeAsync),
        EventSubscription.On<GuildRoleEvent>("GUILD_ROLE_UPDATE", WakeAsync),
        EventSubscription.On<GuildRoleDeleteEvent>("GUILD_ROLE_DELETE", WakeAsync),
        EventSubscription.On<Channel>("CHANNEL_CREATE", WakeAsync),
        EventSubscription.On<Channel>("CHANNEL_UPDATE", WakeAsync),
        EventSubscription.On<Channel>("CHANNEL_DELETE", WakeAsync),
    ];

    private async Task WakeAsync<TEvent>(GuildEvent<TEvent> happened, CancellationToken cancellationToken)
        where TEvent : class
    {
        var policies = await settings.GetAsync<RepairSettings>(happened.Guild, cancellationToken).ConfigureAwait(false);
        jobs.Wake(happened.Guild, Name, TimeSpan.FromSeconds(policies.Value.WatchSeconds));
    }

    private async Task<TimeSpan?> LookAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var policies = (await settings.GetAsync<RepairSettings>(guild, cancellationToken).ConfigureAwait(false)).Value;
        var every = TimeSpan.FromMinutes(policies.WatchMinutes);
        var watched = Watched.Where(o => policies.Watching(RepairOperations.Routines[o]) != WatchMode.Off).ToArray();
        if (watched.Length == 0)
        {
            return every;
        }

        if (!guilds.TrySnapshot(guild, out var image) || !image.IsAvailable || image.Stale is not null || !image.Members.Completeness.IsComplete)
        {
            return Blind;
        }

        var known = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        var drifts = new List<Drift>();
        foreach (var operation in watched)
        {
            var drift = await LookAsync(guild, operation, cancellationToken).ConfigureAwait(false);
            if (drift.Changes > 0 && policies.Watching(RepairOperations.Routines[operation]) == WatchMode.Heal)
            {
                drift = await HealAsync(guild, operation, drift, cancellationToken).ConfigureAwait(false);
            }

            drifts.Add(drift);
        }

        // In a server without a log channel nobody hears it: what was found stands in /repair health, and is told once there is one.
        var news = drifts.Where(d => d.Digest.Length > 0 && d.Digest != known.GetValueOrDefault(d.Operation)?.Told).ToArray();
        var told = news.Length > 0 && await log.TellAsync(guild, WatchTexts.Report(news), cancellationToken).ConfigureAwait(false);
        foreach (var drift in drifts)
        {
            var digest = told || !news.Contains(drift) ? drift.Digest : "";
            await store.SaveAsync(guild, new Watched(drift.Operation, time.GetUtcNow(), drift.Count, digest), cancellationToken).ConfigureAwait(false);
        }

        return every;
    }

    private async Task<Drift> LookAsync(Id<Guild> guild, string operation, CancellationToken cancellationToken)
    {
        var outcome = await operations.LookAsync(guild, operation, Arguments.None, cancellationToken).ConfigureAwait(false);

        // A routine with nothing declared has nothing that could drift.
        return outcome.Try(out var draft, out _) ? Drift.Of(operation, draft) : Drift.None(operation);
    }

    /// <summary>Repairs, and looks again: what a person has to decide is told like any other drift.</summary>
    private async Task<Drift> HealAsync(Id<Guild> guild, string operation, Drift drift, CancellationToken cancellationToken)
    {
        var healed = await operations.ApplyUnattendedAsync(guild, operation, Arguments.None, cancellationToken).ConfigureAwait(false);
        return healed.Try(out _, out var failure)
            ? await LookAsync(guild, operation, cancellationToken).ConfigureAwait(false)
            : drift with { NotHealed = failure.Sentence };
    }
}
