using Mainstay.Sdk.Data;
using Mainstay.Store.Postgres;

namespace Mainstay.Store.Migrations;

/// <summary>Keeps in the table <c>migration</c> what has run, and runs the rest.</summary>
internal sealed class Migrator(IDatabase database, TimeProvider time) : IMigrator
{
    private const string Table =
        """
        CREATE TABLE IF NOT EXISTS migration (
            module TEXT NOT NULL,
            number BIGINT NOT NULL,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL,
            PRIMARY KEY (module, number)
        )
        """;

    public async Task<IReadOnlyList<AppliedMigration>> MigrateAsync(IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var standing = await ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var set in sets)
        {
            Verify(set, standing);
        }

        var ran = new List<AppliedMigration>();
        foreach (var set in sets)
        {
            foreach (var migration in set.Migrations.Skip(standing.Count(row => row.Module == set.Module)))
            {
                ran.Add(await UpAsync(set.Module, migration, cancellationToken).ConfigureAwait(false));
            }
        }

        return ran;
    }

    public async Task<IReadOnlyList<AppliedMigration>> RollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        var standing = await ListAsync(cancellationToken).ConfigureAwait(false);
        Verify(set, standing);
        var undone = new List<AppliedMigration>();
        foreach (var row in standing.Where(row => row.Module == set.Module && row.Number > target).OrderByDescending(row => row.Number))
        {
            await database.WriteAsync(
                async unit =>
                {
                    await TakeYourTimeAsync(unit).ConfigureAwait(false);
                    await unit.ExecuteAsync(unit.Dialect.Expand(set.Migrations[row.Number - 1].Down)).ConfigureAwait(false);
                    await unit.ExecuteAsync("DELETE FROM migration WHERE module = @Module AND number = @Number", new { row.Module, row.Number }).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            undone.Add(row);
        }

        return undone;
    }

    public async Task<IReadOnlyList<AppliedMigration>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync(Table).ConfigureAwait(false);
                return await unit.QueryAsync<Row>("SELECT module, number, name, checksum, applied_at FROM migration ORDER BY module, number").ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new AppliedMigration(row.Module, (int)row.Number, row.Name, row.Checksum, row.AppliedAt))];
    }

    // A large table takes longer to change than any statement of a day's work.
    private static async Task TakeYourTimeAsync(IUnit unit)
    {
        if (unit.Dialect is PostgresDialect)
        {
            await unit.ExecuteAsync("SET LOCAL statement_timeout = 0").ConfigureAwait(false);
        }
    }

    private static void Verify(MigrationSet set, IReadOnlyList<AppliedMigration> standing)
    {
        foreach (var row in standing.Where(row => row.Module == set.Module))
        {
            if (row.Number > set.Migrations.Count)
            {
                throw new DatabaseException(
                    DatabaseFault.Newer,
                    $"The database is newer than this program: it has step {row.Number} ({row.Name}) of {row.Module}, and this version knows {set.Migrations.Count}; run the version that wrote it.");
            }

            if (row.Checksum != set.Migrations[row.Number - 1].Checksum)
            {
                throw new DatabaseException(
                    DatabaseFault.Changed,
                    $"Step {row.Number} ({row.Name}) of {row.Module} has run in this database with another text than this program has: install an unchanged release.");
            }
        }
    }

    private async Task<AppliedMigration> UpAsync(string module, Migration migration, CancellationToken cancellationToken)
    {
        var row = new AppliedMigration(module, migration.Number, migration.Name, migration.Checksum, time.GetUtcNow());
        await database.WriteAsync(
            async unit =>
            {
                // Another program on the same database may have been quicker.
                if (await unit.ScalarAsync<long>("SELECT COUNT(*) FROM migration WHERE module = @Module AND number = @Number", row).ConfigureAwait(false) > 0)
                {
                    return;
                }

                await TakeYourTimeAsync(unit).ConfigureAwait(false);
                await unit.ExecuteAsync(unit.Dialect.Expand(migration.Up)).ConfigureAwait(false);
                await unit.ExecuteAsync(
                    "INSERT INTO migration (module, number, name, checksum, applied_at) VALUES (@Module, @Number, @Name, @Checksum, @AppliedAt)",
                    row).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return row;
    }

    private sealed class Row
    {
        public required string Module { get; init; }

        public long Number { get; init; }

        public required string Name { get; init; }

        public required string Checksum { get; init; }

        public DateTimeOffset AppliedAt { get; init; }
    }
}
