using Mainstay.Sdk;

namespace Mainstay.Engine;

/// <summary>The engine's own tables, for the catalogue.</summary>
internal static class EngineTables
{
    private static readonly Column Guild = new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild };

    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = "setting_version",
            Description = "Every saved state of a guild's settings, with author and difference.",
            Kind = TableKind.Record,
            Key = ["guild_id", "name", "number"],
            References = [TableReference.ToGuild],
            Columns =
            [
                Guild,
                new("name", ColumnType.Text),
                new("number", ColumnType.Integer),
                new("body", ColumnType.Text),
                new("differences", ColumnType.Text),
                new("author_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "author_id" },
                new("saved_at", ColumnType.Time),
            ],
        },
        new()
        {
            Name = "operation_run",
            Description = "Plans and what became of them.",
            Kind = TableKind.Bookkeeping,
            Key = ["run_id"],
            Indexes =
            [
                new("operation_run_by_state", ["state"]),
                new("operation_run_by_undoes", ["undoes"]),
                new("operation_run_by_guild", ["guild_id", "state"]),
                new("operation_run_by_report", ["report"]),
            ],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("run_id", ColumnType.Integer),
                Guild,
                new("operation", ColumnType.Text),
                new("title", ColumnType.Text),
                new("arguments", ColumnType.Text) { PersonalTo = "actor_id" },
                new("actor_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "actor_id" },
                new("state", ColumnType.Text),
                new("frame", ColumnType.Text),
                new("findings", ColumnType.Text) { PersonalTo = "actor_id" },
                new("correlation", ColumnType.Text),
                new("created_at", ColumnType.Time),
                new("expires_at", ColumnType.Time),
                new("started_at", ColumnType.Time) { Nullable = true },
                new("finished_at", ColumnType.Time) { Nullable = true },
                new("undoes", ColumnType.Integer) { Nullable = true },
                new("channel_id", ColumnType.Integer) { Names = DiscordObject.Channel, Nullable = true },
                new("only_to_asker", ColumnType.Integer),
                new("touches", ColumnType.Text),
                new("rests", ColumnType.Text),
                new("queued_at", ColumnType.Time) { Nullable = true },
                new("owner", ColumnType.Text) { Nullable = true },
                new("lease_until", ColumnType.Time) { Nullable = true },
                new("fence", ColumnType.Integer),
                new("stop_asked", ColumnType.Integer),
                new("phrase", ColumnType.Text) { Nullable = true },
                new("approvals", ColumnType.Integer),
                new("snapshot", ColumnType.Integer) { Nullable = true },
                new("why", ColumnType.Text) { PersonalTo = "actor_id", Nullable = true },
                new("report", ColumnType.Text),
                new("reply_application", ColumnType.Integer) { Nullable = true },
                new("reply_token", ColumnType.Text) { Nullable = true, Secret = true },
                new("reply_until", ColumnType.Time) { Nullable = true },
            ],
        },
        new()
        {
            Name = "operation_approval",
            Description = "Who agreed to a plan that asks for it.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "run_id", "user_id"],
            References = [TableReference.ToGuild, new(["run_id"], "operation_run", ["run_id"])],
            Columns =
            [
                Guild,
                new("run_id", ColumnType.Integer),
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("approved_at", ColumnType.Time),
            ],
        },
        new()
        {
            Name = "snapshot",
            Description = "Pictures of a guild and its records, kept before something destroys them.",
            Kind = TableKind.Bookkeeping,
            Key = ["number"],
            Indexes = [new("snapshot_by_guild", ["guild_id", "checksum"])],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("number", ColumnType.Integer),
                Guild,
                new("contents", ColumnType.Text),
                new("taken_at", ColumnType.Time),
                new("taken_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "taken_by" },
                new("reason", ColumnType.Text),
                new("format", ColumnType.Integer),
                new("row_count", ColumnType.Integer),
                new("checksum", ColumnType.Text),
                new("body", ColumnType.Bytes) { Secret = true },
            ],
        },
        new()
        {
            Name = "operation_step",
            Description = "The write-ahead state of each change of a run.",
            Kind = TableKind.Bookkeeping,
            Key = ["run_id", "ordinal"],
            References = [new(["run_id"], "operation_run", ["run_id"])],
            Columns =
            [
                new("run_id", ColumnType.Integer),
                new("ordinal", ColumnType.Integer),
                new("kind", ColumnType.Text),
                new("change", ColumnType.Text),
                new("state", ColumnType.Text),
                new("code", ColumnType.Text) { Nullable = true },
                new("sentence", ColumnType.Text) { Nullable = true },
                new("sent_at", ColumnType.Time) { Nullable = true },
                new("settled_at", ColumnType.Time) { Nullable = true },
                new("made", ColumnType.Integer) { Nullable = true },
            ],
        },
        new()
        {
            Name = "id_alias",
            Description = "Which role or channel took the place of one that was deleted and brought back under a new id.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "old_id"],
            References = [TableReference.ToGuild],
            Columns =
            [
                Guild,
                new("old_id", ColumnType.Integer),
                new("new_id", ColumnType.Integer),
                new("object", ColumnType.Text),
                new("run_id", ColumnType.Integer),
                new("step", ColumnType.Integer),
                new("made_at", ColumnType.Time),
            ],
        },
        new()
        {
            Name = "journal",
            Description = "What was done, by whom, to whom, with what outcome; append-only, one hash chain per guild.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "number"],
            Columns =
            [
                Guild,
                new("number", ColumnType.Integer),
                new("at", ColumnType.Time),
                new("correlation", ColumnType.Text),
                new("actor_kind", ColumnType.Text),
                new("actor_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "actor_id" },
                new("action", ColumnType.Text),
                new("target", ColumnType.Text) { PersonalTo = "subject_id" },
                new("subject_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "subject_id", Nullable = true },
                new("outcome", ColumnType.Text),
                new("run_id", ColumnType.Integer) { Nullable = true },
                new("step", ColumnType.Integer) { Nullable = true },
                new("protection", ColumnType.Text),
                new("detail", ColumnType.Bytes) { PersonalTo = "subject_id" },
                new("previous", ColumnType.Text),
                new("hash", ColumnType.Text),
            ],
        },
        new()
        {
            Name = "journal_head",
            Description = "How far each guild's journal goes, so that a missing end is noticed.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id"],
            Columns = [Guild, new("number", ColumnType.Integer), new("hash", ColumnType.Text)],
        },
        new()
        {
            Name = "key_master",
            Description = "A value sealed under the master key, so that a wrong or lost key is noticed at start.",
            Kind = TableKind.Bookkeeping,
            Key = ["slot"],
            Columns = [new("slot", ColumnType.Integer), new("verifier", ColumnType.Bytes) { Secret = true }, new("created_at", ColumnType.Time)],
        },
        new()
        {
            Name = "key_data",
            Description = "The keys that personal and secret fields are sealed under, wrapped by the master key.",
            Kind = TableKind.Bookkeeping,
            Key = ["key_id"],
            Indexes = [new("key_data_by_subject", ["purpose", "subject_id", "version"], Unique: true)],
            Columns =
            [
                new("key_id", ColumnType.Integer),
                new("purpose", ColumnType.Text),
                new("subject_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "subject_id", Nullable = true },
                new("version", ColumnType.Integer),
                new("wrapped", ColumnType.Bytes) { Secret = true },
                new("created_at", ColumnType.Time),
                new("erased_at", ColumnType.Time) { Nullable = true },
            ],
        },
    ];
}
