using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// A value that a request or an object may leave out. Absent, <c>null</c> and a value are three things to Discord:
/// in a PATCH body absent keeps what is there and <c>null</c> clears it.
/// </summary>
/// <typeparam name="T">The value's type; nullable where Discord allows <c>null</c>.</typeparam>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T> : IOptional
{
    private readonly T _value;

    /// <summary>A value that is there.</summary>
    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether the property was, or is to be, on the wire.</summary>
    public bool HasValue { get; }

    /// <summary>The value; throws <see cref="InvalidOperationException" /> when absent.</summary>
    public T Value => HasValue ? _value : throw new InvalidOperationException("The property is absent.");

    /// <summary>The value, or <paramref name="otherwise" /> when absent.</summary>
    public T Or(T otherwise) => HasValue ? _value : otherwise;

    /// <summary>The value, or the type's default when absent.</summary>
    public T? OrDefault() => HasValue ? _value : default;

    /// <summary>Any value is a value that is there.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>The value's text, or "absent".</summary>
    public override string ToString() => HasValue ? _value?.ToString() ?? "null" : "absent";
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T>(ref reader, options)!);

        // An absent value never gets here: DiscordJson leaves its property out.
        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
