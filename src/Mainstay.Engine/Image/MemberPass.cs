using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>
/// One list of all members on its way into an image. What an event says about a member after the list was asked for wins over the list, whose chunk may
/// have been made before the event. Used under the guild's lock.
/// </summary>
/// <param name="noteNew">Whether to remember who was not in the image, so that the mirror can be asked whether it knew them.</param>
/// <param name="expected">About how many members the list will have.</param>
internal sealed class MemberPass(bool noteNew = false, int expected = 0)
{
    private static readonly ulong Key = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly HashSet<ulong> _touched = [];
    private readonly HashSet<ulong> _dropped = [];
    private readonly List<ulong> _seen = new(expected);
    private ulong _sum;

    /// <summary>Whose rows the pass changed and nobody has taken to the mirror yet.</summary>
    public List<Id<User>> Changed { get; } = [];

    /// <summary>Who was not in the image, if that is noted, and has not been asked about yet.</summary>
    public List<Id<User>> New { get; } = [];

    /// <summary>Of the created, those whom the mirror had as left.</summary>
    public int Back { get; private set; }

    /// <summary>Of the created, those whom the mirror had as present.</summary>
    public int There { get; private set; }

    /// <summary>Members who could not be read, and why.</summary>
    public List<(Id<User> Member, string Reason)> Errors { get; } = [];

    /// <summary>Whether every row is to be written, whatever the image says.</summary>
    public bool IsForced { get; init; }

    public int Seen => _seen.Count;

    public int Created { get; private set; }

    public int Updated { get; private set; }

    public int Unchanged { get; private set; }

    /// <summary>Of whom an event had said something newer.</summary>
    public int Skipped { get; private set; }

    public int RolesAdded { get; set; }

    public int RolesRemoved { get; set; }

    /// <summary>Whether something happened after which the list proves nothing about who is missing from it.</summary>
    public bool IsBroken => Broken is not null;

    /// <summary>What that was, as a clause for people.</summary>
    public string? Broken { get; private set; }

    public void Touch(ulong user) => _touched.Add(user);

    /// <summary>A role went: whoever the list says holds it does not.</summary>
    public void Drop(Id<Role> role) => _dropped.Add(role.Value);

    /// <summary>What is left of a listed member's roles; null when all are.</summary>
    public ulong[]? Left(ReadOnlySpan<ulong> roles)
    {
        if (_dropped.Count == 0)
        {
            return null;
        }

        ulong[] left = [.. roles.ToArray().Where(r => !_dropped.Contains(r))];
        return left.Length == roles.Length ? null : left;
    }

    public bool IsTouched(ulong user) => _touched.Contains(user);

    /// <summary>Whom the image had not and the mirror had is not new.</summary>
    public void Knew(int back, int there)
    {
        Back += back;
        There += there;
    }

    public void Break(string why) => Broken ??= why;

    /// <summary>Notes that the list has the member; false when an event has said something newer.</summary>
    public bool Takes(ulong user)
    {
        See(user);
        if (IsTouched(user))
        {
            Skipped++;
            return false;
        }

        return true;
    }

    public void Took(ulong user, MemberChanges changes)
    {
        if (changes == MemberChanges.None)
        {
            Unchanged++;
            return;
        }

        Changed.Add(new Id<User>(user));
        if ((changes & MemberChanges.Added) != 0)
        {
            Created++;
            if (noteNew)
            {
                New.Add(new Id<User>(user));
            }
        }
        else
        {
            Updated++;
        }
    }

    /// <summary>A member that could not be read: there is one, so they have not left; an unknown one could be anybody.</summary>
    public void Failed(Id<User> user, string reason)
    {
        if (user.IsNone)
        {
            Break("it had an entry that does not say whom it is about");
        }
        else
        {
            See(user.Value);
        }

        Errors.Add((user, reason));
    }

    /// <summary>Who is in the image, was not in the list, and was not touched by an event since it was asked for.</summary>
    public List<Id<User>> Leavers(MemberTable members)
    {
        if (IsWhoIsThere(members))
        {
            return [];
        }

        // Both are sorted, so one walk finds them.
        _seen.Sort();
        var leavers = new List<Id<User>>();
        var at = 0;
        foreach (var member in members)
        {
            var id = member.Id.Value;
            while (at < _seen.Count && _seen[at] < id)
            {
                at++;
            }

            if ((at == _seen.Count || _seen[at] != id) && !_touched.Contains(id))
            {
                leavers.Add(member.Id);
            }
        }

        return leavers;
    }

    /// <summary>
    /// Whether the list has exactly those whom the image has, nobody twice: then nobody left. As many of both and the same sum of their digests say so, which
    /// otherwise happens once in 2^64, under a key that nobody else knows.
    /// </summary>
    private bool IsWhoIsThere(MemberTable members)
    {
        if (members.Count != _seen.Count)
        {
            return false;
        }

        var sum = 0ul;
        for (var block = 0; block < members.BlockCount; block++)
        {
            foreach (var id in MemoryMarshal.Cast<Id<User>, ulong>(members.Block(block).Ids))
            {
                sum += Digest(id);
            }
        }

        return sum == _sum;
    }

    private void See(ulong user)
    {
        _seen.Add(user);
        _sum += Digest(user);
    }

    private static ulong Digest(ulong user)
    {
        var high = Math.BigMul(user ^ Key, 0x9E37_79B9_7F4A_7C15 ^ (Key << 1), out var low);
        return high ^ low;
    }
}
