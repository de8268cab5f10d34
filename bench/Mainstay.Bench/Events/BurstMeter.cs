using System.Diagnostics;
using System.Text.Json;

namespace Mainstay.Bench.Events;

/// <summary>Measures one burst, from its begin marker to its end marker, and reports it as a line of JSON.</summary>
internal sealed class BurstMeter
{
    private TimeSpan _cpu;
    private long _wall;
    private long _allocated;
    private int _events;
    public Checksum Checksum;

    public void Count() => _events++;

    public void Mark(string name)
    {
        if (name == "begin")
        {
            Checksum = default;
            _events = 0;
            _allocated = GC.GetTotalAllocatedBytes(precise: false);
            _wall = Stopwatch.GetTimestamp();
            _cpu = Environment.CpuUsage.TotalTime;
            return;
        }

        var cpu = Environment.CpuUsage.TotalTime - _cpu;
        var wall = Stopwatch.GetElapsedTime(_wall);
        var allocated = GC.GetTotalAllocatedBytes(precise: false) - _allocated;
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["checksum"] = Checksum.Value,
            ["events"] = _events,
            ["cpu"] = cpu.TotalMicroseconds,
            ["wall"] = wall.TotalMicroseconds,
            ["allocated"] = allocated,
        }));
    }
}
