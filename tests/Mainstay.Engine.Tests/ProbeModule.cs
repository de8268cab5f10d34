using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests;

/// <summary>A module as a stranger would write it: an operation over roles, one over a row, a settings record, a table.</summary>
internal sealed class ProbeModule : IModule
{
    public static readonly Capability Use = new("probe.use", "use the probe");

    public string Name => "probe";

    public IReadOnlyList<Capability> Capabilities => [Use];

    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<ProbeSettings>("probe", "Probe")];

    public MigrationSet Migrations => new("probe", [new Migration(1, "note", "CREATE TABLE probe_note (guild_id BIGINT NOT NULL, user_id BIGINT NOT NULL, note TEXT, PRIMARY KEY (guild_id, user_id));", "DROP TABLE probe_note;")]);

    public IReadOnlyList<Table> Tables =>
    [
        new()
        {
            Name = "probe_note",
            Description = "Notes on people.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id"],
            Columns = [new("guild_id", ColumnType.Integer), new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" }, new("note", ColumnType.Text)],
        },
    ];

    public IReadOnlyList<Operation> Operations =>
    [
        new Operation<ProbeSettings>
        {
            Name = "probe.give",
            Title = "Give a role",
            Capability = Use,
            Unattended = (_, _, _) => Task.FromResult(true),
            Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
            Plan = planning => new Draft
            {
                Changes =
                [
                    .. planning.Image.Members.AsEnumerable().Where(m => m.Id.Value >= 10).Select(m => new MemberRolesChange
                    {
                        Member = m.Id,
                        Before = m.Roles.ToArray(),
                        After = [.. m.Roles.ToArray().Append(planning.Arguments.Id<Role>("role")).Order()],
                        Reason = "the probe says so",
                        Risk = planning.Arguments["destroys"] is null ? Risk.Low : Risk.Destructive,
                    }),
                ],
            },
        },
        Probe("probe.chain", "One after the other", _ =>
        [
            new MemberRolesChange { Member = new(10), Before = [], After = [new(EngineRig.Staff)], Reason = "first" },
            new MemberRolesChange { Member = new(11), Before = [], After = [new(EngineRig.Staff)], Reason = "second", DependsOn = [0] },
        ]),
        Probe("probe.strengthen", "Let a role do more", planning =>
        [
            new RoleChange
            {
                Role = planning.Arguments.Id<Role>("role"),
                Before = new RoleState { Permissions = planning.Image.Roles.Find(planning.Arguments.Id<Role>("role"))!.Permissions },
                After = new RoleState { Permissions = Permissions.ManageRoles },
                Reason = "the probe says so",
            },
        ]),
        Probe("probe.note", "Write a note", planning =>
        [
            new RowChange
            {
                Table = "probe_note",
                Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["user_id"] = 10L },
                After = new Row { ["note"] = planning.Arguments["note"] },
                Reason = "noted",
                Summary = "a note",
            },
            .. planning.Arguments["alone"] is not null ? [] : (Change[])[new MemberRolesChange { Member = new(10), Before = [], After = [new(EngineRig.Staff)], Reason = "noted", DependsOn = [0] }],
        ]),
    ];

    private static Operation<ProbeSettings> Probe(string name, string title, Func<Planning<ProbeSettings>, IReadOnlyList<Change>> changes) => new()
    {
        Name = name,
        Title = title,
        Capability = Use,
        Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
        Plan = planning => new Draft { Changes = changes(planning) },
    };
}

internal sealed record ProbeSettings
{
    [Setting("How much", Min = 1, Max = 10)]
    public int Much { get; init; } = 3;

    [Setting("What it is called", Min = 1, Max = 20)]
    public string Title { get; init; } = "probe";
}
