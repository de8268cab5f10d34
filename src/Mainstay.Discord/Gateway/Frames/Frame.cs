using System.Buffers;
using System.Text;

namespace Mainstay.Discord.Gateway.Frames;

/// <summary>One received payload: its bytes, what the peek found in them, and the scratch that hot decoders fill.</summary>
internal sealed class Frame(TextCache texts, int capacity = Frame.SmallestBuffer)
{
    private const int SmallestBuffer = 16 * 1024;

    /// <summary>A buffer that a giant guild made grow is not kept for ever.</summary>
    private const int LargestKept = 1024 * 1024;

    private ulong[] _ids = new ulong[64];

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; set; }

    public int Op { get; set; }

    /// <summary>The sequence number, or -1.</summary>
    public long Sequence { get; set; }

    public int NameStart { get; set; }

    public int NameLength { get; set; }

    public int BodyStart { get; set; }

    public int BodyLength { get; set; }

    /// <summary>Every token of the frame was read, so that the body's bounds are certain.</summary>
    public bool IsScanned { get; set; }

    /// <summary>Which connection of the shard brought the frame.</summary>
    public int Connection { get; set; }

    /// <summary>The session's ordinal within this process.</summary>
    public int Epoch { get; set; }

    public ReadOnlySpan<byte> NameUtf8 => Bytes.AsSpan(NameStart, NameLength);

    public string Name => texts.Get(NameUtf8);

    public ReadOnlySpan<byte> Body => Bytes.AsSpan(BodyStart, BodyLength);

    public ReadOnlyMemory<byte> BodyMemory => Bytes.AsMemory(BodyStart, BodyLength);

    /// <summary>Where a decoder notes the texts of its event; the slots' meanings are in <see cref="TextSlot" />.</summary>
    public TextRange[] Texts { get; } = new TextRange[TextSlot.Count];

    /// <summary>What a reader's positions count from: the body, or the member of a chunk that is being read.</summary>
    public int TextBase { get; set; }

    public int IdCount { get; private set; }

    public Span<byte> Free => Bytes.AsSpan(Length);

    public Memory<byte> FreeMemory => Bytes.AsMemory(Length);

    public void Clear()
    {
        Length = 0;
        if (Bytes.Length > LargestKept)
        {
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = ArrayPool<byte>.Shared.Rent(SmallestBuffer);
        }
    }

    /// <summary>The same event in a buffer of its own.</summary>
    public Frame Copy()
    {
        var copy = new Frame(texts, Length)
        {
            Length = Length,
            Op = Op,
            Sequence = Sequence,
            NameStart = NameStart,
            NameLength = NameLength,
            BodyStart = BodyStart,
            BodyLength = BodyLength,
            IsScanned = IsScanned,
            Connection = Connection,
            Epoch = Epoch,
        };
        Bytes.AsSpan(0, Length).CopyTo(copy.Bytes);
        Texts.CopyTo(copy.Texts, 0);
        foreach (var id in Ids(0, IdCount))
        {
            copy.AddId(id);
        }

        return copy;
    }

    /// <summary>Gives the buffer back; the frame is of no use afterwards.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }

    public void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Bytes.Length * 2);
        Bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = larger;
    }

    public void StartDecoding()
    {
        IdCount = 0;
        TextBase = BodyStart;
        Texts.AsSpan().Fill(TextRange.Absent);
    }

    public void AddId(ulong id)
    {
        if (IdCount == _ids.Length)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        _ids[IdCount++] = id;
    }

    public ReadOnlySpan<ulong> Ids(int start, int count) => _ids.AsSpan(start, count);

    /// <summary>Forgets ids noted since, for views that reuse the scratch for each element.</summary>
    public void ForgetIds(int count) => IdCount = count;

    /// <summary>A text's bytes, unescaped; empty when absent or null.</summary>
    public ReadOnlySpan<byte> Utf8(int slot)
    {
        var range = Texts[slot];
        return !range.HasValue ? default : range.IsEscaped ? JsonText.Unescape(Bytes, range) : Bytes.AsSpan(range.Start, range.Length);
    }

    /// <summary>A text that recurs, such as a name; null when absent or null.</summary>
    public string? Shared(int slot) => Texts[slot].HasValue ? texts.Get(Utf8(slot)) : null;

    /// <summary>A text that does not recur, such as a message's content; null when absent or null.</summary>
    public string? Text(int slot) => Texts[slot].HasValue ? Encoding.UTF8.GetString(Utf8(slot)) : null;

    public long Milliseconds(int slot) => Texts[slot].HasValue ? JsonText.Milliseconds(Utf8(slot)) : 0;

    public DateTimeOffset? Time(int slot) => Texts[slot].HasValue ? JsonText.Time(Utf8(slot)) : null;
}

/// <summary>Places for the texts of an event. One frame holds one event, so kinds of event share them.</summary>
internal static class TextSlot
{
    public const int Username = 0;
    public const int GlobalName = 1;
    public const int UserAvatar = 2;
    public const int Nick = 3;
    public const int MemberAvatar = 4;
    public const int JoinedAt = 5;
    public const int PremiumSince = 6;
    public const int TimeoutUntil = 7;
    public const int Content = 8;
    public const int Timestamp = 9;
    public const int EditedAt = 10;
    public const int Status = 11;
    public const int Nonce = 12;
    public const int SessionId = 13;
    public const int Count = 14;
}
