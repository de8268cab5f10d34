using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>
/// What the guild's settings of operations say that no plan touches. A plan that does is refused as a whole, so planners that go over many objects leave these out,
/// with a finding each.
/// </summary>
public sealed class ProtectedObjects
{
    private readonly HashSet<(DiscordObject, ulong)> _objects;

    private ProtectedObjects(HashSet<(DiscordObject, ulong)> objects) => _objects = objects;

    /// <summary>As the guild's settings name them (<see cref="Reading.SettingsRecordsAsync" />).</summary>
    public static ProtectedObjects Of(IEnumerable<SettingsRecord> settings) => new(
        [.. settings.Where(s => s.Name == "operations").SelectMany(s => s.Ids).Where(i => i.Property.StartsWith("protected-", StringComparison.Ordinal)).Select(i => (i.Object, i.Id))]);

    /// <summary>Whether a role is protected.</summary>
    public bool Has(Id<Role> role) => _objects.Contains((DiscordObject.Role, role.Value));

    /// <summary>Whether a role can be touched: what stands in its way otherwise, or that it is protected.</summary>
    /// <param name="reach">What the plan reaches.</param>
    /// <param name="role">The role.</param>
    public RoleReach Within(Reach reach, Id<Role> role) => reach.Of(role) is var found and not RoleReach.Free ? found : Has(role) ? RoleReach.Protected : RoleReach.Free;

    /// <summary>Whether a channel is protected.</summary>
    public bool Has(Id<Channel> channel) => _objects.Contains((DiscordObject.Channel, channel.Value));

    /// <summary>Whether a person is protected.</summary>
    public bool Has(Id<User> user) => _objects.Contains((DiscordObject.User, user.Value));

    /// <summary>A protected channel that names a role in its permissions, which would change with the role's deletion; null when none does.</summary>
    public Channel? Naming(GuildImage image, Id<Role> role) => image.Channels.FirstOrDefault(c => Has(c.Id) && ObjectStates.OverwritesOf(c).Any(o => o.Id.Value == role.Value));
}
