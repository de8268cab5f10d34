using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

/// <summary>What a claim says of a role, and where it stands: its source, and its place in that source's list.</summary>
internal readonly record struct Sourced(Id<Role> Role, ClaimMode Mode, int Source, int Place);

/// <summary>
/// Lets those members through of whom the claimed roles of a scope are not exactly the held ones: of a million, a few. Claims come in any order, so they are
/// first dealt out to stretches of the member table that fit a processor's cache, and then held against the members of each stretch as bits. Nothing is
/// sorted but what is let through.
/// </summary>
internal sealed partial class RoleSieve
{
    /// <summary>Takes a member about whom there is something to say, with all claims on them in order of role and source; the member is null when the image has not got them.</summary>
    public delegate void Inspect(Id<User> user, MemberView? member, ReadOnlySpan<Sourced> claims);

    private const int BlocksOfAStretch = 16;

    private readonly MemberTable _members;
    private readonly IReadOnlyList<ClaimSet> _sets;
    private readonly RoleBits _scope;
    private readonly short[] _bitOfPlace;
    private readonly ulong[] _bounds;
    private readonly ulong _anyWord;

    public RoleSieve(MemberTable members, IReadOnlyList<ClaimSet> sets, RoleBits scope)
    {
        (_members, _sets, _scope) = (members, sets, scope);
        _anyWord = 1UL << (scope.Claimed & 63);
        _bitOfPlace = new short[members.RoleIds.Length];
        for (var place = 0; place < _bitOfPlace.Length; place++)
        {
            _bitOfPlace[place] = (short)scope.Of(members.RoleIds[place].Value);
        }

        _bounds = new ulong[Math.Max(1, (members.BlockCount + BlocksOfAStretch - 1) / BlocksOfAStretch)];
        for (var stretch = 1; stretch < _bounds.Length; stretch++)
        {
            _bounds[stretch] = members.Block(stretch * BlocksOfAStretch).Ids[0].Value;
        }
    }

    /// <summary>Goes through members and claims in ascending order of the members.</summary>
    public void Run(Inspect inspect)
    {
        var dealt = Deal();
        var stretch = new Stretch(this, dealt);
        for (var i = 0; i < _bounds.Length; i++)
        {
            stretch.Work(i, inspect);
        }
    }

    private Hands Deal()
    {
        var hands = new Hands(_bounds.Length, _sets.Sum(s => s.Claims.Count));
        var directory = new Directory(_bounds);
        for (var source = 0; source < _sets.Count; source++)
        {
            var claims = _sets[source].ClaimSpan();
            for (var i = 0; i < claims.Length; i++)
            {
                ref readonly var claim = ref claims[i];
                var bit = _scope.Of(claim.Role.Value);
                hands.Add(directory.Find(claim.Member.Value)) = new Dealt(
                    claim.Member.Value, i, (short)(bit < 0 ? _scope.Claimed : bit), (short)((source << 1) | (claim.Mode == ClaimMode.Exclusive ? 1 : 0)));
            }
        }

        return hands;
    }
}
