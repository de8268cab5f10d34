using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Modules.Staff;

/// <summary>Who works here, at which rank: the records, the commands that change them, and what they claim about roles.</summary>
public sealed class StaffModule(IDatabase database, IOperations operations, IGuilds guilds, ISettings settings, IGuildLog log, TimeProvider time, ILogger<StaffModule> problems) : IModule, IAsyncDisposable
{
    private readonly StaffStore _store = new(database);
    private readonly HandStore _hands = new(database);
    private readonly HandWatch _watch = new(new StaffStore(database), new HandStore(database), settings, operations, log, time, problems);

    /// <inheritdoc />
    public string Name => "staff";

    /// <inheritdoc />
    public IReadOnlyList<CommandGroup> CommandGroups => StaffCommands.Groups;

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new StaffCommands(_store, _hands, operations, guilds).All;

    /// <inheritdoc />
    public IReadOnlyList<ComponentAction> Actions => [new StaffViews(_store, _hands, guilds).Turn];

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations => new StaffOperations(_store, _hands).All;

    /// <inheritdoc />
    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<StaffSettings>(StaffSettings.Name, "Staff")];

    /// <inheritdoc />
    public IReadOnlyList<Func<RoleChangeSeen, CancellationToken, Task>> RoleChanges => [_watch.NoteAsync];

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

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
