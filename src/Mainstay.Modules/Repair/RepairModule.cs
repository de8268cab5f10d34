using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

/// <summary>Finds where the server has drifted from what the records say, and puts it right. Knows claims, and no other module.</summary>
public sealed class RepairModule(IOperations operations, IGuilds guilds, IMemberSync sync, IHealth health) : IModule
{
    /// <inheritdoc />
    public string Name => "repair";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => RepairCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new RepairCommands(operations, guilds, sync, new RepairHealth(health)).All;

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => RepairOperations.All;

    /// <inheritdoc />
    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<RepairSettings>("repair", "Repair")];

    /// <inheritdoc />
    public IReadOnlyList<Probe> Probes => new RepairProbes(guilds, sync).All;

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => RepairCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => RepairTexts.Help;
}
