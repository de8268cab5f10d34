using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Modules;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Commands;

/// <summary>Registers the declared commands with Discord, when and only when what Discord has is different.</summary>
internal sealed partial class CommandRegistrar(DiscordRest rest, ModuleRegistry modules, CommandDirectory directory, ILogger<CommandRegistrar> log)
{
    /// <summary>Compares, overwrites if need be, and tells the directory the commands' ids. True when something was written.</summary>
    public async Task<bool> RegisterAsync(Id<Application> application, CancellationToken cancellationToken)
    {
        var wanted = CommandTree.Of(modules);
        var registered = await rest.ListGlobalCommandsAsync(application, cancellationToken: cancellationToken).ConfigureAwait(false);
        var differs = !Same(wanted, registered);
        if (differs)
        {
            registered = await rest.OverwriteGlobalCommandsAsync(application, [.. wanted.Select(Definition)], null, cancellationToken).ConfigureAwait(false);
        }

        directory.Registered(registered);
        LogRegistered(log, wanted.Count, differs ? "registered" : "as registered");
        return differs;
    }

    /// <summary>Whether Discord has exactly what is declared; what Discord fills in by itself does not count.</summary>
    internal static bool Same(IReadOnlyList<CommandTree> wanted, IReadOnlyList<ApplicationCommand> registered) =>
        wanted.Count == registered.Count && wanted.All(tree => registered.FirstOrDefault(c => c.Name == tree.Name) is { } command
            && (command.Type ?? ApplicationCommandType.ChatInput) == ApplicationCommandType.ChatInput
            && command.Description == tree.Description
            && Canonical(command.Options) == Canonical(tree.Options)
            && (command.Contexts.OrDefault() ?? []).Order().SequenceEqual(tree.Contexts.Order()));

    private static CommandDefinition Definition(CommandTree tree) => new()
    {
        Name = tree.Name,
        Description = tree.Description,
        Options = tree.Options,
        Contexts = tree.Contexts,
    };

    private static string Canonical(IReadOnlyList<CommandOption>? options) =>
        JsonSerializer.Serialize<IReadOnlyList<CommandOption>>([.. (options ?? []).Select(Canonical)], DiscordJson.Options);

    private static CommandOption Canonical(CommandOption option) => new()
    {
        Type = option.Type,
        Name = option.Name,
        Description = option.Description,
        Required = option.Required == true ? true : null,
        Autocomplete = option.Autocomplete == true ? true : null,
        Choices = option.Choices is { Count: > 0 } choices ? [.. choices.Select(c => new CommandChoice { Name = c.Name, Value = c.Value })] : null,
        Options = option.Options is { Count: > 0 } inner ? [.. inner.Select(Canonical)] : null,
        MinValue = option.MinValue,
        MaxValue = option.MaxValue,
        MinLength = option.MinLength,
        MaxLength = option.MaxLength,
    };

    [LoggerMessage(1003, LogLevel.Information, "{Count} commands are {State}")]
    private static partial void LogRegistered(ILogger log, int count, string state);
}
