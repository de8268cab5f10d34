using Mainstay.Sdk.Data;
using Mainstay.Store.Postgres;

namespace Mainstay.Store;

/// <summary>Takes away all that a database holds: for a demonstration that begins anew, and for nothing else.</summary>
public static class StoreReset
{
    /// <summary>Deletes the SQLite file with its log, or empties the PostgreSQL schema that the address names.</summary>
    /// <exception cref="ArgumentException">The address names no schema of its own: a whole database is never emptied.</exception>
    /// <exception cref="DatabaseException">The server cannot be reached, or does not allow it.</exception>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    public static async Task BeginAnewAsync(StoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Server is null)
        {
            foreach (var file in (string[])[options.File, options.File + "-wal", options.File + "-shm"])
            {
                File.Delete(file);
            }

            return;
        }

        var schema = options.Server.Schema ?? throw new ArgumentException("The address names no schema of its own.", nameof(options));
        var quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var database = new PostgresDatabase(options, time);
        await using var closing = database.ConfigureAwait(false);
        await database.WriteAsync(unit => unit.ExecuteAsync($"DROP SCHEMA IF EXISTS {quoted} CASCADE; CREATE SCHEMA {quoted}"), cancellationToken).ConfigureAwait(false);
    }
}
