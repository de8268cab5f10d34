using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>Takes one list of all members into the image and writes what differs into the mirror.</summary>
internal sealed class MemberLister(IMemberSource source, IGuildMirror mirror, MirrorLedger ledger)
{
    /// <summary>Why no list can be had now; null when one can.</summary>
    public Failure? Refuses(Id<Guild> guild) => source.Refuses(guild);

    public async Task ListAsync(LiveGuild guild, Listing listing, SyncTally tally, CancellationToken cancellationToken)
    {
        var known = await ledger.KnowsAnybodyAsync(guild.Id, cancellationToken).ConfigureAwait(false);
        var pass = guild.BeginPass(noteNew: known, force: listing.Force);
        tally.Open(pass);
        var (proven, ended) = (false, false);
        MirrorSave? save = null;
        try
        {
            var end = await ReadAsync(guild, pass, listing, cancellationToken).ConfigureAwait(false);
            await AskAsync(guild, pass, guild.TakeNew(pass), cancellationToken).ConfigureAwait(false);
            var left = guild.EndPass(pass, end.IsComplete, listing.Force, out proven, out save);
            ended = true;
            tally.Close();
            tally.Add(report => report with
            {
                Rewritten = listing.Force ? report.Unchanged : 0,
                Left = report.Left + left.Count,
                Complete = proven,
                Gap = proven ? null : end.Gap ?? pass.Broken,
            });
        }
        finally
        {
            if (!ended)
            {
                guild.EndPass(pass, complete: false, out _);
                tally.Close();
            }
        }

        await SaveAsync(guild, save, cancellationToken).ConfigureAwait(false);
        if (proven && (listing.Force || !guild.IsFromMirror))
        {
            var ghosts = known ? await FindGhostsAsync(guild, cancellationToken).ConfigureAwait(false) : [];
            guild.WriteLeft(ghosts);
            guild.IsFromMirror = true;
            tally.Add(report => report with { Left = report.Left + ghosts.Count });
            await SaveAsync(guild, guild.TakeSave(session: null), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ListEnd> ReadAsync(LiveGuild guild, MemberPass pass, Listing listing, CancellationToken cancellationToken)
    {
        var sink = new ListSink(guild, pass, listing, part => SavePartAsync(guild, pass, part, cancellationToken));
        ListEnd end;
        try
        {
            end = await source.ListAsync(guild.Id, listing.After, sink, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // What broke the list is what is told; the part under way still has to come to its end before the pass does.
            await sink.EndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await sink.CatchUpAsync().ConfigureAwait(false);
        return end;
    }

    private async Task SavePartAsync(LiveGuild guild, MemberPass pass, ListPart part, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(guild, pass, part.New, cancellationToken).ConfigureAwait(false);
        }
        catch when (part.Save is not null)
        {
            guild.Return(part.Save);
            throw;
        }

        await SaveAsync(guild, part.Save, cancellationToken).ConfigureAwait(false);
    }

    // Before they are written: afterwards the mirror knows them all.
    private async Task AskAsync(LiveGuild guild, MemberPass pass, IReadOnlyList<Id<User>> added, CancellationToken cancellationToken)
    {
        var (back, there) = await ledger.KnownAsync(guild.Id, added, cancellationToken).ConfigureAwait(false);
        pass.Knew(back, there);
    }

    /// <summary>Whom only the mirror has, and who is proven to have left: the image was not made from it, or somebody wrote into the database.</summary>
    public async Task<IReadOnlyList<Id<User>>> FindGhostsAsync(LiveGuild guild, CancellationToken cancellationToken)
    {
        var present = await mirror.PresentAsync(guild.Id, cancellationToken).ConfigureAwait(false);
        var members = guild.Snapshot().Members;
        return [.. present.Where(user => members.Look(user) == Membership.Gone)];
    }

    public async Task SaveAsync(LiveGuild guild, MirrorSave? save, CancellationToken cancellationToken)
    {
        if (save is null)
        {
            return;
        }

        try
        {
            await mirror.SaveAsync(save, cancellationToken).ConfigureAwait(false);
            guild.Saved(save);
        }
        catch
        {
            guild.Return(save);
            throw;
        }
    }
}

/// <summary>A part of a list on its way to the mirror.</summary>
/// <param name="Save">The rows; null when none differ.</param>
/// <param name="New">Who of them was not in the image, if that is noted.</param>
internal sealed record ListPart(MirrorSave? Save, IReadOnlyList<Id<User>> New);

/// <summary>How a list is to be taken in.</summary>
internal sealed record Listing
{
    /// <summary>Whether to write rows that did not change.</summary>
    public bool Force { get; init; }

    /// <summary>Where a list by pages goes on.</summary>
    public Id<User> After { get; init; }

    /// <summary>Told how far it is.</summary>
    public Action<SyncProgress>? Progress { get; init; }

    /// <summary>Called now and then with the id up to which the list has come; what comes back is to be called when everybody up to there is in the mirror.</summary>
    public Func<Id<User>, Func<Task>>? Checkpoint { get; init; }
}
