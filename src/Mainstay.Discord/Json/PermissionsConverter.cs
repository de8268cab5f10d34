using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

/// <summary>A decimal string on the wire; numbers are accepted too, because guild templates and old clients carry them.</summary>
internal sealed class PermissionsConverter : JsonConverter<Permissions>
{
    private const int MaxDigits = 20;

    public override Permissions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return (Permissions)reader.GetUInt64();
            case JsonTokenType.String when reader.ValueIsEscaped || (reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > MaxDigits:
                break;
            case JsonTokenType.String:
                Span<byte> digits = stackalloc byte[MaxDigits];
                digits = digits[..reader.CopyString(digits)];
                if (Utf8Parser.TryParse(digits, out ulong value, out var consumed) && consumed == digits.Length)
                {
                    return (Permissions)value;
                }

                break;
        }

        throw new JsonException("Permissions are a string of digits.");
    }

    public override void Write(Utf8JsonWriter writer, Permissions value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        Utf8Formatter.TryFormat((ulong)value, digits, out var written);
        writer.WriteStringValue(digits[..written]);
    }
}
