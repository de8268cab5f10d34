using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>Keeps the mirror of the server's members honest, and says how honest it is.</summary>
public sealed class SyncModule(IMemberSync sync) : IModule
{
    /// <inheritdoc />
    public string Name => "sync";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => SyncCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new SyncCommands(sync).All;

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => SyncCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => SyncTexts.Help;
}
