using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

internal sealed class IdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

internal sealed class IdConverter<T> : JsonConverter<Id<T>>
{
    private const int MaxDigits = 20;

    public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => new(reader.GetUInt64()),
        JsonTokenType.String => new(ReadDigits(ref reader)),
        _ => throw new JsonException("A snowflake is a string of digits."),
    };

    public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        Utf8Formatter.TryFormat(value.Value, digits, out var written);
        writer.WriteStringValue(digits[..written]);
    }

    public override Id<T> ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(ReadDigits(ref reader));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        Utf8Formatter.TryFormat(value.Value, digits, out var written);
        writer.WritePropertyName(digits[..written]);
    }

    private static ulong ReadDigits(ref Utf8JsonReader reader)
    {
        Span<byte> copy = stackalloc byte[MaxDigits];
        scoped ReadOnlySpan<byte> digits;
        if (reader.HasValueSequence)
        {
            if (reader.ValueSequence.Length > MaxDigits)
            {
                throw new JsonException("A snowflake has at most 20 digits.");
            }

            reader.ValueSequence.CopyTo(copy);
            digits = copy[..(int)reader.ValueSequence.Length];
        }
        else
        {
            digits = reader.ValueSpan;
        }

        return Utf8Parser.TryParse(digits, out ulong value, out var consumed) && consumed == digits.Length
            ? value
            : throw new JsonException("A snowflake is a string of digits.");
    }
}
