using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

internal sealed partial class LiveGuild
{
    /// <summary>How long the audit log's word waits for the change that it is about.</summary>
    private static readonly TimeSpan AttributionsWait = TimeSpan.FromSeconds(10);

    /// <summary>An event about somebody who joined.</summary>
    public void Join(scoped in MemberData member)
    {
        lock (_lock)
        {
            Expected++;
            Take(member, _time.GetUtcNow());
        }
    }

    /// <summary>An event about a member. One that says nothing new allocates nothing.</summary>
    public MemberChanges Tell(GuildMemberView view)
    {
        lock (_lock)
        {
            return view.Sent != GuildMemberParts.All && _writer.TryGetMember(view.UserId, out var before)
                ? Take(MemberReading.Over(before, view, _scratch), default)
                : Take(MemberReading.Of(view), default);
        }
    }

    /// <summary>An event about a member, whole.</summary>
    public MemberChanges Tell(scoped in MemberData member)
    {
        lock (_lock)
        {
            return Take(member, default);
        }
    }

    /// <summary>An event about somebody who left.</summary>
    public void Leave(Id<User> user)
    {
        lock (_lock)
        {
            Expected--;
            Remove(user);
        }
    }

    /// <summary>A 404 that names them, asked for within a pass. Returns whether the image had them; an event that came since says something newer.</summary>
    public bool Gone(MemberPass pass, Id<User> user)
    {
        lock (_lock)
        {
            return !pass.IsTouched(user.Value) && Remove(user);
        }
    }

    /// <summary>The audit log says who changed roles. The change itself may have come before or be yet to come, so this is kept for a while.</summary>
    public void Attribute(Id<User> user, IEnumerable<(Id<Role> Role, bool Added)> roles, Id<User> author, string? reason)
    {
        lock (_lock)
        {
            var at = _time.GetUtcNow();
            _attributions.AddRange(roles.Select(role => new RoleChangeAuthor(user, role.Role, role.Added, author, reason, at)));
        }
    }

    /// <summary>Rows of the mirror that the image has not got and is sure about: they are written as left.</summary>
    public void WriteLeft(IEnumerable<Id<User>> users)
    {
        lock (_lock)
        {
            _dirty.UnionWith(users);
        }
    }

    private bool Remove(Id<User> user)
    {
        _pass?.Touch(user.Value);
        _dirty.Add(user);
        return _writer.RemoveMember(user);
    }

    private MemberChanges Take(scoped in MemberData member, DateTimeOffset at)
    {
        _pass?.Touch(member.Id);
        var before = RolesBefore(member.Id, out var known);
        var changes = _writer.Upsert(member);
        if (changes != MemberChanges.None)
        {
            _dirty.Add(new Id<User>(member.Id));
            if (_writer.MembersCompleteness.Extent == Extent.Unknown)
            {
                _writer.MembersCompleteness = new Completeness(Extent.Partial, "only those are known whom events named");
            }

            if (known && (changes & MemberChanges.Roles) != 0)
            {
                var noted = _roleChanges.Count;
                NoteRoles(member, before, at == default ? _time.GetUtcNow() : at, RoleChangeSource.Event);
                RolesChanged?.Invoke(
                    new Id<User>(member.Id),
                    [.. _roleChanges.Skip(noted).Where(c => c.Added).Select(c => c.Role)],
                    [.. _roleChanges.Skip(noted).Where(c => !c.Added).Select(c => c.Role)]);
            }
        }

        return changes;
    }

    private ReadOnlySpan<Id<Role>> RolesBefore(ulong user, out bool known)
    {
        known = _writer.TryGetMember(new Id<User>(user), out var before);
        if (!known)
        {
            return [];
        }

        var roles = before.Roles;
        if (_rolesBefore.Length < roles.Count)
        {
            _rolesBefore = new Id<Role>[roles.Count * 2];
        }

        for (var i = 0; i < roles.Count; i++)
        {
            _rolesBefore[i] = roles[i];
        }

        return _rolesBefore.AsSpan(0, roles.Count);
    }

    private (int Added, int Removed) NoteRoles(scoped in MemberData member, ReadOnlySpan<Id<Role>> before, DateTimeOffset at, RoleChangeSource source)
    {
        var (added, removed) = (0, 0);
        foreach (var role in before)
        {
            if (!member.Roles.Contains(role.Value))
            {
                removed++;
                NoteRole(new Id<User>(member.Id), role, false, at, source);
            }
        }

        foreach (var role in member.Roles)
        {
            if (!before.Contains(new Id<Role>(role)))
            {
                added++;
                NoteRole(new Id<User>(member.Id), new Id<Role>(role), true, at, source);
            }
        }

        return (added, removed);
    }

    private void NoteRole(Id<User> user, Id<Role> role, bool added, DateTimeOffset at, RoleChangeSource source) =>
        _roleChanges.Add(new RoleHistoryEntry(user, role, added, at, source) { RoleName = _writer.FindRole(role)?.Name });
}
