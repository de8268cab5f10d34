using Mainstay.Modules.Repair.Watch;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Repair;

/// <summary>Finds where the server has drifted from what the records say, and puts it right. Knows claims, and no other module.</summary>
public sealed class RepairModule : IModule
{
    private readonly IOperations _operations;
    private readonly IGuilds _guilds;
    private readonly IMemberSync _sync;
    private readonly IHealth _health;
    private readonly WatchStore _store;
    private readonly RepairWatch _watch;

    /// <summary>Made by the service container.</summary>
    public RepairModule(
        IOperations operations, IGuilds guilds, IMemberSync sync, IHealth health, ISettings settings, IDatabase database, IJobs jobs, IGuildLog log, TimeProvider time)
    {
        (_operations, _guilds, _sync, _health, _store) = (operations, guilds, sync, health, new WatchStore(database));
        _watch = new RepairWatch(operations, guilds, settings, log, _store, time, jobs);
    }

    /// <inheritdoc />
    public string Name => "repair";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => RepairCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new RepairCommands(_operations, _guilds, _sync, new RepairHealth(_health)).All;

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => RepairOperations.All;

    /// <inheritdoc />
    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<RepairSettings>("repair", "Repair")];

    /// <inheritdoc />
    public IReadOnlyList<Probe> Probes => new RepairProbes(_guilds, _sync, _store).All;

    /// <inheritdoc />
    public IReadOnlyList<EventSubscription> Events => _watch.Events;

    /// <inheritdoc />
    public IReadOnlyList<GuildJob> Jobs => [_watch.Job];

    /// <inheritdoc />
    public IReadOnlyList<Table> Tables => RepairTables.All;

    /// <inheritdoc />
    public MigrationSet Migrations => MigrationSet.Embedded(Name, typeof(RepairModule));

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => RepairCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => RepairTexts.Help;
}
