using System.Buffers;
using System.Text.Json;

namespace Mainstay.Discord.Gateway.Frames;

/// <summary>
/// Finds op, type, sequence and body of a frame. Discord has long sent <c>t</c>, <c>s</c>, <c>op</c> and <c>d</c> in this order,
/// so that the body need not be read to know where it ends. This is nowhere promised: any other order is read token by token.
/// </summary>
internal static class Envelope
{
    /// <summary>A name of anything else is read the long way, which tells an unknown event from a broken frame.</summary>
    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);

    private const int LongestName = 64;
    private const int LongestSequence = 18;

    /// <summary>False when the frame is not a gateway payload.</summary>
    public static bool TryPeek(Frame frame) => TryUsualOrder(frame) || TryScan(frame);

    /// <summary>Reads every token. False when the frame is not a gateway payload.</summary>
    public static bool TryScan(Frame frame)
    {
        try
        {
            return Scan(frame);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryUsualOrder(Frame frame)
    {
        var bytes = frame.Bytes.AsSpan(0, frame.Length);
        var start = "{\"t\":\""u8;
        if (!bytes.StartsWith(start) || bytes[^1] != '}')
        {
            return false;
        }

        var at = start.Length;
        var nameLength = bytes[at..Math.Min(bytes.Length, at + LongestName)].IndexOf((byte)'"');
        if (nameLength <= 0)
        {
            return false;
        }

        var rest = bytes[(at + nameLength)..];
        var beforeSequence = "\",\"s\":"u8;
        if (!rest.StartsWith(beforeSequence))
        {
            return false;
        }

        rest = rest[beforeSequence.Length..];
        long sequence = 0;
        var digits = 0;
        while (digits < rest.Length && digits < LongestSequence && (uint)(rest[digits] - '0') <= 9)
        {
            sequence = (sequence * 10) + (rest[digits++] - '0');
        }

        var beforeBody = ",\"op\":0,\"d\":"u8;
        if (digits == 0 || !rest[digits..].StartsWith(beforeBody) || bytes.Slice(at, nameLength).ContainsAnyExcept(NameLetters))
        {
            return false;
        }

        frame.NameStart = at;
        frame.NameLength = nameLength;
        frame.Sequence = sequence;
        frame.Op = 0;
        frame.BodyStart = bytes.Length - rest.Length + digits + beforeBody.Length;
        frame.BodyLength = bytes.Length - 1 - frame.BodyStart;
        frame.IsScanned = false;
        return frame.BodyLength > 0;
    }

    private static bool Scan(Frame frame)
    {
        frame.Op = -1;
        frame.Sequence = -1;
        frame.NameLength = 0;
        frame.BodyLength = 0;
        frame.IsScanned = true;
        var reader = new Utf8JsonReader(frame.Bytes.AsSpan(0, frame.Length));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("op"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var op))
                {
                    return false;
                }

                frame.Op = op;
            }
            else if (name.SequenceEqual("s"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number)
                {
                    if (!reader.TryGetInt64(out var sequence))
                    {
                        return false;
                    }

                    frame.Sequence = sequence;
                }
            }
            else if (name.SequenceEqual("t"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    frame.NameStart = (int)reader.TokenStartIndex + 1;
                    frame.NameLength = reader.ValueSpan.Length;
                }
            }
            else if (name.SequenceEqual("d"u8))
            {
                reader.Read();
                frame.BodyStart = (int)reader.TokenStartIndex;
                reader.Skip();
                frame.BodyLength = (int)reader.BytesConsumed - frame.BodyStart;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        var isWhole = reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        return isWhole && frame.Op >= 0 && (frame.Op != 0 || (frame.NameLength > 0 && frame.Sequence >= 0 && frame.BodyLength > 0));
    }
}
