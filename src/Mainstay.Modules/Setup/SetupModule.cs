using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Setup;

/// <summary>Sets a server up from a template, and claims afterwards that it stays so.</summary>
public sealed class SetupModule(IDatabase database, IOperations operations, IAttachedFiles files, IGuilds guilds) : IModule
{
    private readonly SetupStore _store = new(database);

    /// <inheritdoc />
    public string Name => "setup";

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new SetupCommands(operations, files).All;

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => new SetupOperations(_store).All;

    /// <inheritdoc />
    public IReadOnlyList<Table> Tables => SetupTables.All;

    /// <inheritdoc />
    public MigrationSet Migrations => MigrationSet.Embedded(Name, typeof(SetupModule));

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => SetupCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<IClaimSource> Claims => [new SetupClaims(_store, guilds)];

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => SetupTexts.Help;
}
