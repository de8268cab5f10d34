using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>
/// Takes members into a pass, tells how far it is, and brings them to the mirror part by part while the list goes on, so that neither waits for the other and
/// no more than a part has to lie in memory twice.
/// </summary>
internal sealed class ListSink(LiveGuild guild, MemberPass pass, Listing listing, Func<ListPart, Task> save) : IMemberSink
{
    /// <summary>Servers up to this size see 25 people at a time pass by; larger ones each chunk.</summary>
    private const int Small = 5_000;

    private const int ProgressEvery = 25;

    /// <summary>Changed rows that are worth a part.</summary>
    private const int RowsPerPart = 5_000;

    /// <summary>Pages between two checkpoints: few enough to lose little, enough to cost nothing.</summary>
    private const int PagesPerCheckpoint = 10;

    /// <summary>How far the list may be ahead of the mirror; then it waits.</summary>
    private const int MostRowsAhead = 60_000;

    private int _pages;
    private Task _saving = Task.CompletedTask;

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
        _pages++;
        var isDue = pass.Changed.Count >= RowsPerPart || (!upTo.IsNone && listing.Checkpoint is not null && _pages >= PagesPerCheckpoint);
        if (!isDue || (!_saving.IsCompleted && pass.Changed.Count < MostRowsAhead))
        {
            return;
        }

        await _saving.ConfigureAwait(false);
        _pages = 0;
        _saving = SaveAsync(guild.TakePart(pass), upTo.IsNone ? null : listing.Checkpoint?.Invoke(upTo));
    }

    /// <summary>Ends when the part that is on its way is in the mirror. To be called in any case before the pass is ended.</summary>
    public Task EndAsync() => _saving;

    private void Passed()
    {
        if (pass.Seen % ProgressEvery == 0 && Expected <= Small)
        {
            Tell();
        }
    }

    private async Task SaveAsync(ListPart part, Func<Task>? checkpoint)
    {
        await save(part).ConfigureAwait(false);
        if (checkpoint is not null)
        {
            await checkpoint().ConfigureAwait(false);
        }
    }

    private void Tell() => listing.Progress?.Invoke(new SyncProgress(pass.Seen, Math.Max(pass.Seen, Expected)));
}
