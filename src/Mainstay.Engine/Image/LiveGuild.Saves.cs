using System.Runtime.InteropServices;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>What the mirror has still to get.</summary>
internal sealed partial class LiveGuild
{
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
}
