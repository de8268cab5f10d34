using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>The questions every operation asks first.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>The acting member; who is not in the guild has no access to it.</summary>
    public WorldMember Enter(Act act) => Member(act.By) ?? throw Refusal.MissingAccess();

    /// <summary>The acting member, who must have all of the permissions across the guild.</summary>
    public WorldMember Require(Act act, Permissions permissions)
    {
        var member = Enter(act);
        return (PermissionsOf(member) & permissions) == permissions ? member : throw Refusal.MissingPermissions();
    }

    /// <summary>The acting member, who must see a channel (50001) and have all of the permissions in it (50013).</summary>
    public WorldMember Require(Act act, WorldChannel channel, Permissions permissions)
    {
        var member = Enter(act);
        if (!CanView(act.By, channel))
        {
            throw Refusal.MissingAccess();
        }

        return (PermissionsIn(member, channel) & permissions) == permissions ? member : throw Refusal.MissingPermissions();
    }

    /// <summary>Nobody hands out what they do not have.</summary>
    private void RequireToHave(WorldMember actor, Permissions wished)
    {
        if ((wished & ~PermissionsOf(actor)) != 0)
        {
            throw Refusal.MissingPermissions();
        }
    }

    private WorldMember RequireToOutrank(WorldMember actor, WorldMember target) =>
        Outranks(actor, target) ? target : throw Refusal.MissingPermissions();

    public WorldMember RequireMember(Id<User> id) => Member(id) ?? (World.User(id) is null ? throw Refusals.UnknownUser : throw Refusals.UnknownMember);

    public WorldChannel Channel(Id<Channel> id) => Channels.GetValueOrDefault(id) ?? Threads.GetValueOrDefault(id) ?? throw Refusals.UnknownChannel;
}
