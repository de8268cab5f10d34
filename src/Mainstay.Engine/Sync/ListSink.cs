using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Sync;

/// <summary>
/// Takes members into a pass, tells how far it is, and brings them to the mirror part by part while the list goes on, so that neither waits for the other and
/// no more than a part has to lie in memory twice. A list over the gateway may run far ahead, as whatever comes behind it on the same connection, commands
/// included, waits for it; beyond that it goes on at the mirror's pace, chunk by chunk, rather than stop until a part is through.
/// </summary>
internal sealed class ListSink(LiveGuild guild, MemberPass pass, Listing listing, Func<ListPart, Task> save) : IMemberSink
{
    /// <summary>Servers up to this size see 25 people at a time pass by; larger ones each chunk.</summary>
    private const int Small = 5_000;

    private const int ProgressEvery = 25;

    /// <summary>Changed rows that are worth a part.</summary>
    private const int RowsPerPart = 500;

    /// <summary>Rows that are taken at once: names and avatars stay in memory until their part is through.</summary>
    private const int MostRowsPerPart = 60_000;

    /// <summary>Pages between two checkpoints: few enough to lose little, enough to cost nothing.</summary>
    private const int PagesPerCheckpoint = 10;

    /// <summary>How far pages may be ahead of the mirror: nobody waits for them.</summary>
    private const int MostRowsAheadByPages = MostRowsPerPart;

    /// <summary>How far chunks may be ahead of the mirror: a row takes about fifty bytes more in memory until it is written.</summary>
    private const int MostRowsAhead = 1_000_000;

    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private bool _isSaving;
    private int _underWay;
    private int _most;
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
        if (!isDue)
        {
            return;
        }

        if (!_saving.IsCompleted)
        {
            await WaitAsync(upTo.IsNone ? MostRowsAhead : MostRowsAheadByPages).ConfigureAwait(false);
        }

        if (_saving.IsCompleted)
        {
            await _saving.ConfigureAwait(false);
            _pages = 0;
            // A checkpoint says of everybody up to there that they are in the mirror.
            Save(guild.TakePart(pass, upTo.IsNone ? MostRowsPerPart : int.MaxValue), upTo.IsNone ? null : listing.Checkpoint?.Invoke(upTo));
        }
    }

    /// <summary>Ends when the part that is on its way is in the mirror. To be called in any case before the pass is ended.</summary>
    public Task EndAsync() => _saving;

    /// <summary>Brings to the mirror what the list was ahead of it, but for less than a part.</summary>
    public async Task CatchUpAsync()
    {
        await _saving.ConfigureAwait(false);
        while (pass.Changed.Count >= RowsPerPart)
        {
            Save(guild.TakePart(pass, MostRowsPerPart), checkpoint: null);
            await _saving.ConfigureAwait(false);
        }
    }

    private void Passed()
    {
        if (pass.Seen % ProgressEvery == 0 && Expected <= Small)
        {
            Tell();
        }
    }

    /// <summary>Waits while too many rows are in neither the mirror nor on their way through.</summary>
    private Task WaitAsync(int most)
    {
        lock (_lock)
        {
            _most = most;
            if (!_isSaving || _underWay + pass.Changed.Count <= most)
            {
                return Task.CompletedTask;
            }

            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    private void Left(int rows, bool isSaving = true)
    {
        lock (_lock)
        {
            (_underWay, _isSaving) = (rows, isSaving);
            if (!isSaving || rows + pass.Changed.Count <= _most)
            {
                _waiting?.SetResult();
                _waiting = null;
            }
        }
    }

    private void Save(ListPart part, Func<Task>? checkpoint)
    {
        var all = part.Save?.Members.Count ?? 0;
        Left(all);
        _saving = SaveAsync(part with { Save = part.Save is { } rows ? rows with { Passed = written => Left(all - written) } : null }, checkpoint);
    }

    private async Task SaveAsync(ListPart part, Func<Task>? checkpoint)
    {
        try
        {
            await save(part).ConfigureAwait(false);
            if (checkpoint is not null)
            {
                await checkpoint().ConfigureAwait(false);
            }
        }
        finally
        {
            Left(0, isSaving: false);
        }
    }

    private void Tell() => listing.Progress?.Invoke(new SyncProgress(pass.Seen, Math.Max(pass.Seen, Expected)));
}
