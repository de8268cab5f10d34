using System.Numerics;
using Mainstay.Discord;

namespace Mainstay.Modules.Repair;

/// <summary>A bit for each role of a scope, and one more that says "something is claimed": so that the roles of a member are a few words.</summary>
internal sealed class RoleBits
{
    /// <summary>What <see cref="Of" /> says of a role outside the scope.</summary>
    public const int None = -1;

    private const ulong Golden = 0x9E37_79B9_7F4A_7C15UL;

    private readonly Id<Role>[] _roles;
    private readonly ulong[] _keys;
    private readonly short[] _bits;
    private readonly int _shift;

    public RoleBits(IEnumerable<Id<Role>> roles)
    {
        _roles = [.. roles.Where(r => !r.IsNone).Distinct()];
        Claimed = _roles.Length;
        Words = (Claimed / 64) + 1;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, _roles.Length * 4));
        _shift = 64 - BitOperations.Log2((uint)size);
        _keys = new ulong[size];
        _bits = new short[size];
        for (var i = 0; i < _roles.Length; i++)
        {
            var at = Place(_roles[i].Value);
            _keys[at] = _roles[i].Value;
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

    /// <summary>The role of a bit.</summary>
    public Id<Role> Role(int bit) => _roles[bit];

    /// <summary>Whether the role is one of the scope.</summary>
    public bool Has(Id<Role> role) => Of(role.Value) != None;

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
