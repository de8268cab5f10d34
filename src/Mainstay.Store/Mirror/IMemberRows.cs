using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The bulk path of one database: member rows between the table and packed columns, without a string in between.</summary>
internal interface IMemberRows
{
    /// <summary>How long one transaction of bulk writing may take.</summary>
    TimeSpan Slice { get; }

    /// <summary>
    /// Writes rows from <paramref name="from" /> on until <paramref name="mayGoOn" />, told every some hundred how far it is, says no, with the role sets that
    /// they are the first to have, and returns where to go on.
    /// </summary>
    Task<int> WriteAsync(IUnit unit, MirrorSave save, int from, RoleSetIndex roleSets, Func<int, bool> mayGoOn);

    /// <summary>Puts all members who have not left into the image, and returns how many.</summary>
    Task<int> ReadAsync(IUnit unit, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets);

    /// <summary>The ids of all who have not left, ascending.</summary>
    Task<IReadOnlyList<Id<User>>> PresentAsync(IUnit unit, Id<Guild> guild);
}
