using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>Plans, previews and, once a person presses Apply, applies. The only way in which a module changes anything.</summary>
public interface IOperations
{
    /// <summary>
    /// Plans and answers with the preview: changes by kind, people and objects affected, what cannot be taken back, requests and time, and what undoing
    /// would cost; beneath it an Apply button, bound to the person and expiring. With nothing to do the reply says so and has no button.
    /// </summary>
    /// <param name="context">The command that asks.</param>
    /// <param name="operation">The name of one of the declared <see cref="IModule.Operations" />.</param>
    /// <param name="arguments">What the person asked for; kept with the run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<Reply>> PreviewAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken);

    /// <summary>
    /// The same preview without a button: nothing is kept and nothing can be applied from it. What <c>dry_run:true</c> shows.
    /// </summary>
    /// <param name="context">The command that asks.</param>
    /// <param name="operation">The name of one of the declared <see cref="IModule.Operations" />.</param>
    /// <param name="arguments">What the person asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<Reply>> DryRunAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken);

    /// <summary>
    /// Plans as Mainstay itself, for a watch that reports: what would be changed and what was noticed. Writes nothing and shows nothing to anybody.
    /// </summary>
    /// <param name="guild">The guild.</param>
    /// <param name="operation">The name of one of the declared <see cref="IModule.Operations" />.</param>
    /// <param name="arguments">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<Draft>> LookAsync(Id<Guild> guild, string operation, Arguments arguments, CancellationToken cancellationToken);

    /// <summary>
    /// Plans and applies as Mainstay itself, without anybody pressing Apply: only an operation whose <see cref="Operation.Unattended" /> says that this guild
    /// opted in (<c>operation.attended</c> otherwise), never anything destructive, within the guild's limits; its report goes to the guild's log channel. Comes back
    /// when the run has ended, with a failure (<c>operation.refused</c>, <c>operation.incomplete</c>, <c>operation.interrupted</c>) unless all of it was done.
    /// </summary>
    /// <param name="guild">The guild.</param>
    /// <param name="operation">The name of one of the declared <see cref="IModule.Operations" />.</param>
    /// <param name="arguments">What is asked for.</param>
    /// <param name="cancellationToken">Gives up; a run under way is taken up again at the next start.</param>
    Task<Outcome<Reply>> ApplyUnattendedAsync(Id<Guild> guild, string operation, Arguments arguments, CancellationToken cancellationToken);
}
