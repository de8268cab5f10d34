using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>Version, schema and pool of the database. The modules come late, because some of them ask for this.</summary>
internal sealed class DatabaseStatusReader(IDatabase database, IPool pool, IMigrator migrator, Func<IEnumerable<IModule>> modules) : IDatabaseStatus
{
    public async Task<DatabaseStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var about = await database.ReadAsync(unit => unit.FirstAsync<About>(unit.Dialect.About), cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The database says nothing about itself.");
        var standing = await migrator.ListAsync(cancellationToken).ConfigureAwait(false);
        return new DatabaseStatus(
            database.Dialect.Name, about.Version, about.Bytes, SchemaVersion.Compare(MigrationSet.InOrder(modules()), standing), pool.Status);
    }

    private sealed class About
    {
        public required string Version { get; init; }

        public long Bytes { get; init; }
    }
}
