using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Sandbox.Faults;

/// <summary>What is to go wrong in a sandbox. JSON in snake case: <c>{"seed": 7, "rules": [{"kind": "HalfFrame", "on": "gateway:*", "share": 0.01}]}</c>.</summary>
public sealed record FaultPlan
{
    /// <summary>Chooses what <see cref="FaultRule.Share" /> hits.</summary>
    public int Seed { get; init; }

    /// <summary>Asked in order; the first that hits is the one that happens.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Reads a plan; throws <see cref="JsonException" /> on anything that does not fit.</summary>
    public static FaultPlan Parse(string json) =>
        JsonSerializer.Deserialize(json, FaultJson.Default.FaultPlan) ?? throw new JsonException("A fault plan is a JSON object.");

    /// <summary>The same plan as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FaultJson.Default.FaultPlan);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaultPlan))]
internal sealed partial class FaultJson : JsonSerializerContext;
