using System.Diagnostics.Metrics;
using Mainstay.Sandbox.Server;
using Mainstay.Testing.Data;
using Mainstay.Testing.Time;

namespace Mainstay.Bench.Apply;

/// <summary>
/// Mainstay and the sandbox in this process, over real sockets, on one clock that stands still while anybody works and then jumps to the next timer: hours in
/// seconds, with the whole program in the path.
/// </summary>
internal sealed class VirtualRun : IDisposable
{
    // Looks in a row that find nobody at work before the clock moves: an event on its way through a socket is at work for nobody.
    private const int Looks = 3;

    private readonly ManualTime _time = new();
    private readonly WayClock _sandboxTime;
    private readonly MeterListener _listener;
    private readonly Thread _mover;
    private long _requests;
    private volatile bool _stopped;

    private VirtualRun()
    {
        _sandboxTime = new WayClock(_time, TimeSpan.FromSeconds(ApplyWorld.WaySeconds));
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "http.client.active_requests")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _requests, change));
        _listener.Start();
        _mover = new Thread(Move) { IsBackground = true, Name = "clock" };
    }

    public static async Task<ApplyRun> RunAsync(int guilds, int single, int both)
    {
        var members = single + both + 2;
        using var run = new VirtualRun();
        run._mover.Start();
        var folder = Directory.CreateTempSubdirectory("mainstay-apply-").FullName;
        try
        {
            await using var database = TestDatabase.Sqlite();
            await using var server = await SandboxServer.StartAsync(ApplyWorld.Options(guilds, members, run._sandboxTime));
            await using var mainstay = await ApplyMainstay.StartAsync(server.RestBase, database.Options, folder, run._time, guilds, members);
            await mainstay.ApplyAsync(Math.Min(single, 1), Math.Min(both, 1));
            await Task.Delay(TimeSpan.FromSeconds(15), run._time);
            return await mainstay.ApplyAsync(single, both);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _mover.Join();
        _listener.Dispose();
    }

    private void Move()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        for (var quiet = 0; !_stopped;)
        {
            var before = ThreadPool.CompletedWorkItemCount;
            Thread.SpinWait(3_000);
            ThreadPool.GetAvailableThreads(out var idle, out _);
            quiet = idle == all && ThreadPool.PendingWorkItemCount == 0 && ThreadPool.CompletedWorkItemCount == before
                && Interlocked.Read(ref _requests) == _sandboxTime.OnTheirWay ? quiet + 1 : 0;
            if (quiet >= Looks)
            {
                _time.AdvanceToNext();
                quiet = 0;
            }
        }
    }
}
