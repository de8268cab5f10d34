using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mainstay.Sdk.Image;

/// <summary>
/// 64 bits that stand for a member's names and avatar while these are on disk only: enough to see that they changed. Two members' texts meet by chance once in
/// 2^64; the key is another one in each process, so that nobody can choose texts that meet.
/// </summary>
internal static class TextDigest
{
    private static readonly ulong Key = BinaryPrimitives.ReadUInt64LittleEndian(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)) | 1;

    public static ulong Of(ReadOnlySpan<byte> username, ReadOnlySpan<byte> globalName, ReadOnlySpan<byte> nick, UInt128 avatar)
    {
        var digest = Key ^ ((ulong)username.Length << 40) ^ ((ulong)globalName.Length << 20) ^ (ulong)nick.Length;
        digest = Add(Add(Add(digest, username), globalName), nick);
        return Mix(Mix(digest, (ulong)avatar), (ulong)(avatar >> 64));
    }

    private static ulong Add(ulong digest, ReadOnlySpan<byte> text)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
        {
            digest = Mix(digest, word);
        }

        var last = 0ul;
        foreach (var one in text[(words.Length * sizeof(ulong))..])
        {
            last = (last << 8) | one;
        }

        return Mix(digest, last);
    }

    private static ulong Mix(ulong digest, ulong word)
    {
        var high = Math.BigMul(digest ^ 0x9E37_79B9_7F4A_7C15, word ^ Key, out var low);
        return high ^ low ^ digest;
    }
}
