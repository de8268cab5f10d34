using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>
/// What runs are made of. A read that fails is no verdict: nobody and nothing is called gone, whatever the status, but for the one person whom Discord answers
/// with "Unknown Member".
/// </summary>
internal sealed class SyncPhases(
    GuildImages guilds, MemberLister lister, Dormancy dormancy, SyncRunStore runs, MirrorLedger ledger, DiscordRest rest, TimeProvider time)
{
    // Discord answers one full list per guild in half a minute; a list as young as that, kept current by events, says the same.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<SyncKind> Of(SyncKind kind) => kind == SyncKind.Full ? [SyncKind.Users, SyncKind.Roles, SyncKind.Cleanup] : [kind];

    /// <summary>Why a run cannot begin now; null when it can.</summary>
    public Failure? Refuses(SyncRequest request)
    {
        if (!guilds.TryGet(request.Guild, out var live) || !live.Snapshot().IsAvailable)
        {
            return new Failure("sync.unavailable", "Discord does not give access to this server at the moment; try again later.");
        }

        return request.Kind == SyncKind.Cleanup || request.Only is not null ? null : lister.Refuses(request.Guild);
    }

    /// <summary>Does one part. A failure is one of the whole run.</summary>
    public Task<Failure?> RunAsync(RunUnderWay run, Func<Task> keep, CancellationToken cancellationToken)
    {
        if (!guilds.TryGet(run.Request.Guild, out var live))
        {
            return Task.FromResult<Failure?>(new Failure("sync.unavailable", "Mainstay is not in this server any more."));
        }

        run.Tell(default);
        return run.Phase switch
        {
            SyncKind.Users => UsersAsync(run, live, keep, cancellationToken),
            SyncKind.Roles when run.Request.Only is { } user => OneAsync(run, live, user, cancellationToken),
            SyncKind.Roles => RolesAsync(run, live, keep, cancellationToken),
            _ => CleanupAsync(run, live, cancellationToken),
        };
    }

    private async Task<Failure?> UsersAsync(RunUnderWay run, LiveGuild live, Func<Task> keep, CancellationToken cancellationToken)
    {
        var takenUp = run.Held!.Run.Resumed > 0 && run.After.IsNone;
        if (!takenUp && !run.Request.Force && run.After.IsNone && FreshMembers(live) is { } members)
        {
            run.Tally.Add(report => report with { Listed = members, Unchanged = members, Complete = true, Recent = true });
            return null;
        }

        await lister.ListAsync(
            live,
            new Listing
            {
                Force = run.Request.Force,
                After = run.After,
                Progress = run.Tell,
                Checkpoint = upTo =>
                {
                    var counted = run.Tally.Counted;
                    return () =>
                    {
                        (run.After, run.UpToAfter) = (upTo, run.Tally.Known(counted));
                        return keep();
                    };
                },
            },
            run.Tally,
            cancellationToken).ConfigureAwait(false);
        (run.After, run.UpToAfter) = (default, null);
        if (takenUp)
        {
            await RecountAsync(run, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    // The first go's counts went with its process, and what it had written looks unchanged to the second.
    private async Task RecountAsync(RunUnderWay run, CancellationToken cancellationToken)
    {
        var since = run.Held!.Run.StartedAt ?? run.Held.Run.QueuedAt;
        var (created, updated, left) = await runs.SinceAsync(run.Request.Guild, since, cancellationToken).ConfigureAwait(false);
        run.Tally.Add(report => report with
        {
            Created = created,
            Updated = Math.Max(0, updated - report.Returned),
            Unchanged = Math.Max(0, report.Listed - created - updated - report.Skipped - report.Errors.Count),
            Left = left,
        });
    }

    private async Task<Failure?> RolesAsync(RunUnderWay run, LiveGuild live, Func<Task> keep, CancellationToken cancellationToken)
    {
        try
        {
            var asked = live.BeginRoles();
            var roles = await rest.ListRolesAsync(live.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
            live.List(asked, roles);
        }
        catch (DiscordRestException failure)
        {
            run.Tally.Fail(default, $"The server's own list of roles could not be read, because {DiscordReads.Clause(failure)}; no role was called gone.");
        }

        if (run.Request.Kind == SyncKind.Roles)
        {
            return await UsersAsync(run, live, keep, cancellationToken).ConfigureAwait(false);
        }

        await lister.SaveAsync(live, live.TakeSave(session: null), cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<Failure?> OneAsync(RunUnderWay run, LiveGuild live, Id<User> user, CancellationToken cancellationToken)
    {
        // An event that comes while Discord answers says something newer than the answer.
        var pass = live.BeginPass(noteNew: true);
        run.Tally.Open(pass);
        Failure? failure = null;
        try
        {
            var member = await rest.GetMemberAsync(live.Id, user, cancellationToken: cancellationToken).ConfigureAwait(false);
            live.List(pass, MemberReading.Of(member));
            var (back, there) = await ledger.KnownAsync(live.Id, live.TakeNew(pass), cancellationToken).ConfigureAwait(false);
            pass.Knew(back, there);
        }
        catch (DiscordRestException answer) when (answer is { Kind: RestErrorKind.NotFound, Code: DiscordErrorCode.UnknownMember })
        {
            var (back, there) = await ledger.KnownAsync(live.Id, [user], cancellationToken).ConfigureAwait(false);
            var had = live.Gone(pass, user);
            failure = back + there == 0 && !had ? new Failure("sync.nobody", $"{Mention.User(user)} is not a member of this server, and the mirror has never seen them.") : null;
            run.Tally.Add(report => report with { Left = had || there > 0 ? 1 : 0 });
        }
        catch (DiscordRestException answer)
        {
            failure = new Failure("sync.unread", $"Discord could not say anything about {Mention.User(user)}, because {DiscordReads.Clause(answer)}. Nothing was changed; try again later.");
        }
        finally
        {
            live.EndPass(pass, complete: false, out _);
            run.Tally.Close();
        }

        await lister.SaveAsync(live, live.TakeSave(session: null), cancellationToken).ConfigureAwait(false);
        return failure;
    }

    private async Task<Failure?> CleanupAsync(RunUnderWay run, LiveGuild live, CancellationToken cancellationToken)
    {
        var image = live.Snapshot();
        if (image.Members.Completeness.IsComplete && image.Stale is null)
        {
            var ghosts = await lister.FindGhostsAsync(live, cancellationToken).ConfigureAwait(false);
            live.WriteLeft(ghosts);
            await lister.SaveAsync(live, live.TakeSave(session: null), cancellationToken).ConfigureAwait(false);
            run.Tally.Add(report => report with { Left = report.Left + ghosts.Count });
        }

        var (fell, woke) = await dormancy.ApplyAsync(live.Id, run.Request.Days, cancellationToken).ConfigureAwait(false);
        run.Tally.Add(report => report with { FellDormant = fell, WokeUp = woke });
        return null;
    }

    private int? FreshMembers(LiveGuild guild)
    {
        var image = guild.Snapshot();
        var completeness = image.Members.Completeness;
        return guild.IsFromMirror && image.Stale is null && completeness.IsComplete && time.GetUtcNow() - completeness.Since < Fresh ? image.Members.Count : null;
    }
}
