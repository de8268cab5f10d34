using System.Collections.Concurrent;
using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// One writer at a time, in the order in which they came, and readers beside it (write-ahead log). Two writer connections share the one place: records
/// commit to the disk, the mirror does not wait for it. The file is opened and checked by the first unit of work.
/// </summary>
internal sealed class SqliteDatabase : IDatabase, IPool, IAsyncDisposable
{
    private readonly StoreOptions _options;
    private readonly SqliteConnections _connections;
    private readonly TimeProvider _time;

    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _readers;
    private readonly ConcurrentBag<SqliteConnection> _idleReaders = [];
    private readonly SqliteConnection?[] _writers = new SqliteConnection?[2];
    private readonly SqliteCheckpoints _checkpoints;
    private volatile bool _open;
    private bool _disposed;

    public SqliteDatabase(StoreOptions options, TimeProvider time)
    {
        _options = options;
        _connections = new SqliteConnections(options);
        _time = time;
        _readers = new SemaphoreSlim(options.Readers);
        Gauges = new StoreMeter("sqlite", time);
        _checkpoints = new SqliteCheckpoints(_connections, _writer, held => Gauges.WriterHeld(held, UnitKind.Bulk), time);
        DapperTypes.Register();
    }

    public Dialect Dialect => SqliteDialect.Instance;

    public PoolStatus Status => Gauges.Status(_options.Readers + 1);

    internal StoreMeter Gauges { get; }

    public Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Task.Run(() => ReadCoreAsync(work, cancellationToken), cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Task.Run(
            async () =>
            {
                var result = await WriteCoreAsync(work, durability, cancellationToken).ConfigureAwait(false);
                await _checkpoints.AfterCommitAsync(durability).ConfigureAwait(false);
                return result;
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _checkpoints.DisposeAsync().ConfigureAwait(false);
        await _writer.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            foreach (var connection in _idleReaders.Concat(_writers.OfType<SqliteConnection>()))
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            Gauges.Dispose();
        }

        _writer.Release();
    }

    private async Task<T> ReadCoreAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        await PlaceAsync(_readers, UnitKind.Read, cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var connection = _idleReaders.TryTake(out var idle) ? idle : _connections.Reader();
            try
            {
                var result = await RunAsync(connection, work, UnitKind.Read, cancellationToken).ConfigureAwait(false);
                if (!_disposed)
                {
                    _idleReaders.Add(connection);
                    connection = null;
                }

                return result;
            }
            finally
            {
                connection?.Dispose();
            }
        }
        finally
        {
            _readers.Release();
        }
    }

    private async Task<T> WriteCoreAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var kind = durability == Durability.Full ? UnitKind.Write : UnitKind.Bulk;
        await PlaceAsync(_writer, kind, cancellationToken).ConfigureAwait(false);
        var started = _time.GetTimestamp();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var place = (int)durability;
            var connection = _writers[place] ??= _connections.Writer(durability);
            try
            {
                return await RunAsync(connection, work, kind, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // After a failure nobody knows what state the connection is in; the next unit gets a new one.
                _writers[place] = null;
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            Gauges.WriterHeld(_time.GetElapsedTime(started), kind);
            _writer.Release();
        }
    }

    private async Task<T> RunAsync<T>(SqliteConnection connection, Func<IUnit, Task<T>> work, UnitKind kind, CancellationToken cancellationToken)
    {
        var outcome = "failed";
        using var hold = Gauges.Begin(kind);
        try
        {
            var transaction = connection.BeginTransaction(deferred: kind == UnitKind.Read);
            await using var disposal = transaction.ConfigureAwait(false);
            var unit = new SqlUnit(connection, transaction, Dialect, Failure, rewrite: null, cancellationToken);
            var result = await work(unit).ConfigureAwait(false);
            if (unit.Failure is { } failure)
            {
                throw failure;
            }

            transaction.Commit();
            outcome = "committed";
            return result;
        }
        catch (SqliteException error) when (_connections.Translate(error) is { } failure)
        {
            throw failure;
        }
        finally
        {
            Gauges.Ended(kind, outcome);
        }
    }

    private DatabaseException? Failure(Exception error) => error is SqliteException known ? _connections.Translate(known) : null;

    private async Task PlaceAsync(SemaphoreSlim places, UnitKind kind, CancellationToken cancellationToken)
    {
        if (!await Gauges.TryWaitAsync(places, kind, _options.PoolTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw SqliteFaults.IsBusy(_connections.Path, _options.PoolTimeout);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_open)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_open)
            {
                _connections.Check();
                _open = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
