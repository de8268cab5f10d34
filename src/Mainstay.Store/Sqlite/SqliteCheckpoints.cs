using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// Copies the write-ahead log into the file beside the writers instead of inside their commits: the copying waits for the disk, and whoever wants to write
/// meanwhile may. The bulk path waits for its own copying, so that it never outruns the disk; who writes a record does not.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteConnections connections) : IAsyncDisposable
{
    // Commits between two checkpoints: of the bulk path some 10 MB of log, of records some pages each.
    private const int EveryBulk = 4;
    private const int EveryRecord = 256;

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private Task _beside = Task.CompletedTask;
    private int _bulk;
    private int _records;
    private bool _disposed;

    public void AfterCommit(Durability durability)
    {
        if (durability == Durability.Relaxed)
        {
            if (Interlocked.Increment(ref _bulk) % EveryBulk == 0)
            {
                Copy();
            }
        }
        else if (Interlocked.Increment(ref _records) % EveryRecord == 0)
        {
            // One at a time: the one that is on its way takes along what was committed since.
            if (Volatile.Read(ref _beside).IsCompleted)
            {
                Volatile.Write(ref _beside, Task.Run(Copy));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Volatile.Read(ref _beside).ConfigureAwait(false);
        lock (_lock)
        {
            _disposed = true;
            _connection?.Dispose();
        }
    }

    private void Copy()
    {
        if (!_lock.TryEnter())
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
        catch (Exception error) when (error is DatabaseException || (error is SqliteException known && connections.Translate(known) is not null))
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
}
