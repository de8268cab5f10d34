namespace Mainstay.Sdk;

/// <summary>The option that every command with a preview has, so that people meet the same words everywhere.</summary>
public static class DryRun
{
    /// <summary>The declaration and the key. Put it last among the options of a command that previews.</summary>
    public static Option<bool> Option { get; } = Sdk.Option.Boolean("dry_run", "Only show what would be done, without a button to apply it");

    /// <summary>
    /// The preview with Apply beneath it, or, where the person asked for a dry run, the preview alone. A command whose declaration has
    /// <see cref="Option" /> ends with this.
    /// </summary>
    /// <param name="operations">The engine.</param>
    /// <param name="context">The command that asks.</param>
    /// <param name="operation">The name of one of the declared <see cref="IModule.Operations" />.</param>
    /// <param name="arguments">What the person asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<Outcome<Reply>> PreviewOrDryRunAsync(
        this IOperations operations, CommandContext context, string operation, Arguments arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(context);
        return context.Get(Option, false)
            ? operations.DryRunAsync(context, operation, arguments, cancellationToken)
            : operations.PreviewAsync(context, operation, arguments, cancellationToken);
    }
}
