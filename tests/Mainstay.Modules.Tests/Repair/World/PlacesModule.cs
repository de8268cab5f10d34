using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Tests.Repair.World;

/// <summary>Settings that name channels and roles, as a plugin's might.</summary>
internal sealed record PlacesSettings
{
    [Setting("Where it is logged")]
    [SettingChannel(ChannelType.GuildText, Name = "log")]
    public Id<Channel>? Log { get; init; }

    [Setting("Where it is open")]
    public IReadOnlyList<Id<Channel>> Open { get; init; } = [];

    [Setting("Who may", Names = DiscordObject.Role, KeepsLast = true)]
    public IReadOnlyList<string> Rights { get; init; } = [];
}

/// <summary>A module whose records and settings the world of these properties keeps.</summary>
internal sealed class PlacesModule : IModule
{
    public const string Table = "places_object";

    public string Name => "places";

    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<PlacesSettings>("places", "Places")];

    public IReadOnlyList<Table> Tables =>
    [
        new()
        {
            Name = Table,
            Description = "Roles and channels that were made, and who looks after them.",
            Kind = TableKind.Record,
            Key = ["guild_id", "key"],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("key", ColumnType.Text),
                new("channel_id", ColumnType.Integer) { Names = DiscordObject.Channel, WhenGone = WhenGone.Keep },
                new("role_id", ColumnType.Integer) { Names = DiscordObject.Role, WhenGone = WhenGone.Keep },
                new("seen_in", ColumnType.Integer) { Names = DiscordObject.Channel, Nullable = true, WhenGone = WhenGone.Clear },
                new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id", WhenGone = WhenGone.Move("status", "active", "inactive") },
                new("status", ColumnType.Text),
            ],
        },
    ];
}
