using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>What is proven to be gone. A picture of an outage, or one that missed something, proves nothing.</summary>
internal static class Proof
{
    public static bool IsGone(GuildImage image, DiscordObject kind, ulong id) => Speaks(image) && kind switch
    {
        DiscordObject.Role => image.Roles.IsGone(new Id<Role>(id)),
        DiscordObject.Channel => image.Channels.IsGone(new Id<Channel>(id)),
        DiscordObject.User => image.Members.Look(new Id<User>(id)) == Membership.Gone,
        _ => false,
    };

    public static bool IsGone(GuildImage image, Id<Channel> channel) => IsGone(image, DiscordObject.Channel, channel.Value);

    public static bool IsGone(GuildImage image, Id<Role> role) => IsGone(image, DiscordObject.Role, role.Value);

    /// <summary>Whether an overwrite is for somebody or something that no longer exists.</summary>
    public static bool IsGone(GuildImage image, OverwriteState overwrite) => overwrite.Type == OverwriteType.Role
        ? IsGone(image, DiscordObject.Role, overwrite.Id.Value)
        : IsGone(image, DiscordObject.User, overwrite.Id.Value);

    private static bool Speaks(GuildImage image) => image.IsAvailable && image.Stale is null;
}
