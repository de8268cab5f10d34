using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>Keeps the mirror of the server's members honest, and says how honest it is.</summary>
public sealed class SyncModule : IModule
{
    private readonly SyncActions _actions;
    private readonly SyncCommands _commands;

    /// <summary>Made by the container.</summary>
    public SyncModule(ISyncRuns runs, TimeProvider time)
    {
        _actions = new SyncActions(runs, time);
        _commands = new SyncCommands(runs, _actions);
    }

    /// <inheritdoc />
    public string Name => "sync";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => SyncCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => _commands.All;

    /// <inheritdoc />
    public IReadOnlyList<ComponentAction> Actions => _actions.All;

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => SyncCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => SyncTexts.Help;
}
