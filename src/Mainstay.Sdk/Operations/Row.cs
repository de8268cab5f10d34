using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Sdk;

/// <summary>
/// Columns and their values, as data: whole numbers (<c>long</c>; snowflakes, times in unix milliseconds), texts, and null. Two rows are equal when their
/// columns and values are. Write one as <c>new Row { ["user_id"] = 1L, ["status"] = "active" }</c>.
/// </summary>
[JsonConverter(typeof(RowConverter))]
public sealed class Row : IEquatable<Row>, IEnumerable<KeyValuePair<string, object?>>
{
    private readonly SortedDictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a column: <c>long</c>, <c>string</c> or null. Ids, times, booleans and other integers are stored as <c>long</c>.</summary>
    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    /// <exception cref="ArgumentException">A value of another type.</exception>
    public object? this[string column]
    {
        get => _values[column];
        init => _values[column] = Normal(value);
    }

    /// <summary>The columns, in ordinal order.</summary>
    public IEnumerable<string> Columns => _values.Keys;

    /// <summary>Whether the row says something about a column.</summary>
    public bool Has(string column) => _values.ContainsKey(column);

    /// <summary>A row made of pairs.</summary>
    public static Row From(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var row = new Row();
        foreach (var (column, value) in values)
        {
            row._values[column] = Normal(value);
        }

        return row;
    }

    /// <inheritdoc />
    public bool Equals(Row? other) => other is not null && _values.Count == other._values.Count && _values.SequenceEqual(other._values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Row);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (column, value) in _values)
        {
            hash.Add(column, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values joined by commas: stable, used as a key in targets.</summary>
    public override string ToString() => string.Join(',', _values.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "null"));

    private static object? Normal(object? value) => value switch
    {
        null or string or long => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        ulong number => unchecked((long)number),
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        _ => throw new ArgumentException($"A row holds whole numbers, texts and null, not {value.GetType().Name}."),
    };
}

internal sealed class RowConverter : JsonConverter<Row>
{
    public override Row Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = new List<KeyValuePair<string, object?>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = reader.GetString()!;
            reader.Read();
            values.Add(new(column, reader.TokenType switch
            {
                JsonTokenType.Null => null,
                JsonTokenType.Number => reader.GetInt64(),
                JsonTokenType.String => reader.GetString(),
                _ => throw new JsonException($"Column {column} holds neither number, text nor null."),
            }));
        }

        return Row.From(values);
    }

    public override void Write(Utf8JsonWriter writer, Row value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (column, cell) in value)
        {
            if (cell is long number)
            {
                writer.WriteNumber(column, number);
            }
            else
            {
                writer.WriteString(column, (string?)cell);
            }
        }

        writer.WriteEndObject();
    }
}
