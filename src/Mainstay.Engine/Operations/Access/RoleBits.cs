using Mainstay.Discord;

namespace Mainstay.Engine.Operations.Access;

/// <summary>Some roles, a bit for each: whether two have one in common is asked for every pair of a plan.</summary>
internal readonly struct RoleBits
{
    private const int Wide = 64;

    private readonly ulong[]? _words;

    private RoleBits(ulong[] words) => _words = words;

    public bool IsEmpty => _words is null;

    public static RoleBits Of(IEnumerable<Id<Role>> roles, Dictionary<Id<Role>, int> places)
    {
        ulong[]? words = null;
        foreach (var role in roles)
        {
            if (!places.TryGetValue(role, out var place))
            {
                places[role] = place = places.Count;
            }

            if (words is null || words.Length <= place / Wide)
            {
                Array.Resize(ref words, (place / Wide) + 1);
            }

            words[place / Wide] |= 1UL << (place % Wide);
        }

        return words is null ? default : new RoleBits(words);
    }

    public bool Overlaps(RoleBits other)
    {
        if (_words is null || other._words is null)
        {
            return false;
        }

        for (var i = Math.Min(_words.Length, other._words.Length) - 1; i >= 0; i--)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
