using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>The store's own tables, declared as every module's are.</summary>
internal sealed partial class MirrorModule : IModule
{
    private static readonly Column Guild = new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild };
    private static readonly Column Member = Personal("user_id");

    public string Name => "mirror";

    public MigrationSet Migrations => StoreServices.Migrations;

    public IReadOnlyList<Table> Tables =>
    [
        .. Objects(),
        .. Members(),
        .. Runs(),
        new()
        {
            Name = "gateway_session",
            Description = "What a later process needs to take up a shard's session with Discord.",
            Kind = TableKind.Bookkeeping,
            Key = ["shard"],
            Columns =
            [
                Number("shard"),
                Number("shard_count"),
                Text("session") with { Secret = true },
                Text("resume_url"),
                Number("sequence"),
                Time("saved_at"),
            ],
        },
        new()
        {
            Name = "migration",
            Description = "Which steps of each module's schema have run, with the checksum of what ran.",
            Kind = TableKind.Bookkeeping,
            Key = ["module", "number"],
            Columns = [Text("module"), Number("number"), Text("name"), Text("checksum"), Time("applied_at")],
        },
    ];

    private static IEnumerable<Table> Objects() =>
    [
        new()
        {
            Name = "guild",
            Description = "The servers that the bot is or was in. Records refer to it, and go with it when a server is erased.",
            Kind = TableKind.Mirror,
            Key = ["guild_id"],
            Columns =
            [
                Guild,
                Text("name"),
                Personal("owner_id") with { Nullable = true },
                Text("data") with { Nullable = true },
                Time("first_seen_at"),
                Time("updated_at"),
                Time("left_at") with { Nullable = true },
            ],
        },
        new()
        {
            Name = "mirror_state",
            Description = "How current the mirror of each server is: the last event taken in, and the last complete list of members.",
            Kind = TableKind.Mirror,
            Key = ["guild_id"],
            Columns =
            [
                Guild,
                Number("shard") with { Nullable = true },
                Text("session") with { Nullable = true, Secret = true },
                Number("sequence") with { Nullable = true },
                Number("members_complete"),
                Time("members_completed_at") with { Nullable = true },
                Time("saved_at"),
            ],
        },
        new()
        {
            Name = "role",
            Description = "The roles of each server, gone ones included.",
            Kind = TableKind.Mirror,
            Key = ["guild_id", "role_id"],
            Columns =
            [
                Guild, Role, Text("name"), Number("position"), Number("permissions"), Text("data"), Time("updated_at"), Time("deleted_at") with { Nullable = true },
            ],
        },
        new()
        {
            Name = "channel",
            Description = "The channels of each server, gone ones included; of a hidden one what was last seen.",
            Kind = TableKind.Mirror,
            Key = ["guild_id", "channel_id"],
            Columns =
            [
                Guild,
                Channel("channel_id"),
                Channel("parent_id") with { Nullable = true },
                Number("kind"),
                Text("name") with { Nullable = true },
                Number("hidden"),
                Text("data"),
                Time("updated_at"),
                Time("deleted_at") with { Nullable = true },
            ],
        },
        new()
        {
            Name = "overwrite",
            Description = "What channels allow and deny to roles and members.",
            Kind = TableKind.Mirror,
            Key = ["guild_id", "channel_id", "target_id"],
            // The target is a role or a member, as the column "target" says.
            Columns = [Guild, Channel("channel_id"), Number("target_id") with { PersonalTo = "target_id" }, Text("target"), Number("allow"), Number("deny")],
        },
    ];

    private static IEnumerable<Table> Members() =>
    [
        new()
        {
            Name = "role_set",
            Description = "The distinct sets of roles that members of a server have, each once.",
            Kind = TableKind.Mirror,
            Key = ["guild_id", "role_set_id", "role_id"],
            Columns = [Guild, Number("role_set_id"), Role],
        },
        new()
        {
            Name = "member",
            Description = "The members of each server, those who left included.",
            Kind = TableKind.Mirror,
            Key = ["guild_id", "user_id"],
            Columns =
            [
                Guild,
                Member,
                Of(Text("username")),
                Of(Text("global_name")) with { Nullable = true },
                Of(Text("nick")) with { Nullable = true },
                Of(Text("avatar")) with { Nullable = true },
                Of(Text("guild_avatar")) with { Nullable = true },
                Of(Number("role_set_id")),
                Of(Time("joined_at")) with { Nullable = true },
                Of(Time("premium_since")) with { Nullable = true },
                Of(Time("timeout_until")) with { Nullable = true },
                Of(Number("flags")),
                Of(Number("pending")),
                Of(Number("bot")),
                Of(Time("first_seen_at")),
                Of(Time("updated_at")),
                Of(Time("left_at")) with { Nullable = true },
            ],
        },
        new()
        {
            Name = "role_history",
            Description = "Roles that members got and lost, with what the role was called then and who did it where the audit log says so; rows are only ever added.",
            Kind = TableKind.Mirror,
            Key = ["role_history_id"],
            Columns =
            [
                Number("role_history_id"),
                Guild,
                Member,
                Of(Role),
                Text("role_name") with { Nullable = true },
                Of(Text("action")),
                Of(Text("source")),
                Personal("author_id") with { Nullable = true },
                Of(Text("reason")) with { Nullable = true },
                Of(Time("at")),
            ],
            Indexes = [new("role_history_by_user", ["guild_id", "user_id", "at"])],
        },
    ];

    private static Column Role => new("role_id", ColumnType.Integer) { Names = DiscordObject.Role };

    private static Column Channel(string name) => new(name, ColumnType.Integer) { Names = DiscordObject.Channel };

    private static Column Personal(string name) => new(name, ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = name };

    private static Column Of(Column column) => column with { PersonalTo = "user_id" };

    private static Column Number(string name) => new(name, ColumnType.Integer);

    private static Column Text(string name) => new(name, ColumnType.Text);

    private static Column Time(string name) => new(name, ColumnType.Time);
}
