using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.ChaosHost;

/// <summary>One command whose plan holds changes of every kind that Discord and the records know.</summary>
public sealed class ChaosModule(IOperations operations, ISnapshots snapshots) : IModule
{
    private const string Apply = "chaos.apply";
    private const string Wipe = "chaos.wipe";
    private const string Rows = "chaos_row";

    private static readonly Capability Chaos = new("chaos.apply", "change everything at once");
    private static readonly Option<string> What = Option.Text("what", "Which changes", required: true, max: 20);
    private static readonly Option<string> Unban = Option.Text("unban", "Whose bans are lifted", max: 200);

    /// <inheritdoc />
    public string Name => "chaos";

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands =>
    [
        new()
        {
            Path = "chaos",
            Description = "Change everything at once",
            Capability = Chaos,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [What, Unban],
            Run = (context, ct) => operations.PreviewAsync(
                context, context.Get(What) == "wipe" ? Wipe : Apply, Arguments.Of(("what", context.Get(What)), ("unban", context.TryGet(Unban, out var unban) ? unban : null)), ct),
        },
    ];

    /// <inheritdoc />
    public IReadOnlyList<Capability> Capabilities => [Chaos];

    /// <inheritdoc />
    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<ChaosSettings>(ChaosSettings.Name, "Chaos")];

    /// <inheritdoc />
    public IReadOnlyList<Operation> Operations =>
    [
        new Operation<SettingsRecord>
        {
            Name = Apply,
            Title = "Chaos",
            Capability = Chaos,
            Read = async (reading, ct) => (await reading.SettingsRecordsAsync(ct).ConfigureAwait(false)).Single(r => r.Name == ChaosSettings.Name),
            Plan = ChaosPlan.Make,
        },
        new Operation<SnapshotReference>
        {
            Name = Wipe,
            Title = "Chaos: wipe",
            Capability = Chaos,
            Read = async (reading, ct) =>
            {
                var kept = await snapshots.KeepTablesAsync(reading.Guild, [Rows], reading.Actor, "chaos", ct).ConfigureAwait(false);
                reading.RestsOn("the rows", kept.Try(out var reference, out _) ? reference.Checksum : "");
                return kept;
            },
            Plan = planning => new Draft { Changes = [new TablesChange { Tables = [Rows], Before = planning.Input, Reason = "chaos" }] },
        },
    ];

    /// <inheritdoc />
    public IReadOnlyList<Table> Tables =>
    [
        new()
        {
            Name = Rows,
            Description = "Numbered words.",
            Kind = TableKind.Record,
            Key = ["guild_id", "number"],
            References = [TableReference.ToGuild],
            Columns = [new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild }, new("number", ColumnType.Integer), new("word", ColumnType.Text)],
        },
    ];

    /// <inheritdoc />
    public MigrationSet Migrations => MigrationSet.Embedded(Name, typeof(ChaosModule));
}

/// <summary>A number to change.</summary>
public sealed record ChaosSettings
{
    /// <summary>As declared.</summary>
    public const string Name = "chaos";

    /// <summary>The number.</summary>
    [Setting("A number", Min = 0, Max = 1_000)]
    public int Number { get; init; }
}
