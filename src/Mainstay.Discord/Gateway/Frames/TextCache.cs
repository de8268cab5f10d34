using System.Buffers.Binary;
using System.Text;

namespace Mainstay.Discord.Gateway.Frames;

/// <summary>
/// Names come again and again: the same bytes give the same string. Direct mapped, so that it neither grows nor needs clearing;
/// a race loses at most one entry.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 8192;
    private const int LongestShared = 64;
    private readonly string?[] _slots = new string?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 0)
        {
            return "";
        }

        if (utf8.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref _slots[Hash(utf8) & (Slots - 1)];
        var known = slot;
        if (known is not null && IsSame(utf8, known))
        {
            return known;
        }

        return slot = Encoding.UTF8.GetString(utf8);
    }

    private static bool IsSame(ReadOnlySpan<byte> utf8, string text)
    {
        if (utf8.Length == text.Length)
        {
            return Ascii.Equals(utf8, text);
        }

        Span<char> decoded = stackalloc char[LongestShared];
        return utf8.Length > text.Length && Encoding.UTF8.TryGetChars(utf8, decoded, out var written) && decoded[..written].SequenceEqual(text);
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Prime = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)bytes.Length * Prime;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime;
            hash ^= hash >> 29;
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return (uint)(hash >> 40);
    }
}
