using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What can be seen of a guild's runs: pages of them, and each by itself.</summary>
internal sealed class RunViews(IGuilds guilds, RunStore runs, RunDriver driver, RunActions actions, ChangeKinds kinds, Pace pace, OperationTexts texts, TimeProvider time)
{
    private const int PageSize = 12;

    public async Task<Reply> PageAsync(Id<Guild> guild, int page, CancellationToken cancellationToken)
    {
        var total = await runs.CountAsync(guild, cancellationToken).ConfigureAwait(false);
        var number = Math.Clamp(page, 0, (int)Math.Max(0, (total - 1) / PageSize));
        var shown = await runs.ListAsync(guild, number * PageSize, PageSize, cancellationToken).ConfigureAwait(false);
        var live = await runs.LiveAsync(guild, cancellationToken).ConfigureAwait(false);
        var queue = live.Where(r => r.State == RunState.Queued).ToDictionary(
            r => r.Id, r => live.Count(o => o.Id != r.Id && (o.State == RunState.Running || (o.QueuedAt, o.Id).CompareTo((r.QueuedAt, r.Id)) < 0) && o.Grounds.Meets(r.Grounds)));
        return OperationTexts.List(new RunPage(shown, queue, number, PageSize, total, time.GetUtcNow()));
    }

    /// <summary>One run as a person may see it: their own plan with Apply, somebody else's that needs agreement with Approve, anything else as it stands.</summary>
    public async Task<Reply> ShowAsync(Run run, Id<User> person, CancellationToken cancellationToken)
    {
        if (run.State == RunState.Previewed && time.GetUtcNow() < run.ExpiresAt)
        {
            if (run.Actor == person)
            {
                return await actions.PreviewAsync(run, cancellationToken).ConfigureAwait(false);
            }

            if (run.Approvals > 0)
            {
                Change[] changes = [.. (await runs.StepsAsync(run, cancellationToken).ConfigureAwait(false)).Select(s => s.Change)];
                return texts.ForApproval(run, changes, Impact.Of(run.Guild, changes, kinds, pace, guilds.TrySnapshot(run.Guild, out var image) ? image : null), await runs.ApprovalsAsync(run, cancellationToken).ConfigureAwait(false));
            }
        }

        return await DetailsAsync(run, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Reply> DetailsAsync(Run run, CancellationToken cancellationToken)
    {
        var steps = await runs.StepsAsync(run, cancellationToken).ConfigureAwait(false);
        var state = run.State == RunState.Previewed && time.GetUtcNow() >= run.ExpiresAt ? RunState.Expired : run.State;
        return texts.Details(run, state, steps, driver.UndoOf(run.Guild, steps), await runs.ApprovalsAsync(run, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Runs by number, for somebody who types one.</summary>
    public async Task<IReadOnlyList<Choice>> ProposeAsync(CompletionContext context, Func<Run, bool> fits, CancellationToken cancellationToken)
    {
        if (context.Place.Guild is not { } guild)
        {
            return [];
        }

        var recent = await runs.ListAsync(guild, 0, 100, cancellationToken).ConfigureAwait(false);
        var typed = context.Typed.Trim();
        return
        [
            .. recent.Where(r => fits(r) && ($"{r.Id}".StartsWith(typed, StringComparison.Ordinal) || r.Title.Contains(typed, StringComparison.OrdinalIgnoreCase)))
                .Take(Limits.Suggestions).Select(r => new Choice(Clip.To($"{r.Id} · {r.Title} · {OperationTexts.Outcome(r.State)}", Limits.CommandChoiceName), $"{r.Id}")),
        ];
    }
}
