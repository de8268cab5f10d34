using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Who may do what where.</summary>
internal sealed partial class WorldGuild
{
    private const Permissions TimedOutKeeps = Permissions.ViewChannel | Permissions.ReadMessageHistory;

    /// <summary>Permissions across the guild, timeout included.</summary>
    public Permissions PermissionsOf(WorldMember member)
    {
        if (member.Id == OwnerId)
        {
            return Permissions.All;
        }

        var permissions = Everyone.Permissions;
        foreach (var role in member.Roles)
        {
            permissions |= Roles[role].Permissions;
        }

        if (permissions.HasFlag(Permissions.Administrator))
        {
            return Permissions.All;
        }

        return member.IsTimedOut(World.Now) ? permissions & TimedOutKeeps : permissions;
    }

    /// <summary>Permissions in a channel, overwrites and implicit denials included; of a thread, those of the channel it is in.</summary>
    public Permissions PermissionsIn(WorldMember member, WorldChannel channel)
    {
        var permissions = PermissionsOf(member);
        if (permissions == Permissions.All)
        {
            return permissions;
        }

        var rules = channel.IsThread && channel.ParentId is { } parent ? Channels[parent] : channel;
        if (rules.Model.PermissionOverwrites is { } overwrites)
        {
            permissions = Apply(permissions, overwrites, member);
        }

        if (!permissions.HasFlag(Permissions.ViewChannel) || (IsVocal(rules.Type) && !permissions.HasFlag(Permissions.Connect)))
        {
            return permissions & (permissions.HasFlag(Permissions.ViewChannel) ? Permissions.ViewChannel : Permissions.None);
        }

        var send = channel.IsThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages;
        if (!permissions.HasFlag(send))
        {
            permissions &= ~(Permissions.MentionEveryone | Permissions.SendTtsMessages | Permissions.AttachFiles | Permissions.EmbedLinks);
        }

        return member.IsTimedOut(World.Now) ? permissions & TimedOutKeeps : permissions;
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

    private Permissions Apply(Permissions permissions, IReadOnlyList<Overwrite> overwrites, WorldMember member)
    {
        Permissions allow = 0, deny = 0;
        Overwrite? everyone = null, own = null;
        foreach (var overwrite in overwrites)
        {
            if (overwrite.Type == OverwriteType.Member)
            {
                own = overwrite.Id.Value == member.Id.Value ? overwrite : own;
            }
            else if (overwrite.Id.Value == Id.Value)
            {
                everyone = overwrite;
            }
            else if (member.Has(overwrite.Id.Cast<Role>()))
            {
                allow |= overwrite.Allow;
                deny |= overwrite.Deny;
            }
        }

        permissions = (permissions & ~(everyone?.Deny ?? 0)) | (everyone?.Allow ?? 0);
        permissions = (permissions & ~deny) | allow;
        return (permissions & ~(own?.Deny ?? 0)) | (own?.Allow ?? 0);
    }
}
