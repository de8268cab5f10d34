using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

/// <summary>Times as Discord writes them: ISO 8601 with offset, and six digits of a second's fraction unless it is zero.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        const int longest = 40;
        Span<char> text = stackalloc char[longest];
        var wholeSecond = value.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond == 0;
        value.TryFormat(text, out var written, wholeSecond ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
