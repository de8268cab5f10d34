using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// Copies the write-ahead log into the file on behalf of the bulk path, beside the writer instead of inside its commits: the copying waits for the disk,
/// and whoever wants to write meanwhile may.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteConnections connections) : IDisposable
{
    // Commits of the bulk path between two checkpoints: some 10 MB of log.
    private const int Every = 4;

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private int _commits;
    private bool _disposed;

    public void AfterRelaxed()
    {
        if (Interlocked.Increment(ref _commits) % Every != 0 || !_lock.TryEnter())
        {
            return;
        }

        try
        {
            if (!_disposed)
            {
                _connection ??= connections.Checkpointer();
                using var command = _connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(PASSIVE);";
                command.ExecuteNonQuery();
            }
        }
        catch (SqliteException error) when (connections.Translate(error) is not null)
        {
            // The rows are committed; what the disk could not take now stays in the log for the next time, and a write will say so.
            _connection?.Dispose();
            _connection = null;
        }
        finally
        {
            _lock.Exit();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _connection?.Dispose();
        }
    }
}
