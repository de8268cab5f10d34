using System.Runtime.InteropServices;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>Neighbours in a <see cref="MemberTable" /> side by side, for those who go through a million members and look at ids and roles alone.</summary>
public readonly struct MemberBlock
{
    private readonly MemberPage _page;
    private readonly RoleSets _sets;

    internal MemberBlock(MemberPage page, RoleSets sets)
    {
        _page = page;
        _sets = sets;
    }

    /// <summary>How many members the block has: at least one.</summary>
    public int Count => _page.Count;

    /// <summary>Their ids, ascending.</summary>
    public ReadOnlySpan<Id<User>> Ids => MemoryMarshal.Cast<ulong, Id<User>>(_page.Ids.AsSpan(0, _page.Count));

    /// <summary>The <see cref="RoleSet.Number" />s of their roles, in the same order; <see cref="MemberTable.RolesOf" /> has the roles.</summary>
    public ReadOnlySpan<int> RoleSetNumbers => _page.RoleSets.AsSpan(0, _page.Count);

    /// <summary>One of the members.</summary>
    public MemberView this[int row] =>
        (uint)row < (uint)_page.Count ? new MemberView(_page, row, _sets) : throw new ArgumentOutOfRangeException(nameof(row), row, "There are fewer members.");
}
