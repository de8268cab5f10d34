using System.Runtime.InteropServices;

namespace Mainstay.Discord;

/// <summary>A member's role ids as a span, whatever list they are in; only more roles than fit on the stack in an unknown list would allocate.</summary>
internal static class RoleIds
{
    public const int OnStack = 64;

    public static ReadOnlySpan<Id<Role>> Of(IReadOnlyList<Id<Role>> roles, Span<Id<Role>> buffer)
    {
        switch (roles)
        {
            case Id<Role>[] array:
                return array;
            case List<Id<Role>> list:
                return CollectionsMarshal.AsSpan(list);
        }

        var count = roles.Count;
        var copy = count <= buffer.Length ? buffer[..count] : new Id<Role>[count];
        for (var i = 0; i < count; i++)
        {
            copy[i] = roles[i];
        }

        return copy;
    }
}
