using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>What kind of unit of work it is, in the words of the gauges.</summary>
internal enum UnitKind
{
    Read,
    Write,
    Bulk,
}

/// <summary>
/// The store's gauges: connections in use and units waiting for one, the longest hold at this moment, how long units held, and what became of them. The
/// word <c>unit</c> tells reads, durable writes and bulk writes apart.
/// </summary>
internal sealed class StoreMeter : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Histogram<double> _held;
    private readonly Histogram<double> _writerHeld;
    private readonly Counter<long> _units;
    private readonly ConcurrentDictionary<long, long> _holds = new();
    private readonly int[] _used = new int[3];
    private readonly int[] _waiting = new int[3];
    private long _lastHold;
    private long _longestWriter;
    private long _repeated;
    private long _failed;

    public StoreMeter(string database, TimeProvider time)
    {
        _time = time;
        Meter = new Meter(new MeterOptions("Mainstay.Store") { Tags = [new("database", database)] });
        _held = Meter.CreateHistogram<double>("mainstay.store.unit.held", "s", "How long one unit of work held its connection.");
        _writerHeld = Meter.CreateHistogram<double>("mainstay.store.writer.held", "s", "How long one unit of work held the place of the only writer.");
        _units = Meter.CreateCounter<long>("mainstay.store.units", "{unit}", "Units of work by what became of them.");
        Meter.CreateObservableGauge("mainstay.store.connections.used", () => Each(_used), "{connection}", "Connections that a unit of work holds.");
        Meter.CreateObservableGauge("mainstay.store.connections.waiting", () => Each(_waiting), "{unit}", "Units of work that wait for a connection or for the writer.");
        Meter.CreateObservableGauge("mainstay.store.connections.longest", () => Longest().TotalSeconds, "s", "For how long the unit of work that holds a connection longest has held it so far.");
    }

    public Meter Meter { get; }

    public int Used(UnitKind kind) => Volatile.Read(ref _used[(int)kind]);

    public int Waiting(UnitKind kind) => Volatile.Read(ref _waiting[(int)kind]);

    /// <summary>How long the oldest unit of those that hold a connection has held it.</summary>
    public TimeSpan Longest() => _holds.IsEmpty ? TimeSpan.Zero : _holds.Values.Select(started => _time.GetElapsedTime(started)).DefaultIfEmpty().Max();

    /// <summary>Waits for a place, and counts the wait. False when there was none in time.</summary>
    public async ValueTask<bool> TryWaitAsync(SemaphoreSlim places, UnitKind kind, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (places.Wait(0, CancellationToken.None))
        {
            return true;
        }

        Interlocked.Increment(ref _waiting[(int)kind]);
        try
        {
            return await places.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting[(int)kind]);
        }
    }

    /// <summary>Counts a connection as held until the result is disposed.</summary>
    public Hold Begin(UnitKind kind)
    {
        Interlocked.Increment(ref _used[(int)kind]);
        var number = Interlocked.Increment(ref _lastHold);
        var started = _time.GetTimestamp();
        _holds[number] = started;
        return new Hold(this, kind, number, started);
    }

    public void Ended(UnitKind kind, string outcome)
    {
        _units.Add(1, new("unit", Word(kind)), new("outcome", outcome));
        if (outcome == "repeated")
        {
            Interlocked.Increment(ref _repeated);
        }
        else if (outcome == "failed")
        {
            Interlocked.Increment(ref _failed);
        }
    }

    /// <summary>Counts how long a unit kept the other writers waiting. Called by the writer, of which there is one.</summary>
    public void WriterHeld(TimeSpan held, UnitKind kind)
    {
        _writerHeld.Record(held.TotalSeconds, new KeyValuePair<string, object?>("unit", Word(kind)));
        Volatile.Write(ref _longestWriter, Math.Max(Volatile.Read(ref _longestWriter), held.Ticks));
    }

    public PoolStatus Status(int limit) => new()
    {
        Limit = limit,
        Reading = Used(UnitKind.Read),
        Writing = Used(UnitKind.Write),
        Bulk = Used(UnitKind.Bulk),
        Waiting = Waiting(UnitKind.Read) + Waiting(UnitKind.Write) + Waiting(UnitKind.Bulk),
        LongestNow = Longest(),
        LongestWriter = TimeSpan.FromTicks(Volatile.Read(ref _longestWriter)),
        Repeated = Interlocked.Read(ref _repeated),
        Failed = Interlocked.Read(ref _failed),
    };

    public void Dispose() => Meter.Dispose();

    private static string Word(UnitKind kind) => kind switch
    {
        UnitKind.Read => "read",
        UnitKind.Write => "write",
        _ => "bulk",
    };

    private static IEnumerable<Measurement<int>> Each(int[] counts)
    {
        for (var kind = UnitKind.Read; kind <= UnitKind.Bulk; kind++)
        {
            yield return new Measurement<int>(Volatile.Read(ref counts[(int)kind]), new KeyValuePair<string, object?>("unit", Word(kind)));
        }
    }

    internal readonly struct Hold(StoreMeter meter, UnitKind kind, long number, long started) : IDisposable
    {
        public void Dispose()
        {
            if (meter._holds.TryRemove(number, out _))
            {
                Interlocked.Decrement(ref meter._used[(int)kind]);
                meter._held.Record(meter._time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("unit", Word(kind)));
            }
        }
    }
}
