using Mainstay.Sdk;

namespace Mainstay.Modules.Debug;

/// <summary>What is on record, for those who look after the server: counts, samples without names, and the way to begin anew.</summary>
public sealed class DebugModule(IRecords records, ISnapshots snapshots, IOperations operations) : IModule
{
    /// <inheritdoc />
    public string Name => "debug";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => DebugCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new DebugCommands(records, operations).All;

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => new DebugOperations(records, snapshots).All;

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => DebugCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => DebugTexts.Help;
}
