using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>The roles of a member, @everyone not among them. Two members of the same snapshot with equal roles have equal <see cref="Number" />s.</summary>
public readonly struct RoleSet
{
    private readonly RoleSets _sets;

    internal RoleSet(RoleSets sets, int number)
    {
        _sets = sets;
        Number = number;
    }

    /// <summary>What stands for this set within the snapshot; 0 is the empty set.</summary>
    public int Number { get; }

    /// <summary>How many roles.</summary>
    public int Count => _sets.Slots(Number).Length;

    /// <summary>One of the roles; their order says nothing, but is the same for members with equal roles.</summary>
    public Id<Role> this[int index] => new(_sets.Roles[_sets.Slots(Number)[index]]);

    /// <summary>The roles as places in <see cref="MemberTable.RoleIds" />, ascending, each once: for those who go through a million members.</summary>
    public ReadOnlySpan<ushort> Places => _sets.Slots(Number);

    /// <summary>Whether the role is among them.</summary>
    public bool Contains(Id<Role> role)
    {
        foreach (var slot in _sets.Slots(Number))
        {
            if (_sets.Roles[slot] == role.Value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The roles in ascending order of their ids.</summary>
    public Id<Role>[] ToArray()
    {
        var roles = new Id<Role>[Count];
        for (var i = 0; i < roles.Length; i++)
        {
            roles[i] = this[i];
        }

        Array.Sort(roles);
        return roles;
    }

    /// <summary>Goes through the roles without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the roles of a <see cref="RoleSet" />.</summary>
    public struct Enumerator
    {
        private readonly RoleSet _set;
        private int _at;

        internal Enumerator(RoleSet set)
        {
            _set = set;
            _at = -1;
        }

        /// <summary>The role at hand.</summary>
        public readonly Id<Role> Current => _set[_at];

        /// <summary>Goes to the next role; false at the end.</summary>
        public bool MoveNext() => ++_at < _set.Count;
    }
}
