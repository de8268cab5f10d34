using System.Globalization;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary><c>/operations</c>: what was planned and done, and what can still be done about it.</summary>
internal sealed class RunCommands(RunStore runs, RunViews views, RunActions actions)
{
    public IReadOnlyList<CommandGroup> Groups => [new("operations", "What was planned and done in this server")];

    public IReadOnlyList<Command> Commands =>
    [
        new()
        {
            Path = "operations list",
            Description = "List what is under way, what waits, and what was done",
            Capability = RunActions.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/operations list"],
            Run = async (context, ct) => await views.PageAsync(context.Guild, 0, ct).ConfigureAwait(false),
        },
        Of("show", "Show a plan and what became of each of its changes", RunActions.View, _ => true, (context, run, ct) => ShowAsync(context, run, ct)),
        Of("undo", "Show what taking a run back would do, and apply it", RunActions.Undo, r => RunState.IsEnded(r.State), async (context, run, ct) =>
            (await actions.MayAsync(context, run, "undo", RunActions.Undo, ct).ConfigureAwait(false)).Try(out var pressed, out var failure)
                ? await actions.PlanUndoAsync(context, run, pressed.Actor, ct).ConfigureAwait(false)
                : failure),
        Of("cancel", "Stop a run that waits or is under way", RunActions.Cancel, r => RunState.IsLive(r.State) || r.State == RunState.Previewed, async (context, run, ct) =>
            (await actions.MayAsync(context, run, "cancel", RunActions.Cancel, ct).ConfigureAwait(false)).Try(out _, out var failure)
                ? await actions.StopAsync(run, ct).ConfigureAwait(false)
                : failure),
    ];

    /// <summary>Newer or Older was pressed.</summary>
    public async Task<Outcome<Reply>> PageAsync(ActionContext context, CancellationToken cancellationToken) =>
        await views.PageAsync(context.Guild, int.TryParse(context.State, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 0, cancellationToken).ConfigureAwait(false);

    /// <summary>The button beneath a report that leads to the run.</summary>
    public async Task<Outcome<Reply>> ShowAsync(ActionContext context, CancellationToken cancellationToken) =>
        (await actions.FindAsync(context, "show", RunActions.View, cancellationToken).ConfigureAwait(false)).Try(out var pressed, out var failure)
            ? await views.ShowAsync(pressed.Run, context.Actor.User, cancellationToken).ConfigureAwait(false)
            : failure;

    private async Task<Outcome<Reply>> ShowAsync(CommandContext context, Run run, CancellationToken cancellationToken) =>
        await views.ShowAsync(run, context.Actor.User, cancellationToken).ConfigureAwait(false);

    private Command Of(
        string word, string description, Capability capability, Func<Run, bool> fits, Func<CommandContext, Run, CancellationToken, Task<Outcome<Reply>>> handle)
    {
        var number = Option.Integer("run", "The number of the run, as its footer and /operations list say it", required: true, min: 1) with
        {
            Complete = (typing, ct) => views.ProposeAsync(typing, fits, ct),
        };
        return new Command
        {
            Path = $"operations {word}",
            Description = description,
            Capability = capability,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [number],
            Examples = [$"/operations {word} run:12"],
            Run = async (context, ct) => await runs.FindAsync(context.Guild, context.Get(number), ct).ConfigureAwait(false) is { } run
                ? await handle(context, run, ct).ConfigureAwait(false)
                : new Failure("run.unknown", $"There is no run {context.Get(number)} in this server. `/operations list` shows those there are."),
        };
    }
}
