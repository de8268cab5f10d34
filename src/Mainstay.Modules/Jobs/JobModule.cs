using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Jobs;

/// <summary>Jobs that a server offers, who holds them, and what that claims about roles.</summary>
public sealed class JobModule(IDatabase database, IOperations operations, IGuilds guilds) : IModule
{
    private readonly JobStore _store = new(database);

    /// <inheritdoc />
    public string Name => "job";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => JobCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new JobCommands(_store, operations, guilds).All;

    /// <inheritdoc />
    public IReadOnlyList<ComponentAction> Actions => [new JobViews(_store, guilds).Turn];

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => new JobOperations(_store).All;

    /// <inheritdoc />
    public IReadOnlyList<Table> Tables => JobTables.All;

    /// <inheritdoc />
    public MigrationSet Migrations => MigrationSet.Embedded(Name, typeof(JobModule));

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => JobCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<IClaimSource> Claims => [new JobClaims(_store)];

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => JobTexts.Help;
}
