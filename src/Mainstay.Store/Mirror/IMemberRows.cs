using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The bulk path of one database: member rows between the table and packed columns, without a string in between.</summary>
internal interface IMemberRows
{
    /// <summary>Writes rows from <paramref name="from" /> on until <paramref name="mayGoOn" /> says no, and returns where to go on.</summary>
    int Write(IUnit unit, MirrorSave save, int from, RoleSetIndex roleSets, Func<bool> mayGoOn);

    /// <summary>Puts all members who have not left into the image, and returns how many.</summary>
    int Read(IUnit unit, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets);

    /// <summary>The ids of all who have not left, ascending.</summary>
    IReadOnlyList<Id<User>> Present(IUnit unit, Id<Guild> guild);
}
