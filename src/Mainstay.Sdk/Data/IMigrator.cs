namespace Mainstay.Sdk.Data;

/// <summary>Brings the schema of every module to what this program ships, or back.</summary>
public interface IMigrator
{
    /// <summary>Runs what has not run, one transaction per migration, and returns what ran.</summary>
    /// <exception cref="DatabaseException">
    /// <see cref="DatabaseFault.Newer" />: the database has migrations that this program does not know; <see cref="DatabaseFault.Changed" />: a migration that
    /// has run differs from the shipped one. Nothing ran then.
    /// </exception>
    Task<IReadOnlyList<AppliedMigration>> MigrateAsync(IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken);

    /// <summary>
    /// What <see cref="RollbackAsync" /> would take back, found out by doing it in a transaction that is then given up: exact, and as long as the thing itself.
    /// </summary>
    /// <exception cref="DatabaseException">As for <see cref="RollbackAsync" />.</exception>
    Task<RollbackPreview> PreviewRollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken);

    /// <summary>Takes migrations of one module back, newest first, one transaction each, until <paramref name="target" /> is the last that stands (0: none).</summary>
    /// <exception cref="DatabaseException">
    /// As for <see cref="MigrateAsync" />; and <see cref="DatabaseFault.Constraint" /> when a table would go that another module's table refers to.
    /// </exception>
    Task<IReadOnlyList<AppliedMigration>> RollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken);

    /// <summary>What has run, by module and number. Nothing is written.</summary>
    Task<IReadOnlyList<AppliedMigration>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>One migration that stands in the database.</summary>
/// <param name="Module">Whose.</param>
/// <param name="Number">Which.</param>
/// <param name="Name">What it does.</param>
/// <param name="Checksum">Of the text that ran.</param>
/// <param name="AppliedAt">When it ran.</param>
public sealed record AppliedMigration(string Module, int Number, string Name, string Checksum, DateTimeOffset AppliedAt);

/// <summary>What taking migrations back would do.</summary>
/// <param name="Steps">The steps, in the order in which they would go.</param>
/// <param name="Lost">The tables that would go, and those that would lose columns.</param>
public sealed record RollbackPreview(IReadOnlyList<AppliedMigration> Steps, IReadOnlyList<LostData> Lost);

/// <summary>What a table would lose.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">The columns that would go; none when the whole table would.</param>
public sealed record LostData(string Table, long Rows, IReadOnlyList<string> Columns);
