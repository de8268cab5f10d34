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
        _mayManageRoles = Hierarchy.PermissionsOf(image, image.BotId, me).HasFlag(Permissions.ManageRoles);
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
