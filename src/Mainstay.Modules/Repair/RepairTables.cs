using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal static class RepairTables
{
    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = "repair_watch",
            Description = "When the watch last looked at what, how much it found, and a digest of what it told, so that it tells nothing twice.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "routine"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("routine", ColumnType.Text),
                new("looked_at", ColumnType.Time),
                new("found", ColumnType.Integer),
                new("told", ColumnType.Text),
            ],
        },
    ];
}
