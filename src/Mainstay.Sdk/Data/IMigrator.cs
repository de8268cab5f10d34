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

    /// <summary>Takes migrations of one module back, newest first, until <paramref name="target" /> is the last that stands (0: none).</summary>
    Task<IReadOnlyList<AppliedMigration>> RollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken);

    /// <summary>What has run, by module and number.</summary>
    Task<IReadOnlyList<AppliedMigration>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>One migration that stands in the database.</summary>
/// <param name="Module">Whose.</param>
/// <param name="Number">Which.</param>
/// <param name="Name">What it does.</param>
/// <param name="Checksum">Of the text that ran.</param>
/// <param name="AppliedAt">When it ran.</param>
public sealed record AppliedMigration(string Module, int Number, string Name, string Checksum, DateTimeOffset AppliedAt);
