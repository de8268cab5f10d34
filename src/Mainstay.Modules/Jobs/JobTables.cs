using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

/// <summary>
/// The tables of this module. Others write them only by the catalogue: a job is one row of <c>job</c> (number within the server from 1; title up to 100 characters;
/// description up to 1,000 or null; role id; <c>most</c> 1 to 10,000 or null for no limit; state <c>open</c>; who posted it or null, and when; closed by and at null), at
/// most one open job to a role, and needs no other row.
/// </summary>
internal static class JobTables
{
    public const string Job = "job";
    public const string Holder = "job_holder";

    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = Job,
            Description = "Jobs that the server offers: the role each carries, and how many people it takes.",
            Kind = TableKind.Record,
            Key = ["guild_id", "job_id"],
            Indexes = [new("job_one_open_per_role", ["guild_id", "role_id"], Unique: true) { Where = "state = 'open'" }],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("job_id", ColumnType.Integer),
                new("title", ColumnType.Text),
                new("description", ColumnType.Text) { Nullable = true },
                new("role_id", ColumnType.Integer)
                {
                    Names = DiscordObject.Role,
                    WhenGone = WhenGone.Tell("`/job remove` takes a job off the list, and `/job edit` gives it another role once nobody holds it.", where: $"state <> '{JobState.Removed}'"),
                },
                new("most", ColumnType.Integer) { Nullable = true },
                new("state", ColumnType.Text),
                new("posted_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "posted_by", Nullable = true },
                new("posted_at", ColumnType.Time),
                new("closed_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "closed_by", Nullable = true },
                new("closed_at", ColumnType.Time) { Nullable = true },
            ],
        },
        new()
        {
            Name = Holder,
            Description = "Who holds which job, since when and until when.",
            Kind = TableKind.Record,
            Key = ["guild_id", "job_id", "user_id"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("job_id", ColumnType.Integer),
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" },
                new("since", ColumnType.Time) { PersonalTo = "user_id" },
                new("by_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "by_id", Nullable = true },
                new("until", ColumnType.Time) { PersonalTo = "user_id", Nullable = true },
            ],
        },
    ];
}
