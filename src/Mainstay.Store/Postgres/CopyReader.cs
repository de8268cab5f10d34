using System.Buffers.Binary;

namespace Mainstay.Store.Postgres;

/// <summary>Rows that come in the binary format of COPY, as windows on a buffer: a row is valid until the next one is asked for.</summary>
internal sealed class CopyReader(Stream stream, int columns)
{
    private const int Header = 19;

    private readonly (int Start, int Length)[] _fields = new (int, int)[columns];
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;
    private bool _begun;
    private bool _ended;

    /// <summary>Waits for more; false when there is no more.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return false;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0 ? true : throw new EndOfStreamException("COPY ended in the middle of a row.");
    }

    /// <summary>Goes to the next row, if all of it is here.</summary>
    public bool Next()
    {
        if (!_begun)
        {
            if (_end < Header)
            {
                return false;
            }

            (_start, _begun) = (Header, true);
        }

        var at = _start;
        if (_end - at < 2)
        {
            return false;
        }

        if (BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(at)) < 0)
        {
            _ended = true;
            return false;
        }

        at += 2;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_end - at < 4)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));
            at += 4;
            if (_end - at < length)
            {
                return false;
            }

            _fields[i] = (at, Math.Max(length, 0));
            at += Math.Max(length, 0);
        }

        _start = at;
        return true;
    }

    /// <summary>A BIGINT; 0 for null.</summary>
    public long Long(int column) => _fields[column] is (var start, 8) ? BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(start)) : 0;

    /// <summary>A text; empty for null.</summary>
    public ReadOnlySpan<byte> Text(int column) => _buffer.AsSpan(_fields[column].Start, _fields[column].Length);
}
