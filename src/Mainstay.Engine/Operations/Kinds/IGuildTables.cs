using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>Whole tables of one guild within a unit of work: measured, emptied, put back from a snapshot.</summary>
internal interface IGuildTables
{
    /// <summary>The checksum and rows that a snapshot of the tables as they stand would have.</summary>
    Task<(string Checksum, long Rows)> StandingAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<string> tables);

    /// <summary>Deletes all rows that the guild has in the tables.</summary>
    Task WipeAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<string> tables);

    /// <summary>Puts a snapshot's rows in the place of what the guild has in the tables. A failure says why that cannot be; nothing is written then.</summary>
    Task<Failure?> RestoreAsync(IUnit unit, Id<Guild> guild, SnapshotReference reference, IReadOnlyList<string> tables);
}
