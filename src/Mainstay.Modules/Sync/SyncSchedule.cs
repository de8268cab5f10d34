using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>
/// Runs what is due. When that is follows from the rows of the runs and from the settings alone, so a restart changes nothing, what a person ran by hand puts it
/// off, and another setting counts at once.
/// </summary>
internal sealed class SyncSchedule(ISyncRuns runs, ISettings settings, TimeProvider time)
{
    /// <summary>How long after a try that did not get through the next one comes.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>How long until it looks again when something else is under way or the server is away.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(5);

    /// <summary>Settings may have changed meanwhile.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    public GuildJob Job => new("sync-schedule", TurnAsync);

    /// <summary>When the members and the marks have their next turn; null: never.</summary>
    public async Task<(DateTimeOffset? Members, DateTimeOffset? Marks)> NextAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var current = (await settings.GetAsync<SyncSettings>(guild, cancellationToken).ConfigureAwait(false)).Value;
        return (
            Due(current.Members, await runs.TimesAsync(guild, SyncKind.Users, cancellationToken).ConfigureAwait(false)),
            Due(current.Marks, await runs.TimesAsync(guild, SyncKind.Cleanup, cancellationToken).ConfigureAwait(false)));
    }

    internal static DateTimeOffset? Due(Every every, SyncTimes times)
    {
        var pause = every switch
        {
            Every.Day => TimeSpan.FromDays(1),
            Every.Week => TimeSpan.FromDays(7),
            Every.Month => TimeSpan.FromDays(30),
            _ => (TimeSpan?)null,
        };
        var due = (times.Done ?? times.Known) + pause;
        var again = times.Tried + Again;
        return due is null || again is null || again < due ? due : again;
    }

    private async Task<TimeSpan?> TurnAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var (members, marks) = await NextAsync(guild, cancellationToken).ConfigureAwait(false);
        foreach (var (kind, due) in new[] { (SyncKind.Users, members), (SyncKind.Cleanup, marks) })
        {
            if (due <= time.GetUtcNow())
            {
                var days = (await settings.GetAsync<SyncSettings>(guild, cancellationToken).ConfigureAwait(false)).Value.Days;
                var outcome = await runs.RunAsync(new SyncRequest(guild, kind) { Days = days, Origin = SyncOrigin.Schedule }, null, cancellationToken).ConfigureAwait(false);
                if (!outcome.Succeeded)
                {
                    return Busy;
                }
            }
        }

        return LookEvery;
    }
}
