using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Database;

/// <summary>Says how the database is that everything else rests on.</summary>
public sealed class DatabaseModule(IDatabaseStatus status) : IModule
{
    /// <inheritdoc />
    public string Name => "database";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => DatabaseCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new DatabaseCommands(status).All;

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => DatabaseCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<Probe> Probes => [new DatabaseProbe(status).Probe];

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => DatabaseTexts.Help;
}
