using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

internal static class SetupTables
{
    public const string Template = "setup_template";
    public const string Object = "setup_object";

    public static readonly IReadOnlyList<Table> All =
    [
        new()
        {
            Name = Template,
            Description = "Which template a server was set up with, by whom and when.",
            Kind = TableKind.Record,
            Key = ["guild_id"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("name", ColumnType.Text),
                new("body", ColumnType.Text) { Nullable = true },
                new("granted", ColumnType.Integer),
                new("applied_by", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "applied_by" },
                new("applied_at", ColumnType.Time),
                new("edition", ColumnType.Integer),
            ],
        },
        new()
        {
            Name = Object,
            Description = "Which role or channel of the server stands for which of the template.",
            Kind = TableKind.Record,
            Key = ["guild_id", "number"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("number", ColumnType.Integer),
                new("role_id", ColumnType.Integer) { Names = DiscordObject.Role, Nullable = true, WhenGone = WhenGone.Keep },
                new("channel_id", ColumnType.Integer) { Names = DiscordObject.Channel, Nullable = true, WhenGone = WhenGone.Keep },
                new("edition", ColumnType.Integer),
            ],
        },
    ];
}
