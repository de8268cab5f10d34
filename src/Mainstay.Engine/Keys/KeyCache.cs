using Mainstay.Discord;

namespace Mainstay.Engine.Keys;

/// <summary>A data key, unwrapped.</summary>
internal sealed record DataKey(long Id, KeyOwner Owner, byte[] Bytes);

/// <summary>Whose data a key protects: a person's, wherever it stands, or everything of one purpose that is no person's.</summary>
internal readonly record struct KeyOwner(string Purpose, Id<User> Person)
{
    public static KeyOwner Journal { get; } = new("journal", default);

    public static KeyOwner Settings { get; } = new("settings", default);

    public static KeyOwner Of(Id<User> person) => new("person", person);

    public bool IsPerson => Purpose == "person";

    public long? Subject => IsPerson ? (long)Person.Value : null;
}

/// <summary>Unwrapped keys of committed rows, so that a row under a key used lately costs no look-up; the one used longest ago goes first.</summary>
internal sealed class KeyCache(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyOwner, LinkedListNode<DataKey>> _byOwner = [];
    private readonly Dictionary<long, LinkedListNode<DataKey>> _byId = [];
    private readonly LinkedList<DataKey> _order = [];
    private long _generation;

    /// <summary>Counts erasures: what was read before one is not kept after it.</summary>
    public long Generation
    {
        get
        {
            lock (_lock)
            {
                return _generation;
            }
        }
    }

    public DataKey? Current(KeyOwner owner)
    {
        lock (_lock)
        {
            return Used(_byOwner.GetValueOrDefault(owner));
        }
    }

    public DataKey? Find(long id)
    {
        lock (_lock)
        {
            return Used(_byId.GetValueOrDefault(id));
        }
    }

    /// <summary>Keeps a key that was read when <see cref="Generation" /> was <paramref name="generation" />; a current one is also found by its owner.</summary>
    public void Add(DataKey key, bool current, long generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
            {
                return;
            }

            if (!_byId.TryGetValue(key.Id, out var node))
            {
                node = _order.AddFirst(key);
                _byId[key.Id] = node;
            }

            if (current)
            {
                _byOwner[key.Owner] = node;
            }

            while (_order.Count > most)
            {
                Remove(_order.Last!);
            }
        }
    }

    public void Erase(KeyOwner owner)
    {
        lock (_lock)
        {
            _generation++;
            for (var node = _order.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Owner == owner)
                {
                    Remove(node);
                }

                node = next;
            }
        }
    }

    private DataKey? Used(LinkedListNode<DataKey>? node)
    {
        if (node is null)
        {
            return null;
        }

        _order.Remove(node);
        _order.AddFirst(node);
        return node.Value;
    }

    private void Remove(LinkedListNode<DataKey> node)
    {
        _order.Remove(node);
        _byId.Remove(node.Value.Id);
        if (_byOwner.TryGetValue(node.Value.Owner, out var current) && current == node)
        {
            _byOwner.Remove(node.Value.Owner);
        }
    }
}
