using System.Buffers.Binary;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Rows in the binary format of COPY (https://www.postgresql.org/docs/15/sql-copy.html#id-1.9.3.55.9.4), gathered in a buffer that its user sends on. Texts
/// go as the bytes that they are.
/// </summary>
internal sealed class CopyWriter
{
    /// <summary>From how many bytes on the buffer is worth sending.</summary>
    public const int Full = 64 * 1024;

    private byte[] _buffer = new byte[Full + (16 * 1024)];
    private int _length;

    public int Length => _length;

    public void Begin()
    {
        ReadOnlySpan<byte> header = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(_buffer);
        _length = header.Length;
    }

    public void Row(short fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);

    public void Long(long value)
    {
        var place = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(place, 8);
        BinaryPrimitives.WriteInt64BigEndian(place[4..], value);
    }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void Text(ReadOnlySpan<byte> text)
    {
        var place = Take(4 + text.Length);
        BinaryPrimitives.WriteInt32BigEndian(place, text.Length);
        text.CopyTo(place[4..]);

        // PostgreSQL's texts cannot hold the character 0.
        place[4..].Replace((byte)0, (byte)' ');
    }

    public void End() => BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);

    /// <summary>What was gathered, valid until the next row; the buffer begins anew.</summary>
    public ReadOnlyMemory<byte> Drain()
    {
        var all = _buffer.AsMemory(0, _length);
        _length = 0;
        return all;
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
