using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Engine.Keys;

/// <summary>Where a sealed value stands. It opens there and nowhere else, so that no value can be moved to another row.</summary>
/// <param name="Table">As in SQL.</param>
/// <param name="Column">As in SQL.</param>
/// <param name="Row">The row's key, its parts joined by slashes.</param>
internal readonly record struct SealedPlace(string Table, string Column, string Row);

/// <summary>
/// A sealed value: version (1 byte), key id (8, big endian; 0 for the master), nonce (12), tag (16), ciphertext. AES-256-GCM; the place, version and key id are
/// authenticated with it.
/// </summary>
internal static class Sealed
{
    public const int KeyBytes = 32;
    private const byte Version = 1;
    private const int KeyAt = 1;
    private const int NonceAt = KeyAt + sizeof(long);
    private const int NonceBytes = 12;
    private const int TagAt = NonceAt + NonceBytes;
    private const int TagBytes = 16;
    private const int TextAt = TagAt + TagBytes;

    public static byte[] Close(ReadOnlySpan<byte> key, long keyId, SealedPlace place, ReadOnlySpan<byte> text)
    {
        var value = new byte[TextAt + text.Length];
        value[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(KeyAt), keyId);
        var nonce = value.AsSpan(NonceAt, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, text, value.AsSpan(TextAt), value.AsSpan(TagAt, TagBytes), Bound(place, keyId));
        return value;
    }

    /// <summary>The text, or null when this is not what was sealed: another key, another place, or bytes changed.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, SealedPlace place, ReadOnlySpan<byte> value)
    {
        if (KeyOf(value) is not { } keyId)
        {
            return null;
        }

        var text = new byte[value.Length - TextAt];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(value.Slice(NonceAt, NonceBytes), value[TextAt..], value.Slice(TagAt, TagBytes), text, Bound(place, keyId));
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The id of the key under which a value is sealed; null when it is none of this version.</summary>
    public static long? KeyOf(ReadOnlySpan<byte> value) =>
        value.Length >= TextAt && value[0] == Version ? BinaryPrimitives.ReadInt64BigEndian(value[KeyAt..]) : null;

    private static byte[] Bound(SealedPlace place, long keyId) => Encoding.UTF8.GetBytes($"mainstay\n{Version}\n{keyId}\n{place.Table}\n{place.Column}\n{place.Row}");
}
