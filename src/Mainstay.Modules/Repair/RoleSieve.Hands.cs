using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal sealed partial class RoleSieve
{
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
}
