using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// Copies the write-ahead log into the file beside the writers instead of inside their commits: the copying waits for the disk, and whoever wants to write
/// meanwhile may. The bulk path waits for its own copying, so that it never outruns the disk; who writes a record waits only where two copyings would meet.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteConnections connections, SemaphoreSlim writer, Action<TimeSpan> held, TimeProvider time) : IAsyncDisposable
{
    // Commits between two checkpoints: of the bulk path some 10 MB of log, of records some pages each.
    private const int EveryBulk = 4;
    private const int EveryRecord = 64;

    // The log begins anew only when all of it has been copied, which writers without a pause prevent. Beyond this many pages (8 MB) they pause for what was
    // written during the copying.
    private const long Long = 2 * 1024;

    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection? _connection;
    private Task _beside = Task.CompletedTask;
    private int _bulk;
    private int _records;
    private bool _disposed;

    /// <summary>Called without the writer's place.</summary>
    public async ValueTask AfterCommitAsync(Durability durability)
    {
        if (durability == Durability.Relaxed)
        {
            if (Interlocked.Increment(ref _bulk) % EveryBulk == 0)
            {
                await CopyAsync().ConfigureAwait(false);
            }
        }
        else if (Interlocked.Increment(ref _records) % EveryRecord == 0)
        {
            // Whoever finds the copying before still on its way waits for it: a slow disk slows the writers down and does not let the log grow.
            await Volatile.Read(ref _beside).ConfigureAwait(false);
            Volatile.Write(ref _beside, Task.Run(CopyAsync));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Volatile.Read(ref _beside).ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        _connection?.Dispose();
        _connection = null;
        _turn.Release();
    }

    private async Task CopyAsync()
    {
        if (!await _turn.WaitAsync(0).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (_disposed)
            {
                return;
            }

            if (Copy() > Long)
            {
                await writer.WaitAsync().ConfigureAwait(false);
                var started = time.GetTimestamp();
                try
                {
                    Copy();
                }
                finally
                {
                    held(time.GetElapsedTime(started));
                    writer.Release();
                }
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
            _turn.Release();
        }
    }

    /// <summary>Copies what is in the log now, and returns how many pages that was.</summary>
    private long Copy()
    {
        _connection ??= connections.Checkpointer();
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE);";
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetInt64(1) : 0;
    }
}
