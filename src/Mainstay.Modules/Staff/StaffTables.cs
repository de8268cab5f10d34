using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>
/// The tables of this module. Others write them only by the catalogue: a rank is one row of <c>staff_rank</c> (role id; the name as the role is called; level 1 to 100;
/// <c>most</c> 1 to 10,000 or null for no limit; <c>may_manage</c> 0 or 1), and needs no other row.
/// </summary>
internal static class StaffTables
{
    public const string Rank = "staff_rank";
    public const string Member = "staff_member";
    public const string History = "staff_history";
    public const string ByHand = "staff_by_hand";

    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = Rank,
            Description = "Which roles are staff ranks, how high they stand, how many people each takes, and who of them may manage staff.",
            Kind = TableKind.Record,
            Key = ["guild_id", "role_id"],
            References = [TableReference.ToGuild],
            Uses =
            [
                new(
                    Member,
                    "rank_role_id = @role_id AND status <> 'terminated'",
                    "People on staff have this rank; `/staff list` shows them. Promote, demote or fire them first."),
            ],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("role_id", ColumnType.Integer)
                {
                    Names = DiscordObject.Role,
                    WhenGone = WhenGone.Tell("`/staff promote` and `/staff demote` give its people another rank, and `/staff rank remove` takes it off the list."),
                },
                new("name", ColumnType.Text),
                new("level", ColumnType.Integer),
                new("most", ColumnType.Integer) { Nullable = true },
                new("may_manage", ColumnType.Integer),
            ],
        },
        new()
        {
            Name = Member,
            Description = "Who is or was on staff, at which rank; kept when they leave.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id", WhenGone = WhenGone.Move("status", "active", "inactive") },

                // The rank itself is reported once, not everybody who held it.
                new("rank_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", WhenGone = WhenGone.Keep },
                new("status", ColumnType.Text) { PersonalTo = "user_id" },
                new("inactive_because", ColumnType.Text) { PersonalTo = "user_id", Nullable = true },
                new("hired_at", ColumnType.Time) { PersonalTo = "user_id" },
                new("hired_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "hired_by", Nullable = true },
                new("ended_at", ColumnType.Time) { PersonalTo = "user_id", Nullable = true },
                new("roblox_username", ColumnType.Text) { PersonalTo = "user_id", Nullable = true },
            ],
        },
        new()
        {
            Name = History,
            Description = "Every hiring, promotion, demotion, suspension, reinstatement and firing, by whom and why. Lines are only ever added.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id", "number"],
            Indexes = [new("staff_history_by_time", ["guild_id", "at"])],
            References = [TableReference.ToGuild],
            Ledger = new("number", "at", "by_id"),
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("number", ColumnType.Integer),
                new("action", ColumnType.Text) { PersonalTo = "user_id" },
                new("from_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("to_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("by_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "by_id", Nullable = true },
                new("at", ColumnType.Time) { PersonalTo = "user_id" },
                new("reason", ColumnType.Text) { PersonalTo = "user_id", Nullable = true },
            ],
        },
        new()
        {
            Name = ByHand,
            Description = "The last time that somebody's rank roles were changed by hand on Discord, by whom, and what became of it.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "user_id"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("seen_at", ColumnType.Time) { PersonalTo = "user_id" },
                new("by_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "by_id", Nullable = true },
                new("given_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("taken_role_id", ColumnType.Integer) { Names = DiscordObject.Role, PersonalTo = "user_id", Nullable = true },
                new("outcome", ColumnType.Text) { PersonalTo = "user_id" },
            ],
        },
    ];
}
