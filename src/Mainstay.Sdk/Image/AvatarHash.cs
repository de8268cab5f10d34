using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mainstay.Sdk.Image;

/// <summary>An avatar hash in 16 bytes and a bit. Hashes that are not 32 hexadecimal digits (none are known) do not fit and are kept as texts by the caller.</summary>
internal static class AvatarHash
{
    public static bool TryPack(ReadOnlySpan<byte> text, out UInt128 hash, out bool animated)
    {
        animated = text.StartsWith("a_"u8);
        var digits = animated ? text[2..] : text;
        if (digits.Length != 32 || digits.ContainsAnyInRange((byte)'A', (byte)'F'))
        {
            hash = default;
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        var read = Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
        hash = read ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;
        return read;
    }

    /// <summary>Writes the hash as on the wire and returns how many of the 34 bytes at most it took.</summary>
    public static int Write(UInt128 hash, bool animated, Span<byte> destination)
    {
        var start = 0;
        if (animated)
        {
            "a_"u8.CopyTo(destination);
            start = 2;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        Convert.TryToHexStringLower(bytes, destination[start..], out var written);
        return start + written;
    }

    public static string Text(UInt128 hash, bool animated)
    {
        Span<byte> buffer = stackalloc byte[34];
        return Encoding.ASCII.GetString(buffer[..Write(hash, animated, buffer)]);
    }
}
