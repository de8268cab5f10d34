using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Changes as they are kept in steps: named and versioned by their kind.</summary>
internal static class ChangeJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(Change change) => JsonSerializer.Serialize(change, Options);

    /// <exception cref="JsonException">The kind or version is not known.</exception>
    public static Change Read(string json) => JsonSerializer.Deserialize<Change>(json, Options)!;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
