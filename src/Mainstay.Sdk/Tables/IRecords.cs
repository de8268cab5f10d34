using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A look into the tables of all modules, as the catalogue declares them. Only counts and samples: modules read their own tables themselves.</summary>
public interface IRecords
{
    /// <summary>How many rows a guild has in each of the tables that hold rows of guilds, by name.</summary>
    /// <param name="guild">Whose rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<TableCount>> CountAsync(Id<Guild> guild, CancellationToken cancellationToken);

    /// <summary>
    /// The first rows that a guild has in a table, in the order of its key. What belongs to a person, who they are included, and what is secret is left out: those
    /// columns are not even read. Failures: <c>records.table</c> (no such table).
    /// </summary>
    /// <param name="guild">Whose rows.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="rows">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<TableSample>> SampleAsync(Id<Guild> guild, string table, int rows, CancellationToken cancellationToken);
}

/// <summary>How much a guild has in a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="IsWipeable">Whether a <see cref="TablesChange" /> may empty it: records of a module. Settings, the journal and what the engine keeps are not.</param>
public sealed record TableCount(Table Table, long Rows, bool IsWipeable);

/// <summary>Some rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows: every column that is shown, with its value.</param>
/// <param name="Hidden">Columns that are left out.</param>
public sealed record TableSample(Table Table, IReadOnlyList<Row> Rows, IReadOnlyList<string> Hidden);
