using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>Keeps the mirror of the server's members honest, and says how honest it is.</summary>
public sealed class SyncModule : IModule
{
    private readonly SyncActions _actions;
    private readonly SyncCommands _commands;
    private readonly SyncSchedule _schedule;

    /// <summary>Made by the container.</summary>
    public SyncModule(ISyncRuns runs, IRoleHistory history, IOperations operations, ISettings settings, TimeProvider time)
    {
        _schedule = new SyncSchedule(runs, settings, time);
        _actions = new SyncActions(runs, history, time);
        _commands = new SyncCommands(runs, _actions, _schedule, operations, settings);
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
    public IReadOnlyList<Operation> Operations => SyncOperations.All;

    /// <inheritdoc />
    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<SyncSettings>(SyncSettings.Name, "Sync")];

    /// <inheritdoc />
    public IReadOnlyList<GuildJob> Jobs => [_schedule.Job];

    /// <inheritdoc />
    public Func<SyncRun, Reply>? SyncReport => run => SyncTexts.Report(run, []);

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => SyncTexts.Help;
}
