using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// One writer at a time, in the order in which they came, and readers beside it (write-ahead log). Two writer connections share the one place: records
/// commit to the disk, the mirror does not wait for it. The file is opened and checked by the first unit of work.
/// </summary>
internal sealed class SqliteDatabase : IDatabase, IAsyncDisposable
{
    private readonly SqliteConnections _connections;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _held;
    internal Meter Meter { get; } = new("Mainstay.Store");

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
        _connections = new SqliteConnections(options);
        _checkpoints = new SqliteCheckpoints(_connections);
        _time = time;
        _readers = new SemaphoreSlim(options.Readers);
        _held = Meter.CreateHistogram<double>("mainstay.store.writer.held", "s", "How long one unit of work held SQLite's only writer.");
        DapperTypes.Register();
    }

    public Dialect Dialect => SqliteDialect.Instance;

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
                if (durability == Durability.Relaxed)
                {
                    _checkpoints.AfterRelaxed();
                }

                return result;
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            foreach (var connection in _idleReaders.Concat(_writers.OfType<SqliteConnection>()))
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            _checkpoints.Dispose();
            Meter.Dispose();
        }

        _writer.Release();
    }

    private async Task<T> ReadCoreAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        await _readers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var connection = _idleReaders.TryTake(out var idle) ? idle : _connections.Reader();
            try
            {
                var result = await RunAsync(connection, work, deferred: true, cancellationToken).ConfigureAwait(false);
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
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        var started = _time.GetTimestamp();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var place = (int)durability;
            var connection = _writers[place] ??= _connections.Writer(durability);
            try
            {
                return await RunAsync(connection, work, deferred: false, cancellationToken).ConfigureAwait(false);
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
            _held.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("durability", durability.ToString()));
            _writer.Release();
        }
    }

    private async Task<T> RunAsync<T>(SqliteConnection connection, Func<IUnit, Task<T>> work, bool deferred, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = connection.BeginTransaction(deferred);
            await using var disposal = transaction.ConfigureAwait(false);
            var result = await work(new SqlUnit(connection, transaction, Dialect, Failure, cancellationToken)).ConfigureAwait(false);
            transaction.Commit();
            return result;
        }
        catch (SqliteException error) when (_connections.Translate(error) is { } failure)
        {
            throw failure;
        }
    }

    private DatabaseException? Failure(Exception error) => error is SqliteException known ? _connections.Translate(known) : null;

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
