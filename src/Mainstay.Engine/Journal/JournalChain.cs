using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Engine.Journal;

/// <summary>
/// How a journal row is bound to the row before it: SHA-256 over the previous hash and every field, each text and byte string with its length before it, so that
/// no two different rows have the same bytes. Rows from before personal fields were sealed have two fields less, and keep the hash they were given.
/// </summary>
internal static class JournalChain
{
    /// <summary>What the first entry of a chain follows.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>The protection of rows whose detail is stored as it is.</summary>
    public const string Unprotected = "none";

    /// <summary>The protection of rows whose detail is sealed under the key of whom it is about.</summary>
    public const string SealedDetail = "sealed";

    public static string Hash(JournalRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var first = row.Protection == Unprotected;
        Add(hash, row.Previous);
        Add(hash, row.GuildId);
        Add(hash, row.Number);
        Add(hash, row.At);
        Add(hash, row.Correlation);
        if (!first)
        {
            Add(hash, row.ActorKind);
        }

        Add(hash, row.ActorId);
        Add(hash, row.Action);
        Add(hash, row.Target);
        if (!first)
        {
            Add(hash, row.SubjectId ?? -1);
        }

        Add(hash, row.Outcome);
        Add(hash, row.RunId ?? -1);
        Add(hash, row.Step ?? -1);
        Add(hash, row.Protection);
        Add(hash, row.Detail);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, byte[] bytes)
    {
        Add(hash, (long)bytes.Length);
        hash.AppendData(bytes);
    }
}
