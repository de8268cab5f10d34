using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>Pictures of a guild's records, kept before something destroys them.</summary>
public interface ISnapshots
{
    /// <summary>
    /// Keeps all rows that a guild has in some catalogued tables, compressed and with a checksum, and says how to name them in a <see cref="TablesChange" />.
    /// Rows that are kept already under the same checksum are not kept twice, so that an operation may ask each time it reads; note the checksum with
    /// <see cref="Reading.RestsOn" />. Failures: <c>snapshot.tables</c> (a table that is no record table of the catalogue).
    /// </summary>
    /// <param name="guild">Whose rows.</param>
    /// <param name="tables">The tables; never the journal.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why, in a few words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<SnapshotReference>> KeepTablesAsync(Id<Guild> guild, IReadOnlyList<string> tables, Actor by, string reason, CancellationToken cancellationToken);
}
