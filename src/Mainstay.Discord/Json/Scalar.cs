using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// A value that Discord writes as a text, a number or a boolean, depending on the kind of thing it belongs to: option values, choices, nonces,
/// fields of a modal. What was read is written back in the same kind.
/// </summary>
[JsonConverter(typeof(ScalarConverter))]
public readonly record struct Scalar
{
    private readonly object _value;

    private Scalar(object value) => _value = value;

    /// <summary>The text, if it is one.</summary>
    public string? AsText => _value as string;

    /// <summary>The whole number, if it is one.</summary>
    public long? AsInteger => _value as long?;

    /// <summary>The number, if it is one, whole or not.</summary>
    public double? AsNumber => _value switch
    {
        long integer => integer,
        double number => number,
        _ => null,
    };

    /// <summary>The boolean, if it is one.</summary>
    public bool? AsBoolean => _value as bool?;

    /// <summary>A text.</summary>
    public static implicit operator Scalar(string text) => new(text);

    /// <summary>A whole number; Discord carries 53 bits.</summary>
    public static implicit operator Scalar(long integer) => new(integer);

    /// <summary>A number.</summary>
    public static implicit operator Scalar(double number) => new(number);

    /// <summary>A boolean.</summary>
    public static implicit operator Scalar(bool boolean) => new(boolean);

    /// <summary>The value as text: numbers invariant, booleans in lower case.</summary>
    public override string ToString() => _value switch
    {
        null => "",
        bool boolean => boolean ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

internal sealed class ScalarConverter : JsonConverter<Scalar>
{
    public override Scalar Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number when reader.TryGetInt64(out var integer) => integer,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new JsonException("A text, a number or a boolean was expected."),
    };

    public override void Write(Utf8JsonWriter writer, Scalar value, JsonSerializerOptions options)
    {
        if (value.AsText is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (value.AsInteger is { } integer)
        {
            writer.WriteNumberValue(integer);
        }
        else if (value.AsNumber is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (value.AsBoolean is { } boolean)
        {
            writer.WriteBooleanValue(boolean);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
