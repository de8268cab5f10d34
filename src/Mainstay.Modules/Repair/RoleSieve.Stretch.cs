using System.Numerics;
using System.Runtime.InteropServices;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

internal sealed partial class RoleSieve
{
    /// <summary>Some thousand neighbours: their ids, the roles of the scope that they hold, and those that are claimed for them. Used for one stretch after another.</summary>
    private sealed class Stretch(RoleSieve sieve, Hands hands)
    {
        private const int FineSlots = 4;

        // So many claims on one member are sorted by hand.
        private const int Few = 24;

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
