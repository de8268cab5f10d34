using System.Numerics;
using Mainstay.Discord;

namespace Mainstay.Modules.Repair;

/// <summary>A bit for each role of a scope, and one more that says "something is claimed": so that the roles of a member are a few words.</summary>
internal sealed class RoleBits
{
    /// <summary>What <see cref="Of" /> says of a role outside the scope.</summary>
    public const int None = -1;

    private const ulong Golden = 0x9E37_79B9_7F4A_7C15UL;

    private readonly ulong[] _keys;
    private readonly short[] _bits;
    private readonly int _shift;

    public RoleBits(IEnumerable<Id<Role>> roles)
    {
        ulong[] distinct = [.. roles.Select(r => r.Value).Where(r => r != 0).Distinct()];
        Claimed = distinct.Length;
        Words = (Claimed / 64) + 1;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, distinct.Length * 4));
        _shift = 64 - BitOperations.Log2((uint)size);
        _keys = new ulong[size];
        _bits = new short[size];
        for (var i = 0; i < distinct.Length; i++)
        {
            var at = Place(distinct[i]);
            _keys[at] = distinct[i];
            _bits[at] = checked((short)i);
        }
    }

    /// <summary>The bit that stands for any claim at all.</summary>
    public int Claimed { get; }

    /// <summary>How many words the bits of one member take.</summary>
    public int Words { get; }

    /// <summary>The bit of a role of the scope.</summary>
    public int Of(ulong role)
    {
        var at = Place(role);
        return role != 0 && _keys[at] == role ? _bits[at] : None;
    }

    private int Place(ulong role)
    {
        var at = (int)((role * Golden) >> _shift);
        while (_keys[at] != 0 && _keys[at] != role)
        {
            at = (at + 1) & (_keys.Length - 1);
        }

        return at;
    }
}
