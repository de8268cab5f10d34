using System.Data.Common;
using Mainstay.Sdk.Data;
using Mainstay.Store.Postgres;
using Mainstay.Store.Schema;

namespace Mainstay.Store.Migrations;

/// <summary>Keeps in the table <c>migration</c> what has run, and runs the rest.</summary>
internal sealed class Migrator(IDatabase database, ISchemaSource source, TimeProvider time) : IMigrator
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

        await database.WriteAsync(unit => unit.ExecuteAsync(Table), cancellationToken).ConfigureAwait(false);
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

    public async Task<RollbackPreview> PreviewRollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken)
    {
        var steps = await StepsBackAsync(set, target, cancellationToken).ConfigureAwait(false);
        var lost = new List<LostData>();
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    lost.Clear();
                    await TakeYourTimeAsync(unit).ConfigureAwait(false);
                    var before = await source.ReadAsync(unit).ConfigureAwait(false);
                    var rows = new Dictionary<string, long>(StringComparer.Ordinal);
                    foreach (var table in before)
                    {
                        rows[table.Name] = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM \"{table.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").ConfigureAwait(false);
                    }

                    foreach (var step in steps)
                    {
                        await DownAsync(unit, set, step).ConfigureAwait(false);
                    }

                    var after = (await source.ReadAsync(unit).ConfigureAwait(false)).ToDictionary(table => table.Name, StringComparer.Ordinal);
                    lost.AddRange(before.Where(table => !after.ContainsKey(table.Name)).Select(table => new LostData(table.Name, rows[table.Name], [])));
                    lost.AddRange(before.Where(table => after.ContainsKey(table.Name))
                        .Select(table => new LostData(
                            table.Name, rows[table.Name], [.. table.Columns.Select(column => column.Name).Except(after[table.Name].Columns.Select(column => column.Name), StringComparer.Ordinal)]))
                        .Where(table => table.Columns.Count > 0));
                    throw new GivenUpException();
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (GivenUpException)
        {
            // As intended: everything stands as before.
        }
        catch (DbException error)
        {
            throw Failed(set.Module, set.Migrations[Math.Max(0, target)], error);
        }

        return new RollbackPreview(steps, lost);
    }

    public async Task<IReadOnlyList<AppliedMigration>> RollbackAsync(MigrationSet set, int target, CancellationToken cancellationToken)
    {
        var steps = await StepsBackAsync(set, target, cancellationToken).ConfigureAwait(false);
        foreach (var row in steps)
        {
            await StepAsync(set.Module, set.Migrations[row.Number - 1], unit => DownAsync(unit, set, row), cancellationToken).ConfigureAwait(false);
        }

        return steps;
    }

    public Task<IReadOnlyList<AppliedMigration>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<AppliedMigration>>(
        async unit =>
        {
            if (!(await source.ReadAsync(unit).ConfigureAwait(false)).Any(table => table.Name == "migration"))
            {
                return [];
            }

            var rows = await unit.QueryAsync<Row>("SELECT module, number, name, checksum, applied_at FROM migration ORDER BY module, number").ConfigureAwait(false);
            return [.. rows.Select(row => new AppliedMigration(row.Module, (int)row.Number, row.Name, row.Checksum, row.AppliedAt))];
        },
        cancellationToken);

    private async Task<IReadOnlyList<AppliedMigration>> StepsBackAsync(MigrationSet set, int target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        var standing = await ListAsync(cancellationToken).ConfigureAwait(false);
        Verify(set, standing);
        return [.. standing.Where(row => row.Module == set.Module && row.Number > target).OrderByDescending(row => row.Number)];
    }

    // SQLite would let a table go that others refer to, and take their rows along with it.
    private async Task DownAsync(IUnit unit, MigrationSet set, AppliedMigration step)
    {
        var before = await source.ReadAsync(unit).ConfigureAwait(false);
        await unit.ExecuteAsync(unit.Dialect.Expand(set.Migrations[step.Number - 1].Down)).ConfigureAwait(false);
        await unit.ExecuteAsync("DELETE FROM migration WHERE module = @Module AND number = @Number", new { step.Module, step.Number }).ConfigureAwait(false);
        var after = await source.ReadAsync(unit).ConfigureAwait(false);
        var gone = before.Select(table => table.Name).Except(after.Select(table => table.Name), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        foreach (var table in after)
        {
            if (table.References.FirstOrDefault(reference => gone.Contains(reference.To)) is { } reference)
            {
                throw new DatabaseException(
                    DatabaseFault.Constraint,
                    $"Step {step.Number} ({step.Name}) of {set.Module} cannot be taken back while the table {table.Name} refers to {reference.To}: take back the module of {table.Name} first.");
            }
        }
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
        var version = SchemaVersion.Compare([set], standing)[0];
        if (version.State == SchemaState.Newer)
        {
            throw new DatabaseException(
                DatabaseFault.Newer,
                $"The database is newer than this program: it has step {version.Step!.Number} ({version.Step.Name}) of {set.Module}, and this version knows {version.Shipped}; run the version that wrote it.");
        }

        if (version.State == SchemaState.Changed)
        {
            throw new DatabaseException(
                DatabaseFault.Changed,
                $"Step {version.Step!.Number} ({version.Step.Name}) of {set.Module} has run in this database with another text than this program has: install an unchanged release.");
        }
    }

    private async Task<AppliedMigration> UpAsync(string module, Migration migration, CancellationToken cancellationToken)
    {
        var row = new AppliedMigration(module, migration.Number, migration.Name, migration.Checksum, time.GetUtcNow());
        await StepAsync(
            module,
            migration,
            async unit =>
            {
                // Another program on the same database may have been quicker.
                if (await unit.ScalarAsync<long>("SELECT COUNT(*) FROM migration WHERE module = @Module AND number = @Number", row).ConfigureAwait(false) > 0)
                {
                    return;
                }

                await unit.ExecuteAsync(unit.Dialect.Expand(migration.Up)).ConfigureAwait(false);
                await unit.ExecuteAsync(
                    "INSERT INTO migration (module, number, name, checksum, applied_at) VALUES (@Module, @Number, @Name, @Checksum, @AppliedAt)",
                    row).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return row;
    }

    // A step that the database cannot make has met a schema that somebody changed by hand: for the program no bug, but nothing that it can mend.
    private async Task StepAsync(string module, Migration migration, Func<IUnit, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    await TakeYourTimeAsync(unit).ConfigureAwait(false);
                    await work(unit).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            throw Failed(module, migration, error);
        }
    }

    private static DatabaseException Failed(string module, Migration migration, DbException error) => new(
        DatabaseFault.Other,
        $"Step {migration.Number} ({migration.Name}) of {module} failed and nothing of it was kept ({error.Message.TrimEnd('.')}): see what 'mainstay db check' says.",
        error);

    private sealed class GivenUpException : Exception;

    private sealed class Row
    {
        public required string Module { get; init; }

        public long Number { get; init; }

        public required string Name { get; init; }

        public required string Checksum { get; init; }

        public DateTimeOffset AppliedAt { get; init; }
    }
}
