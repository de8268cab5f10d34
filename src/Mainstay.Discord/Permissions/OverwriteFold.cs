namespace Mainstay.Discord;

/// <summary>
/// Overwrites of a channel, gathered one by one in any order and applied once: for those who keep overwrites in another shape than
/// <see cref="Overwrite" />. Allocates nothing.
/// </summary>
public struct OverwriteFold(Id<Guild> guild, Id<User> user)
{
    private Permissions _everyoneAllow;
    private Permissions _everyoneDeny;
    private Permissions _rolesAllow;
    private Permissions _rolesDeny;
    private Permissions _memberAllow;
    private Permissions _memberDeny;

    /// <summary>Takes one overwrite into account, if it is about @everyone, one of the roles or the user.</summary>
    public void Add(OverwriteType type, Id<Overwrite> id, Permissions allow, Permissions deny, ReadOnlySpan<Id<Role>> roles)
    {
        if (type == OverwriteType.Member)
        {
            if (id.Value == user.Value)
            {
                _memberAllow = allow;
                _memberDeny = deny;
            }
        }
        else if (id.Value == guild.Value)
        {
            _everyoneAllow = allow;
            _everyoneDeny = deny;
        }
        else if (type == OverwriteType.Role && roles.Contains(new Id<Role>(id.Value)))
        {
            _rolesAllow |= allow;
            _rolesDeny |= deny;
        }
    }

    /// <summary>The permissions in the channel, from those in the whole guild.</summary>
    public readonly Permissions Apply(Permissions inGuild)
    {
        if ((inGuild & Permissions.Administrator) != 0)
        {
            return Permissions.All;
        }

        inGuild = (inGuild & ~_everyoneDeny) | _everyoneAllow;
        inGuild = (inGuild & ~_rolesDeny) | _rolesAllow;
        return (inGuild & ~_memberDeny) | _memberAllow;
    }
}
