using System.IO.Compression;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>Discord's zlib-stream: one stream per connection, each payload ending with a sync flush.</summary>
internal sealed class Inflater : IDisposable
{
    private readonly Feed _feed = new();
    private readonly ZLibStream _stream;

    public Inflater() => _stream = new ZLibStream(_feed, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>Whether what was received so far ends a payload.</summary>
    public static bool EndsPayload(ReadOnlySpan<byte> compressed) => compressed.EndsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFF, 0xFF]);

    /// <summary>Appends a payload to the frame; throws <see cref="InvalidDataException" /> when the stream is broken.</summary>
    public void Inflate(ReadOnlyMemory<byte> compressed, Frame frame)
    {
        _feed.Set(compressed);
        while (true)
        {
            if (frame.Free.Length == 0)
            {
                frame.Grow();
            }

            var read = _stream.Read(frame.Free);
            if (read == 0)
            {
                return;
            }

            frame.Length += read;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Hands out what was received and then says "nothing for now", which the inflater takes for the end of this read only.</summary>
    private sealed class Feed : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Set(ReadOnlyMemory<byte> compressed) => _rest = compressed;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
