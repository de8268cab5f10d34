using System.Runtime.InteropServices;
using Mainstay.Discord;
using Mainstay.Engine.Sync;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>Lists of members being taken in, beside the events that come meanwhile.</summary>
internal sealed partial class LiveGuild
{
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
}
