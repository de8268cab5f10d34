namespace Mainstay.Modules.Setup;

/// <summary>Puts things that belong together in order among things that do not.</summary>
internal static class Places
{
    /// <summary>
    /// Those of <paramref name="wanted" /> that are there already share out the places that they have, in the wanted order; those that are not follow the one
    /// before them, or come first.
    /// </summary>
    public static List<T> Arrange<T>(IReadOnlyList<T> there, IReadOnlyList<T> wanted)
        where T : notnull
    {
        var standing = there.ToHashSet();
        var shared = new Queue<T>(wanted.Where(standing.Contains));
        var belongs = wanted.ToHashSet();
        var arranged = there.Select(one => belongs.Contains(one) ? shared.Dequeue() : one).ToList();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!standing.Contains(wanted[i]))
            {
                arranged.Insert(i == 0 ? 0 : arranged.IndexOf(wanted[i - 1]) + 1, wanted[i]);
            }
        }

        return arranged;
    }
}
