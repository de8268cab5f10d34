using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// A snowflake that names one kind of object: mixing up an <c>Id&lt;Role&gt;</c> and an <c>Id&lt;User&gt;</c> does not compile.
/// On the wire a decimal string; numbers are accepted too, because guild templates carry them.
/// See https://discord.com/developers/docs/reference#snowflakes.
/// </summary>
/// <typeparam name="T">The model that the id names, such as <c>Guild</c>, <c>Role</c> or <c>User</c>.</typeparam>
[JsonConverter(typeof(IdConverterFactory))]
public readonly record struct Id<T>(ulong Value) : IComparable<Id<T>>, ISpanParsable<Id<T>>, ISpanFormattable
{
    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsNone => Value == 0;

    /// <summary>When the object was made, to the millisecond, UTC, as the id itself tells.</summary>
    public DateTimeOffset CreatedAt => Snowflake.TimeOf(Value);

    /// <summary>The same number as the id of another kind, for the few places where Discord shares ids (@everyone has the guild's id).</summary>
    public Id<TOther> Cast<TOther>() => new(Value);

    /// <inheritdoc />
    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);

    /// <summary>The decimal digits, as on the wire.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc />
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, default, CultureInfo.InvariantCulture);

    /// <summary>Reads decimal digits; throws <see cref="FormatException" /> on anything else.</summary>
    public static Id<T> Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        new(ulong.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>Reads decimal digits; throws <see cref="FormatException" /> on anything else.</summary>
    public static Id<T> Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <summary>Reads decimal digits; false on anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Id<T> result)
    {
        var ok = ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        result = new Id<T>(value);
        return ok;
    }

    /// <summary>Reads decimal digits; false on anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Reads decimal digits; false on anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Id<T> result) => TryParse(s.AsSpan(), null, out result);
}
