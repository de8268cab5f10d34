using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

internal sealed partial class LiveGuild
{
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

    /// <summary>An event about somebody who left, or a 404 that names them.</summary>
    public void Leave(Id<User> user)
    {
        lock (_lock)
        {
            Expected--;
            _pass?.Touch(user.Value);
            _writer.RemoveMember(user);
            _dirty.Add(user);
        }
    }

    /// <summary>From now on until <see cref="EndPass" /> the pass is told what events say, so that the list does not undo it.</summary>
    public MemberPass BeginPass()
    {
        lock (_lock)
        {
            return _pass = new MemberPass();
        }
    }

    /// <summary>A member of a list.</summary>
    public void List(MemberPass pass, scoped in MemberData member)
    {
        lock (_lock)
        {
            if (pass.Takes(member.Id))
            {
                var before = RolesBefore(member.Id, out var known);
                var changes = _writer.Upsert(member);
                pass.Took(member.Id, changes);
                if (known && (changes & MemberChanges.Roles) != 0)
                {
                    NoteRoles(member, before, _time.GetUtcNow(), RoleChangeSource.Sync);
                }
            }
        }
    }

    public void ListFailed(MemberPass pass, Id<User> user, string reason)
    {
        lock (_lock)
        {
            pass.Failed(user, reason);
        }
    }

    /// <summary>
    /// Ends a pass. Only when the list is complete, and nothing has put it in doubt, are those called gone who were not in it; they are returned.
    /// </summary>
    public IReadOnlyList<Id<User>> EndPass(MemberPass pass, bool complete, out bool proven)
    {
        lock (_lock)
        {
            if (_pass == pass)
            {
                _pass = null;
            }

            _dirty.UnionWith(pass.Changed);
            _dirtyState = true;
            proven = complete && !pass.IsBroken;
            if (!proven)
            {
                if (_writer.MembersCompleteness.Extent == Extent.Unknown && pass.Seen > 0)
                {
                    _writer.MembersCompleteness = new Completeness(Extent.Partial, "a list broke off", _time.GetUtcNow());
                }

                return [];
            }

            var leavers = pass.Leavers(_writer.Snapshot().Members);
            foreach (var user in leavers)
            {
                _writer.RemoveMember(user);
                _dirty.Add(user);
            }

            Expected = _writer.MemberCount;
            _writer.MembersCompleteness = new Completeness(Extent.Complete, "every chunk of one request came in one session", _time.GetUtcNow());
            _writer.Stale = null;
            return leavers;
        }
    }

    /// <summary>What the mirror has not got yet, or null. It counts as written until <see cref="Return" /> says otherwise.</summary>
    public MirrorSave? TakeSave(SessionMark? session)
    {
        lock (_lock)
        {
            // A list in the middle would write its rows in the order in which they came, and half of them.
            if (_pass is not null || (_dirty.Count == 0 && !_dirtyObjects && !_dirtyState && _roleChanges.Count == 0))
            {
                return null;
            }

            var members = _dirty.ToArray();
            Array.Sort(members);
            var save = new MirrorSave
            {
                Image = _writer.Snapshot(),
                At = _time.GetUtcNow(),
                Members = members,
                Objects = _dirtyObjects,
                RoleChanges = [.. _roleChanges],
                Session = session,
            };
            _dirty.Clear();
            _dirty.TrimExcess();
            _roleChanges.Clear();
            _dirtyObjects = false;

            // Without its place in the session the mirror cannot be taken up again: the next save is to bring it.
            _dirtyState = session is null;
            return save;
        }
    }

    /// <summary>A save that failed: its rows are still to be written.</summary>
    public void Return(MirrorSave save)
    {
        lock (_lock)
        {
            _dirty.UnionWith(save.Members);
            _roleChanges.InsertRange(0, save.RoleChanges);
            _dirtyObjects |= save.Objects;
            _dirtyState = true;
        }
    }

    /// <summary>Whether a list is being taken in.</summary>
    public bool IsListing
    {
        get
        {
            lock (_lock)
            {
                return _pass is not null;
            }
        }
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

    private void NoteRoles(scoped in MemberData member, ReadOnlySpan<Id<Role>> before, DateTimeOffset at, RoleChangeSource source)
    {
        foreach (var role in before)
        {
            if (!member.Roles.Contains(role.Value))
            {
                _roleChanges.Add(new RoleHistoryEntry(new Id<User>(member.Id), role, false, at, source));
            }
        }

        foreach (var role in member.Roles)
        {
            if (!before.Contains(new Id<Role>(role)))
            {
                _roleChanges.Add(new RoleHistoryEntry(new Id<User>(member.Id), new Id<Role>(role), true, at, source));
            }
        }
    }
}
