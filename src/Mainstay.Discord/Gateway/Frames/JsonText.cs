using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mainstay.Discord.Gateway.Frames;

/// <summary>Single values of hot events, read the way the serializer would read them.</summary>
internal static class JsonText
{
    private const int LongestTime = 40;

    /// <summary>The property's name; escapes in names are legal, if never seen.</summary>
    public static ReadOnlySpan<byte> NameOf(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan;

    public static TextRange Range(ref Utf8JsonReader reader, Frame frame) => reader.TokenType switch
    {
        JsonTokenType.String => TextRange.Of(
            frame.TextBase + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped),
        JsonTokenType.Null => TextRange.Null,
        _ => throw new JsonException($"A text was expected, not {reader.TokenType}."),
    };

    /// <summary>A snowflake, or 0 for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IdOrNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? 0 : Id(ref reader);

    public static ulong Id(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            throw new JsonException("A snowflake is a string of digits.");
        }

        var digits = reader.ValueSpan;
        if (digits.Length is 0 or > 19)
        {
            return SlowId(ref reader);
        }

        ulong value = 0;
        foreach (var b in digits)
        {
            var digit = (uint)b - '0';
            if (digit > 9)
            {
                return SlowId(ref reader);
            }

            value = (value * 10) + digit;
        }

        return value;
    }

    public static int Int(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt32(),
        JsonTokenType.String when Utf8Parser.TryParse(reader.ValueSpan, out int value, out var used) && used == reader.ValueSpan.Length => value,
        _ => throw new JsonException($"A number was expected, not {reader.TokenType}."),
    };

    public static long Long(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt64(),
        JsonTokenType.String when Utf8Parser.TryParse(reader.ValueSpan, out long value, out var used) && used == reader.ValueSpan.Length => value,
        _ => throw new JsonException($"A number was expected, not {reader.TokenType}."),
    };

    public static bool Bool(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new JsonException($"True or false was expected, not {reader.TokenType}."),
    };

    /// <summary>Appends a list of snowflakes to the frame's scratch.</summary>
    public static int Ids(ref Utf8JsonReader reader, Frame frame)
    {
        StartArray(ref reader);
        var before = frame.IdCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            frame.AddId(Id(ref reader));
        }

        return frame.IdCount - before;
    }

    /// <summary>Appends the ids of a list of objects.</summary>
    public static int IdsOfObjects(ref Utf8JsonReader reader, Frame frame)
    {
        StartArray(ref reader);
        var before = frame.IdCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            StartObject(ref reader);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = NameOf(ref reader).SequenceEqual("id"u8);
                reader.Read();
                if (isId)
                {
                    frame.AddId(Id(ref reader));
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return frame.IdCount - before;
    }

    public static int CountArray(ref Utf8JsonReader reader)
    {
        StartArray(ref reader);
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count;
    }

    public static void StartObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"An object was expected, not {reader.TokenType}.");
        }
    }

    public static void StartArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"A list was expected, not {reader.TokenType}.");
        }
    }

    /// <summary>Nothing may follow the body: if something does, the frame was not in the usual order.</summary>
    public static void End(ref Utf8JsonReader reader)
    {
        if (reader.Read())
        {
            throw new JsonException("The event's body goes on after its end.");
        }
    }

    public static byte[] Unescape(byte[] bytes, TextRange range)
    {
        var reader = new Utf8JsonReader(bytes.AsSpan(range.Start - 1, range.Length + 2));
        reader.Read();
        return Unescaped(ref reader);
    }

    /// <summary>Unix milliseconds of a time as Discord writes it, <c>2015-04-26T06:26:56.936000+00:00</c>; any other form the long way.</summary>
    public static long Milliseconds(ReadOnlySpan<byte> utf8)
    {
        const int UpToSeconds = 19;
        if (utf8.Length < UpToSeconds + 1
            || !TryDigits(utf8[..4], out var year) || !TryDigits(utf8[5..7], out var month) || !TryDigits(utf8[8..10], out var day)
            || !TryDigits(utf8[11..13], out var hour) || !TryDigits(utf8[14..16], out var minute) || !TryDigits(utf8[17..19], out var second)
            || utf8[4] != '-' || utf8[7] != '-' || utf8[10] != 'T' || utf8[13] != ':' || utf8[16] != ':'
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return Time(utf8).ToUnixTimeMilliseconds();
        }

        var rest = utf8[UpToSeconds..];
        var milliseconds = 0;
        if (rest[0] == '.')
        {
            var digits = 1;
            for (var scale = 100; digits < rest.Length && (uint)(rest[digits] - '0') <= 9; digits++, scale /= 10)
            {
                milliseconds += (rest[digits] - '0') * scale;
            }

            rest = rest[digits..];
        }

        return rest.SequenceEqual("+00:00"u8) || rest.SequenceEqual("Z"u8)
            ? ((new DateTime(year, month, day, hour, minute, second).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond) + milliseconds
            : Time(utf8).ToUnixTimeMilliseconds();
    }

    public static DateTimeOffset Time(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestTime)
        {
            throw new JsonException("A time was expected.");
        }

        Span<byte> quoted = stackalloc byte[LongestTime + 2];
        quoted[0] = (byte)'"';
        utf8.CopyTo(quoted[1..]);
        quoted[utf8.Length + 1] = (byte)'"';
        var reader = new Utf8JsonReader(quoted[..(utf8.Length + 2)]);
        reader.Read();
        return reader.GetDateTimeOffset();
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var b in digits)
        {
            var digit = b - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    private static byte[] Unescaped(ref Utf8JsonReader reader)
    {
        var copy = new byte[reader.ValueSpan.Length];
        return copy[..reader.CopyString(copy)];
    }

    private static ulong SlowId(ref Utf8JsonReader reader)
    {
        var digits = reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan;
        return Utf8Parser.TryParse(digits, out ulong value, out var used) && used == digits.Length
            ? value
            : throw new JsonException("A snowflake is a string of digits.");
    }
}
