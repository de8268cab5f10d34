using System.Data;
using Mainstay.Sdk.Data;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>
/// PostgreSQL as <see cref="IDatabase" /> promises it: durable writes of all processes take turns (an advisory lock, and a queue in each process), so that
/// what is read in a write still holds when it commits, as on SQLite. Reads and the mirror's bulk writes run beside them. A unit that the database took back,
/// or whose connection broke before its commit, is run again; one whose connection broke in its commit is looked up first.
/// </summary>
internal sealed class PostgresDatabase : IDatabase, IPool, IAsyncDisposable
{
    // Any number that nobody else on this database uses: "Mainstay" in ASCII.
    private const long WriterLock = 0x4D61696E73746179;

    // Deadlocks and serialization failures end with one unit going through, so this many in a row mean something else.
    private const int MostReruns = 10;

    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly PostgresFaults _faults;
    private readonly PostgresOutcomes _outcomes;
    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _writer = new(1);
    private readonly Random _jitter = new(Environment.ProcessId);
    private volatile bool _reached;

    // When the server was first missed, for all units alike: patience is spent once, and who comes later hears at once that it is away. 0 while it is there.
    private long _missedSince;
    private volatile bool _disposed;

    public PostgresDatabase(StoreOptions options, TimeProvider time)
    {
        var address = options.Server ?? throw new ArgumentException("The options name no PostgreSQL database.", nameof(options));
        _options = options;
        _time = time;
        _faults = new PostgresFaults(address, options);
        _places = new SemaphoreSlim(options.Connections);
        _source = NpgsqlDataSource.Create(Settings(address, options));
        _outcomes = new PostgresOutcomes(_source, options, time);
        Gauges = new StoreMeter("postgresql", time);
        DapperTypes.Register();
    }

    public Dialect Dialect => PostgresDialect.Instance;

    public PoolStatus Status => Gauges.Status(_options.Connections);

    internal StoreMeter Gauges { get; }

    public Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync(UnitKind.Read, work, cancellationToken);
    }

    public async Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (durability == Durability.Relaxed)
        {
            return await RunAsync(UnitKind.Bulk, work, cancellationToken).ConfigureAwait(false);
        }

        if (!await Gauges.TryWaitAsync(_writer, UnitKind.Write, _options.PoolTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw _faults.WriterIsBusy();
        }

        var started = _time.GetTimestamp();
        try
        {
            return await RunAsync(UnitKind.Write, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Gauges.WriterHeld(_time.GetElapsedTime(started), UnitKind.Write);
            _writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _source.DisposeAsync().ConfigureAwait(false);
            Gauges.Dispose();
        }
    }

    private static NpgsqlConnectionStringBuilder SettingsOf(PostgresAddress address, StoreOptions options)
    {
        var settings = address.Parts;
        settings.MaxPoolSize = options.Connections + 1;
        settings.Timeout = Math.Max(1, (int)Math.Ceiling(options.ConnectTimeout.TotalSeconds));
        // The server ends long statements, and says why; the driver's own limit would leave the statement running there.
        settings.CommandTimeout = 0;
        // Every setting is made for one transaction, so a connection has nothing to forget; and statements stay prepared.
        settings.NoResetOnClose = true;
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 3;
        settings.ApplicationName ??= "Mainstay";
        settings.KeepAlive = 30;
        return settings;
    }

    private static string Settings(PostgresAddress address, StoreOptions options) => SettingsOf(address, options).ConnectionString;

    private async Task<T> RunAsync<T>(UnitKind kind, Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        var reruns = 0;
        var away = false;
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                var result = await AttemptAsync(kind, work, cancellationToken).ConfigureAwait(false);
                Gauges.Ended(kind, "committed");
                return result;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                var cause = error is DatabaseException { InnerException: { } inner } ? inner : error;
                var remedy = error is DatabaseException { Fault: DatabaseFault.OutcomeUnknown } ? PostgresFaults.Remedy.None : PostgresFaults.RemedyOf(cause);
                var again = remedy switch
                {
                    PostgresFaults.Remedy.RunAgain => ++reruns <= MostReruns,
                    PostgresFaults.Remedy.WaitForServer => (away = _reached) && Missed() < _options.Patience,
                    _ => false,
                };
                if (!again)
                {
                    Gauges.Ended(kind, "failed");
                    if (error is DatabaseException || _faults.Translate(cause) is not { } failure)
                    {
                        throw;
                    }

                    throw failure;
                }
            }

            Gauges.Ended(kind, "repeated");
            await Task.Delay(away ? Pause(100) : Pause(1 << Math.Min(reruns, 6)), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> AttemptAsync<T>(UnitKind kind, Func<IUnit, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await Gauges.TryWaitAsync(_places, kind, _options.PoolTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw _faults.PoolIsBusy();
        }

        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            using var hold = Gauges.Begin(kind);
            var transaction = await connection.BeginTransactionAsync(kind == UnitKind.Read ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancellationToken)
                .ConfigureAwait(false);
            await using var ending = transaction.ConfigureAwait(false);
            var mark = await BeginAsync(connection, transaction, kind, cancellationToken).ConfigureAwait(false);
            // Only now the server has answered: a connection from the pool may have been dead for long.
            _reached = true;
            Volatile.Write(ref _missedSince, 0);
            var unit = new SqlUnit(connection, transaction, Dialect, _faults.Translate, PostgresDialect.Instance.Rewrite, cancellationToken);
            var result = await work(unit).ConfigureAwait(false);
            if (unit.Failure is { } failure)
            {
                throw failure;
            }

            await CommitAsync(transaction, mark).ConfigureAwait(false);
            return result;
        }
        finally
        {
            _places.Release();
        }
    }

    // One round trip, BEGIN included. The settings end with the transaction.
    private async Task<PostgresOutcomes.Mark?> BeginAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, UnitKind kind, CancellationToken cancellationToken)
    {
        var limits = $"set_config('lock_timeout', '{(long)_options.BusyTimeout.TotalMilliseconds}', true), set_config('statement_timeout', '{(long)_options.StatementTimeout.TotalMilliseconds}', true)";
        var sql = kind switch
        {
            UnitKind.Read => $"SELECT {limits}, set_config('transaction_read_only', 'on', true)",
            UnitKind.Write => $"SELECT {limits}, {PostgresOutcomes.MarkColumns}, pg_advisory_xact_lock({WriterLock})",
            _ => $"SELECT {limits}, {PostgresOutcomes.MarkColumns}, set_config('synchronous_commit', 'off', true)",
        };
        var command = new NpgsqlCommand(sql, connection, transaction);
        await using var disposal = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return kind == UnitKind.Read ? null : new PostgresOutcomes.Mark(reader.GetString(2), reader.GetString(3));
    }

    private async Task CommitAsync(NpgsqlTransaction transaction, PostgresOutcomes.Mark? mark)
    {
        try
        {
            // Nobody can take a commit back once it is on its way, so nobody may cancel it.
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (mark is not null && PostgresFaults.IsLost(error))
        {
            switch (await _outcomes.FindAsync(mark).ConfigureAwait(false))
            {
                case PostgresOutcomes.Outcome.Kept:
                    return;
                case PostgresOutcomes.Outcome.Lost:
                    throw;
                default:
                    throw _faults.OutcomeUnknown(error);
            }
        }
    }

    private TimeSpan Missed()
    {
        var now = Math.Max(1, _time.GetTimestamp());
        var since = Interlocked.CompareExchange(ref _missedSince, now, 0);
        return since == 0 ? TimeSpan.Zero : _time.GetElapsedTime(since, now);
    }

    private TimeSpan Pause(int milliseconds)
    {
        lock (_jitter)
        {
            return TimeSpan.FromMilliseconds(milliseconds * (0.5 + _jitter.NextDouble()));
        }
    }
}
