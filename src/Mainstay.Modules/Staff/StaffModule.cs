using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Staff;

/// <summary>Who works here, at which rank: the records, the commands that change them, and what they claim about roles.</summary>
public sealed class StaffModule(IDatabase database, IOperations operations) : IModule
{
    private readonly StaffStore _store = new(database);

    /// <inheritdoc />
    public string Name => "staff";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => StaffCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new StaffCommands(_store, operations).All;

    /// <inheritdoc />
    public IReadOnlyList<ComponentAction> Actions => [new StaffViews(_store).Turn];

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => new StaffOperations(_store).All;

    /// <inheritdoc />
    public IReadOnlyList<Table> Tables => StaffTables.All;

    /// <inheritdoc />
    public MigrationSet Migrations => MigrationSet.Embedded(Name, typeof(StaffModule));

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => StaffCapabilities.All;

    /// <inheritdoc />
    public IReadOnlyList<IRightSource> Rights => [new StaffRights(_store)];

    /// <inheritdoc />
    public IReadOnlyList<IClaimSource> Claims => [new StaffClaims(_store)];

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => StaffTexts.Help;
}
