using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mainstay.Discord.Json;

namespace Mainstay.Sandbox.Server;

/// <summary>
/// How the sandbox writes JSON: wire models as <see cref="DiscordJson" /> writes them, and any other shape (records, anonymous objects, JsonNode) by the same rules:
/// snake case, a null of a property that is not <c>required</c> is left out.
/// </summary>
internal static class SandboxJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DiscordJson.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                DiscordJson.Options.TypeInfoResolver,
                new DefaultJsonTypeInfoResolver().WithAddedModifier(DiscordJson.LeaveOutWhatIsAbsent)),
        };
        options.MakeReadOnly();
        return options;
    }
}
