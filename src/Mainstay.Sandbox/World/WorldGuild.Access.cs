using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Who may do what where.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>Permissions across the guild, timeout included.</summary>
    public Permissions PermissionsOf(WorldMember member) => PermissionMaths.Effective(BaseOf(member), member.IsTimedOut(World.Now));

    /// <summary>Permissions in a channel, overwrites and implicit denials included; of a thread, those of the channel it is in.</summary>
    public Permissions PermissionsIn(WorldMember member, WorldChannel channel)
    {
        var rules = channel.IsThread && channel.ParentId is { } parent ? Channels[parent] : channel;
        var inChannel = PermissionMaths.InChannel(BaseOf(member), Id, member.Id, member.Roles.AsSpan(), rules.Model.PermissionOverwrites);
        return PermissionMaths.Effective(inChannel, channel.Type, member.IsTimedOut(World.Now));
    }

    /// <summary>Whether a user sees a channel. A private thread also wants membership of it, or MANAGE_THREADS.</summary>
    public bool CanView(Id<User> user, WorldChannel channel)
    {
        if (Member(user) is not { } member)
        {
            return false;
        }

        var permissions = PermissionsIn(member, channel);
        return permissions.HasFlag(Permissions.ViewChannel)
            && (channel.Type != ChannelType.PrivateThread || channel.ThreadMembers.ContainsKey(user) || permissions.HasFlag(Permissions.ManageThreads));
    }

    /// <summary>The highest role; @everyone for who has none.</summary>
    public Role HighestOf(WorldMember member)
    {
        var highest = Everyone;
        foreach (var id in member.Roles)
        {
            if (IsAbove(Roles[id], highest))
            {
                highest = Roles[id];
            }
        }

        return highest;
    }

    /// <summary>Among roles of one position the older ranks higher.</summary>
    public static bool IsAbove(Role one, Role other) => one.Position > other.Position || (one.Position == other.Position && one.Id.CompareTo(other.Id) < 0);

    /// <summary>Whether a member may touch a role: the owner any, others those below their highest.</summary>
    public bool Outranks(WorldMember member, Role role) => member.Id == OwnerId || IsAbove(HighestOf(member), role);

    /// <summary>Whether a member may touch another: nobody the owner, nobody an equal.</summary>
    public bool Outranks(WorldMember member, WorldMember other) =>
        other.Id != OwnerId && (member.Id == OwnerId || IsAbove(HighestOf(member), HighestOf(other)));

    public static bool IsVocal(ChannelType type) => type is ChannelType.GuildVoice or ChannelType.GuildStageVoice;

    private Permissions BaseOf(WorldMember member)
    {
        var granted = Everyone.Permissions;
        foreach (var role in member.Roles)
        {
            granted |= Roles[role].Permissions;
        }

        return PermissionMaths.Base(member.Id == OwnerId, granted);
    }
}
