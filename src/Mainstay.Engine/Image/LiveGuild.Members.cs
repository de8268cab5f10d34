using System.Runtime.InteropServices;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Engine.Sync;
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

    /// <summary>From now on until <see cref="EndPass" /> the pass is told what events say, so that the list does not undo it.</summary>
    /// <param name="noteNew">Whether the pass is to remember who is new.</param>
    /// <param name="force">Whether every row is to be written, names and all.</param>
    public MemberPass BeginPass(bool noteNew = false, bool force = false)
    {
        lock (_lock)
        {
            return _pass = new MemberPass(noteNew, Expected ?? 0) { IsForced = force };
        }
    }

    /// <summary>A member of a list. Roles that went since it was asked for are not taken from it: nothing would ever take them away again.</summary>
    public void List(MemberPass pass, scoped in MemberData member)
    {
        lock (_lock)
        {
            if (pass.Left(member.Roles) is { } left)
            {
                ListStanding(pass, member with { Roles = left });
            }
            else
            {
                ListStanding(pass, member);
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

    private void ListStanding(MemberPass pass, scoped in MemberData member)
    {
        if (pass.Takes(member.Id))
        {
            if (!pass.IsForced && _writer.Says(member))
            {
                pass.Took(member.Id, MemberChanges.None);
                return;
            }

            var before = RolesBefore(member.Id, out var known);
            var changes = _writer.Upsert(member);
            pass.Took(member.Id, changes);
            if (pass.IsForced)
            {
                _writer.GiveTexts(member);
            }

            if (known && (changes & MemberChanges.Roles) != 0)
            {
                var (added, removed) = NoteRoles(member, before, _time.GetUtcNow(), RoleChangeSource.Sync);
                pass.RolesAdded += added;
                pass.RolesRemoved += removed;
            }
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

    /// <summary>As <see cref="EndPass" />, and takes what there is to write before anybody else does.</summary>
    public IReadOnlyList<Id<User>> EndPass(MemberPass pass, bool complete, bool everything, out bool proven, out MirrorSave? save)
    {
        lock (_lock)
        {
            var left = EndPass(pass, complete, out proven);
            if (everything)
            {
                _dirty.UnionWith(_writer.Snapshot().Members.AsEnumerable().Select(member => member.Id));
                _dirtyObjects = true;
            }

            save = TakeSave(session: null);
            return left;
        }
    }

    /// <summary>
    /// What a running pass has changed so far, up to so many rows. Within a part rows are written in the order of their ids; lists in that order cost the least.
    /// </summary>
    public ListPart TakePart(MemberPass pass, int most)
    {
        lock (_lock)
        {
            var added = TakeNew(pass);
            if (pass.Changed.Count == 0)
            {
                return new ListPart(null, added);
            }

            var members = pass.Changed.GetRange(0, Math.Min(most, pass.Changed.Count)).ToArray();
            pass.Changed.RemoveRange(0, members.Length);
            MemoryMarshal.Cast<Id<User>, ulong>(members.AsSpan()).Sort();
            var save = new MirrorSave { Image = _writer.Snapshot(), At = _time.GetUtcNow(), Members = members, RoleChanges = [.. _roleChanges] };
            _roleChanges.Clear();
            _dirtyState = true;
            _saving++;
            return new ListPart(save, added);
        }
    }

    /// <summary>Who was not in the image and has not been asked about yet.</summary>
    public IReadOnlyList<Id<User>> TakeNew(MemberPass pass)
    {
        lock (_lock)
        {
            Id<User>[] added = [.. pass.New];
            pass.New.Clear();
            return added;
        }
    }

    /// <summary>What the mirror has not got yet, or null. It is under way until <see cref="Saved" /> or <see cref="Return" />.</summary>
    public MirrorSave? TakeSave(SessionMark? session)
    {
        lock (_lock)
        {
            // A list in the middle would write its rows in the order in which they came, and half of them.
            if (_pass is not null || (_dirty.Count == 0 && !_dirtyObjects && !_dirtyState && _roleChanges.Count == 0 && _attributions.Count == 0))
            {
                return null;
            }

            var members = _dirty.ToArray();
            MemoryMarshal.Cast<Id<User>, ulong>(members.AsSpan()).Sort();
            var save = new MirrorSave
            {
                Image = _writer.Snapshot(),
                At = _time.GetUtcNow(),
                Members = members,
                Objects = _dirtyObjects,
                RoleChanges = [.. _roleChanges],
                Attributions = [.. _attributions],
                Session = session,
            };
            var over = save.At - AttributionsWait;
            _attributions.RemoveAll(said => said.At < over);
            _dirty.Clear();
            _dirty.TrimExcess();
            _roleChanges.Clear();
            _dirtyObjects = false;

            // Without its place in the session the mirror cannot be taken up again: the next save is to bring it.
            _dirtyState = session is null;
            _saving++;
            return save;
        }
    }

    /// <summary>A save that is in the mirror.</summary>
    public void Saved(MirrorSave save)
    {
        lock (_lock)
        {
            _saving--;
            _writer.HasTextsOnDisk = Math.Max(_writer.MemberCount, Expected ?? 0) > MostWithTexts;
            if (_pass is null && _saving == 0 && _dirty.Count == 0)
            {
                _writer.PutTextsAway();
            }
            else
            {
                _writer.PutTextsAway(save);
            }
        }
    }

    /// <summary>A save that failed: its rows are still to be written.</summary>
    public void Return(MirrorSave save)
    {
        lock (_lock)
        {
            _saving--;
            _dirty.UnionWith(save.Members);
            _roleChanges.InsertRange(0, save.RoleChanges);
            _dirtyObjects |= save.Objects;
            _dirtyState = true;
        }
    }

    /// <summary>Whether something is in the image that neither the mirror has nor the next save brings: a list being taken in, or a save under way.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _pass is not null || _saving > 0;
            }
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
