using System.Numerics;

namespace Mainstay.Modules.Repair;

internal sealed partial class RoleSieve
{
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
}
