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
}
