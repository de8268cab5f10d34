using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>Takes members into a pass, tells how far it is, and notes how far the mirror is.</summary>
internal sealed class ListSink(LiveGuild guild, MemberPass pass, Listing listing, Func<MirrorSave?, Task> save) : IMemberSink
{
    /// <summary>Servers up to this size see 25 people at a time pass by; larger ones each chunk.</summary>
    private const int Small = 5_000;

    private const int ProgressEvery = 25;

    /// <summary>Pages between two checkpoints: few enough to lose little, enough to cost nothing.</summary>
    private const int PagesPerCheckpoint = 10;

    private int _pages;

    public int Expected => guild.Expected ?? 0;

    public void Take(scoped in MemberData member)
    {
        guild.List(pass, member);
        Passed();
    }

    public void Fail(Id<User> user, string reason)
    {
        guild.ListFailed(pass, user, reason);
        Passed();
    }

    public async ValueTask StepAsync(Id<User> upTo)
    {
        Tell();
        if (!upTo.IsNone && listing.Checkpoint is { } checkpoint && ++_pages % PagesPerCheckpoint == 0)
        {
            await save(guild.TakePart(pass)).ConfigureAwait(false);
            await checkpoint(upTo).ConfigureAwait(false);
        }
    }

    private void Passed()
    {
        if (pass.Seen % ProgressEvery == 0 && Expected <= Small)
        {
            Tell();
        }
    }

    private void Tell() => listing.Progress?.Invoke(new SyncProgress(pass.Seen, Math.Max(pass.Seen, Expected)));
}
