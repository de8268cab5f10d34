using System.Text;

namespace Mainstay.Discord.Gateway;

/// <summary>Finds the handlers of an event by its name's bytes. Immutable: a subscription makes a new one.</summary>
internal sealed class EventTable
{
    private readonly Entry?[] _entries;

    public EventTable(IReadOnlyDictionary<string, EventGroup[]> groups, EventGroup[] any)
    {
        Any = any;
        var size = 16;
        while (size < groups.Count * 4)
        {
            size *= 2;
        }

        _entries = new Entry?[size];
        foreach (var (name, own) in groups)
        {
            var utf8 = Encoding.UTF8.GetBytes(name);
            var at = Hash(utf8) & (size - 1);
            while (_entries[at] is not null)
            {
                at = (at + 1) & (size - 1);
            }

            _entries[at] = new(utf8, [.. own, .. any]);
        }
    }

    private EventGroup[] Any { get; }

    /// <summary>The groups that listen to an event, usually none or one.</summary>
    public EventGroup[] Find(ReadOnlySpan<byte> name)
    {
        var mask = _entries.Length - 1;
        for (var at = Hash(name) & mask; _entries[at] is { } entry; at = (at + 1) & mask)
        {
            if (name.SequenceEqual(entry.Name))
            {
                return entry.Groups;
            }
        }

        return Any;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var b in name)
        {
            hash = (hash * 31) + b;
        }

        return (int)(hash & int.MaxValue);
    }

    private sealed record Entry(byte[] Name, EventGroup[] Groups);
}
