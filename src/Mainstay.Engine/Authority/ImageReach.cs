using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Authority;

/// <summary>What Mainstay and an actor may touch, worked out once per role from one image.</summary>
internal sealed class ImageReach : Reach
{
    private readonly GuildImage _image;
    private readonly Actor _actor;
    private readonly bool _actorOwns;
    private readonly Role? _actorTop;
    private readonly Role? _botTop;
    private readonly bool _mayManageRoles;
    private readonly Id<Role>[] _botRoles;
    private readonly bool _botOwns;
    private readonly Dictionary<Id<Role>, RoleReach> _known = [];

    public ImageReach(GuildImage image, Actor actor)
    {
        _image = image;
        _actor = actor;
        var me = image.Me?.Roles.ToArray() ?? [];

        // What nobody asked for reaches as far as Mainstay itself.
        _actorOwns = Hierarchy.IsOwner(image, actor.User.IsNone ? image.BotId : actor.User);
        _actorTop = Hierarchy.Highest(image, actor.User.IsNone ? me : actor.Roles);
        _botTop = Hierarchy.Highest(image, me);
        _botRoles = me;
        _botOwns = Hierarchy.IsOwner(image, image.BotId);
        Mainstay = Hierarchy.PermissionsOf(image, image.BotId, me);
        ActorsOwn = actor.User.IsNone ? Mainstay : Hierarchy.PermissionsOf(image, actor.User, actor.Roles);
        _mayManageRoles = Mainstay.HasFlag(Permissions.ManageRoles);
    }

    /// <summary>What Mainstay may do in the whole guild.</summary>
    public Permissions Mainstay { get; }

    /// <summary>What the actor may do in the whole guild; for what nobody asked for, what Mainstay may.</summary>
    public Permissions ActorsOwn { get; }

    /// <summary>What Mainstay may do in a channel.</summary>
    public Permissions MainstayIn(Channel channel) => In(Mainstay, _image.BotId, _botRoles, channel);

    /// <summary>What the actor may do in a channel.</summary>
    public Permissions ActorIn(Channel channel) => _actor.User.IsNone ? MainstayIn(channel) : In(ActorsOwn, _actor.User, _actor.Roles, channel);

    /// <summary>Whether Mainstay stands strictly above a place in the role order.</summary>
    public bool MainstayIsAbove(Role role) => _botOwns || (_botTop is not null && Hierarchy.IsAbove(_botTop, role));

    /// <summary>Whether the actor stands strictly above a place in the role order.</summary>
    public bool ActorIsAbove(Role role) => _actorOwns || (_actorTop is not null && Hierarchy.IsAbove(_actorTop, role));

    /// <summary>Whether a member stands strictly below Mainstay.</summary>
    public bool MainstayIsAbove(Id<User> member)
    {
        if (member == _image.BotId || Hierarchy.IsOwner(_image, member))
        {
            return false;
        }

        var top = _image.Members.TryGet(member, out var found) ? Hierarchy.Highest(_image, found.Roles.ToArray()) : null;
        return top is null || MainstayIsAbove(top);
    }

    public override RoleReach Of(Id<Role> role)
    {
        if (!_known.TryGetValue(role, out var reach))
        {
            _known[role] = reach = Work(role);
        }

        return reach;
    }

    public override bool ActorIsAbove(Id<User> member)
    {
        if (_actorOwns)
        {
            return member != _actor.User;
        }

        if (member == _actor.User || Hierarchy.IsOwner(_image, member) || _actorTop is null)
        {
            return false;
        }

        // Somebody who is not in the server holds no role and so stands below whoever holds one.
        var top = _image.Members.TryGet(member, out var found) ? Hierarchy.Highest(_image, found.Roles.ToArray()) : null;
        return top is null || Hierarchy.IsAbove(_actorTop, top);
    }

    private Permissions In(Permissions inGuild, Id<User> user, IReadOnlyList<Id<Role>> roles, Channel channel) =>
        PermissionMaths.Effective(PermissionMaths.InChannel(inGuild, _image.Id, user, roles, channel.PermissionOverwrites), channel.Type);

    private RoleReach Work(Id<Role> id)
    {
        if (!_image.Roles.TryGet(id, out var role))
        {
            return RoleReach.Gone;
        }

        return role switch
        {
            _ when role.Managed || id == _image.Id.Cast<Role>() => RoleReach.Managed,
            _ when !_mayManageRoles => RoleReach.NoPermission,
            _ when !Hierarchy.IsOwner(_image, _image.BotId) && (_botTop is null || !Hierarchy.IsAbove(_botTop, role)) => RoleReach.AboveMainstay,
            _ when !_actorOwns && (_actorTop is null || !Hierarchy.IsAbove(_actorTop, role)) => RoleReach.AboveActor,
            _ => RoleReach.Free,
        };
    }
}
