using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal static class StaffTables
{
    public const string Rank = "staff_rank";
    public const string Member = "staff_member";
    public const string History = "staff_history";

    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = Rank,
            Description = "Which roles are staff ranks, how high they stand, and how many people each takes.",
            Kind = TableKind.Record,
            Key = ["guild_id", "role_id"],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("role_id", ColumnType.Integer) { Names = DiscordObject.Role },
                new("name", ColumnType.Text),
                new("level", ColumnType.Integer),
                new("most", ColumnType.Integer),
            ],
        },
        new()
        {
            Name = Member,
            Description = "Who is on staff, at which rank; kept when they leave.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id"],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("rank_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id" },
                new("status", ColumnType.Text) { PersonalTo = "user_id" },
                new("hired_at", ColumnType.Time) { PersonalTo = "user_id" },
                new("hired_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "hired_by" },
                new("ended_at", ColumnType.Time) { PersonalTo = "user_id", Nullable = true },
            ],
        },
        new()
        {
            Name = History,
            Description = "Every hiring, promotion, demotion and firing, by whom and why.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id", "number"],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("number", ColumnType.Integer),
                new("action", ColumnType.Text) { PersonalTo = "user_id" },
                new("from_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("to_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("by_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "by_id" },
                new("at", ColumnType.Time) { PersonalTo = "user_id" },
                new("reason", ColumnType.Text) { PersonalTo = "user_id", Nullable = true },
            ],
        },
    ];
}
