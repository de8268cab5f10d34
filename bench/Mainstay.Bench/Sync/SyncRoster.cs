using System.Globalization;
using System.Text.Json;
using Mainstay.Bench.Members;

namespace Mainstay.Bench.Sync;

/// <summary>The members of one guild as Discord would send them, made before anybody asks: chunks in random order within, and pages by rising id.</summary>
internal sealed class SyncRoster
{
    /// <summary>Members in a chunk, and in a page.</summary>
    public const int ChunkSize = 1_000;

    private const int PageSize = ChunkSize;

    private readonly byte[][] _chunks;
    private readonly (ulong Id, int Start, int Length)[][] _members;
    private readonly byte[]?[] _pages;
    private int _changes;

    public SyncRoster(int members, int seed)
    {
        _chunks = [.. MemberSamples.Chunks(members, seed)];
        _members = [.. _chunks.Select(Places)];
        _pages = new byte[_chunks.Length][];
    }

    public int ChunkCount => _chunks.Length;

    /// <summary>The JSON list of a chunk's members.</summary>
    public ReadOnlySpan<byte> Chunk(int index) => _chunks[index];

    /// <summary>Makes the pages, so that the first who asks finds them as prepared as the chunks.</summary>
    public void PreparePages()
    {
        for (var i = 0; i < _pages.Length; i++)
        {
            _pages[i] ??= Page(i);
        }
    }

    /// <summary>The page after an id.</summary>
    public byte[] PageAfter(ulong after)
    {
        // Pages hold the same members as chunks, and chunks follow one another by id.
        var page = Array.FindIndex(_members, chunk => chunk[^1].Id > after);
        return page < 0 ? "[]"u8.ToArray() : _pages[page] ??= Page(page);
    }

    /// <summary>Gives one member in a hundred another name.</summary>
    public void Change()
    {
        var random = new Random(++_changes);
        for (var i = 0; i < _chunks.Length; i++)
        {
            foreach (var (_, start, length) in _members[i])
            {
                if (random.Next(100) == 0)
                {
                    var name = "\"username\":\""u8;
                    var at = start + _chunks[i].AsSpan(start, length).IndexOf(name) + name.Length;
                    _chunks[i][at] = (byte)('a' + ((_chunks[i][at] - 'a' + 1 + random.Next(24)) % 26));
                }
            }

            _pages[i] = null;
        }
    }

    private byte[] Page(int index)
    {
        using var page = new MemoryStream(_chunks[index].Length);
        for (var i = 0; i < _members[index].Length; i++)
        {
            var (_, start, length) = _members[index][i];
            page.WriteByte((byte)(i == 0 ? '[' : ','));
            page.Write(_chunks[index], start, length);
        }

        page.WriteByte((byte)']');
        return page.ToArray();
    }

    private static (ulong Id, int Start, int Length)[] Places(byte[] chunk)
    {
        var places = new List<(ulong, int, int)>(PageSize);
        var reader = new Utf8JsonReader(chunk);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var length = (int)reader.BytesConsumed - start;
            var id = "\"id\":\""u8;
            var digits = chunk.AsSpan(start + chunk.AsSpan(start, length).IndexOf(id) + id.Length);
            places.Add((ulong.Parse(digits[..digits.IndexOf((byte)'"')], NumberStyles.None, CultureInfo.InvariantCulture), start, length));
        }

        return [.. places.OrderBy(p => p.Item1)];
    }
}
