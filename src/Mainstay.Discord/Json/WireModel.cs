using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord;

/// <summary>What every object on the wire shares: properties that this version does not know are kept, and written back as they came.</summary>
public abstract record WireModel
{
    /// <summary>Properties that Discord sent and this version has no name for; null when there were none.</summary>
    [JsonExtensionData]
    [JsonInclude]
    public Dictionary<string, JsonElement>? Unknown { get; internal set; }
}
