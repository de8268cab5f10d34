using System.Numerics;
using System.Runtime.InteropServices;
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
internal sealed class RoleSieve
{
    /// <summary>Takes a member about whom there is something to say, with all claims on them in order of role and source; the member is null when the image has not got them.</summary>
    public delegate void Inspect(Id<User> user, MemberView? member, ReadOnlySpan<Sourced> claims);

    private const int BlocksOfAStretch = 16;
    private const int FineSlots = 4;

    // So many claims on one member are sorted by hand.
    private const int Few = 24;

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

    /// <summary>A claim on its way: of whom (later: in which row, and the claim before it on the same row), which one, and which bit it sets.</summary>
    private record struct Dealt(ulong Member, int Claim, short Bit, short SourceAndMode)
    {
        public readonly int Source => SourceAndMode >> 1;

        public readonly ClaimMode Mode => (SourceAndMode & 1) != 0 ? ClaimMode.Exclusive : ClaimMode.Additive;

        public readonly int Row => (int)(uint)Member;

        public readonly int Before => (int)(Member >> 32);

        public static ulong At(int row, int before) => (uint)row | ((ulong)(uint)before << 32);
    }

    /// <summary>The claims by stretch, in pieces of one array, so that nobody has to count them first.</summary>
    private sealed class Hands(int stretches, int claims)
    {
        private const int Piece = 256;

        private readonly Dealt[] _all = GC.AllocateUninitializedArray<Dealt>((((claims + Piece - 1) / Piece) + stretches) * Piece);
        private readonly int[] _after = new int[((claims + Piece - 1) / Piece) + stretches];
        private readonly int[] _first = new int[stretches];
        private readonly int[] _next = new int[stretches];
        private int _pieces;

        public ref Dealt this[int claim] => ref _all[claim];

        /// <summary>Room for one more claim of a stretch.</summary>
        public ref Dealt Add(int stretch)
        {
            ref var next = ref _next[stretch];
            if ((next & (Piece - 1)) == 0)
            {
                if (next == 0)
                {
                    _first[stretch] = _pieces;
                }
                else
                {
                    _after[(next / Piece) - 1] = _pieces;
                }

                next = _pieces++ * Piece;
                return ref _all[Advance(ref next)];
            }

            return ref _all[next++];
        }

        /// <summary>The first piece of a stretch, and where it begins; empty when the stretch has no claims.</summary>
        public Span<Dealt> First(int stretch, out int at)
        {
            at = _first[stretch] * Piece;
            return _next[stretch] == 0 ? [] : From(stretch, at);
        }

        /// <summary>The piece after the one that begins at <paramref name="at" />; empty after the last.</summary>
        public Span<Dealt> Next(int stretch, scoped ref int at)
        {
            if (_next[stretch] - at <= Piece && _next[stretch] > at)
            {
                return [];
            }

            at = _after[at / Piece] * Piece;
            return From(stretch, at);
        }

        private Span<Dealt> From(int stretch, int at) => _all.AsSpan(at, _next[stretch] > at && _next[stretch] - at <= Piece ? _next[stretch] - at : Piece);

        private static int Advance(ref int next) => next++;
    }

    /// <summary>Finds the last of ascending bounds that is not above an id, by a table of the ids' upper bits.</summary>
    private readonly struct Directory
    {
        private const int Slots = 4096;

        private readonly ulong[] _bounds;
        private readonly ushort[] _first;
        private readonly ulong _low;
        private readonly int _shift;

        public Directory(ulong[] bounds)
        {
            _bounds = bounds;
            _low = bounds.Length > 1 ? bounds[1] : 0;
            _shift = Shift(bounds[^1] - Math.Min(_low, bounds[^1]), Slots);
            _first = new ushort[Slots + 1];
            var bound = 0;
            for (var slot = 0; slot <= Slots; slot++)
            {
                while (bound + 1 < bounds.Length && (bounds[bound + 1] - _low) >> _shift < (ulong)slot)
                {
                    bound++;
                }

                _first[slot] = (ushort)bound;
            }
        }

        public int Find(ulong id)
        {
            if (id < _low)
            {
                return 0;
            }

            var slot = Math.Min((id - _low) >> _shift, Slots);
            int from = _first[slot], to = slot == Slots ? _bounds.Length - 1 : _first[slot + 1];
            while (from < to)
            {
                var middle = (from + to + 1) >> 1;
                if (_bounds[middle] <= id)
                {
                    from = middle;
                }
                else
                {
                    to = middle - 1;
                }
            }

            return from;
        }
    }

    private static int Shift(ulong range, int slots) => Math.Max(0, 64 - BitOperations.LeadingZeroCount(range) - BitOperations.Log2((uint)slots));

    /// <summary>Some thousand neighbours: their ids, the roles of the scope that they hold, and those that are claimed for them. Used for one stretch after another.</summary>
    private sealed class Stretch(RoleSieve sieve, Hands hands)
    {
        private readonly int _words = sieve._scope.Words;
        private readonly List<int> _through = [];
        private readonly List<(ulong Member, int Claim)> _absent = [];
        private ulong[] _ids = [];
        private int[] _sets = [];
        private ulong[] _claimed = [];
        private ushort[] _slots = [];
        private int[] _last = [];
        private Sourced[] _claims = new Sourced[16];
        private int _firstBlock;
        private int _rows;
        private int _shift;

        public void Work(int stretch, Inspect inspect)
        {
            Fill(stretch);
            for (var claims = hands.First(stretch, out var at); !claims.IsEmpty; claims = hands.Next(stretch, ref at))
            {
                Count(claims, at);
            }

            Compare();
            if (_through.Count + _absent.Count > 0)
            {
                for (var claims = hands.First(stretch, out var at); !claims.IsEmpty; claims = hands.Next(stretch, ref at))
                {
                    Chain(claims, at);
                }

                Tell(inspect);
                _through.Clear();
                _absent.Clear();
            }
        }

        private void Fill(int stretch)
        {
            _firstBlock = stretch * BlocksOfAStretch;
            var end = Math.Min(sieve._members.BlockCount, _firstBlock + BlocksOfAStretch);
            _rows = 0;
            for (var b = _firstBlock; b < end; b++)
            {
                _rows += sieve._members.Block(b).Count;
            }

            if (_ids.Length < _rows)
            {
                _ids = new ulong[_rows];
                _sets = new int[_rows];
                _claimed = new ulong[_rows * _words];
                _last = new int[_rows];
                _slots = new ushort[(BitOperations.RoundUpToPowerOf2((uint)_rows) * FineSlots) + 2];
            }

            var at = 0;
            for (var b = _firstBlock; b < end; b++)
            {
                var block = sieve._members.Block(b);
                MemoryMarshal.Cast<Id<User>, ulong>(block.Ids).CopyTo(_ids.AsSpan(at));
                block.RoleSetNumbers.CopyTo(_sets.AsSpan(at));
                at += block.Count;
            }

            Array.Clear(_claimed, 0, _rows * _words);
            if (_rows > 0)
            {
                Index();
            }
        }

        // For each value of the ids' upper bits, the first row that is not below it.
        private void Index()
        {
            var slots = _slots.Length - 2;
            var low = _ids[0];
            _shift = Shift(_ids[_rows - 1] - low, slots);
            var next = 0;
            for (var row = 0; row < _rows; row++)
            {
                var slot = (int)((_ids[row] - low) >> _shift);
                while (next <= slot)
                {
                    _slots[next++] = (ushort)row;
                }
            }

            while (next < _slots.Length)
            {
                _slots[next++] = (ushort)_rows;
            }
        }

        private int Find(ulong id)
        {
            if (_rows == 0 || id < _ids[0] || id > _ids[_rows - 1])
            {
                return -1;
            }

            var slot = (int)((id - _ids[0]) >> _shift);
            int from = _slots[slot], to = _slots[slot + 1];
            if (to - from > 8)
            {
                return Math.Max(-1, _ids.AsSpan(from, to - from).BinarySearch(id) is var at and >= 0 ? from + at : -1);
            }

            for (; from < to; from++)
            {
                if (_ids[from] == id)
                {
                    return from;
                }
            }

            return -1;
        }

        /// <summary>Sets the claimed bits of every row.</summary>
        private void Count(Span<Dealt> claims, int start)
        {
            for (var i = 0; i < claims.Length; i++)
            {
                ref var claim = ref claims[i];
                var row = Find(claim.Member);
                if (row < 0)
                {
                    _absent.Add((claim.Member, start + i));
                    claim.Member = Dealt.At(-1, -1);
                    continue;
                }

                _claimed[(row * _words) + (claim.Bit >> 6)] |= 1UL << (claim.Bit & 63);
                claim.Member = Dealt.At(row, -1);
            }
        }

        private void Compare()
        {
            Span<ulong> held = stackalloc ulong[_words];
            var last = _words - 1;
            for (var row = 0; row < _rows; row++)
            {
                held.Clear();
                foreach (var place in sieve._members.RolesOf(_sets[row]).Places)
                {
                    var bit = sieve._bitOfPlace[place];
                    if (bit >= 0)
                    {
                        held[bit >> 6] |= 1UL << (bit & 63);
                    }
                }

                var claimed = _claimed.AsSpan(row * _words, _words);
                var differs = held[last] ^ (claimed[last] & ~sieve._anyWord);
                for (var word = 0; word < last; word++)
                {
                    differs |= held[word] ^ claimed[word];
                }

                _last[row] = -1;
                if (differs != 0)
                {
                    _through.Add(row);
                    _last[row] = -2;
                }
            }
        }

        // Each row let through gets its claims as a chain, from the last to the first.
        private void Chain(Span<Dealt> claims, int start)
        {
            for (var i = 0; i < claims.Length; i++)
            {
                var row = claims[i].Row;
                if (row >= 0 && _last[row] != -1)
                {
                    claims[i].Member = Dealt.At(row, _last[row]);
                    _last[row] = start + i;
                }
            }
        }

        private void Tell(Inspect inspect)
        {
            _absent.Sort();
            var (absent, block, blockStart) = (0, _firstBlock, 0);
            foreach (var row in _through)
            {
                absent = TellAbsent(absent, _ids[row], inspect);
                while (row - blockStart >= sieve._members.Block(block).Count)
                {
                    blockStart += sieve._members.Block(block++).Count;
                }

                var count = 0;
                for (var at = _last[row]; at >= 0; at = hands[at].Before)
                {
                    Add(hands[at], ref count);
                }

                inspect(new Id<User>(_ids[row]), sieve._members.Block(block)[row - blockStart], InOrder(count));
            }

            TellAbsent(absent, ulong.MaxValue, inspect);
        }

        private int TellAbsent(int from, ulong before, Inspect inspect)
        {
            while (from < _absent.Count && _absent[from].Member < before)
            {
                var user = _absent[from].Member;
                var count = 0;
                while (from < _absent.Count && _absent[from].Member == user)
                {
                    Add(hands[_absent[from++].Claim], ref count);
                }

                inspect(new Id<User>(user), null, InOrder(count));
            }

            return from;
        }

        private void Add(in Dealt claim, ref int count)
        {
            if (count == _claims.Length)
            {
                Array.Resize(ref _claims, count * 2);
            }

            // Of a role of the scope everything is at hand; looking at the claim itself would cost a walk to memory for each.
            var role = claim.Bit == sieve._scope.Claimed ? sieve._sets[claim.Source].Claims[claim.Claim].Role : sieve._scope.Role(claim.Bit);
            _claims[count++] = new Sourced(role, claim.Mode, claim.Source, claim.Claim);
        }

        private ReadOnlySpan<Sourced> InOrder(int count)
        {
            var claims = _claims.AsSpan(0, count);
            if (count > Few)
            {
                claims.Sort(Order);
                return claims;
            }

            for (var i = 1; i < count; i++)
            {
                for (var at = i; at > 0 && Order(claims[at - 1], claims[at]) > 0; at--)
                {
                    (claims[at - 1], claims[at]) = (claims[at], claims[at - 1]);
                }
            }

            return claims;
        }

        private static int Order(Sourced a, Sourced b) => a.Role != b.Role ? a.Role.CompareTo(b.Role) : a.Source.CompareTo(b.Source);
    }
}
