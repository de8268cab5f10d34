using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mainstay.Discord.Json;

/// <summary>
/// The one way Mainstay reads and writes Discord's JSON.
/// A property marked <c>required</c> is one that Discord always sends: it is written even when null, and a body without it is refused.
/// Any other property may be absent: null, or an absent <see cref="Optional{T}" />, leaves it out.
/// </summary>
public static class DiscordJson
{
    /// <summary>Snake case names, absent properties left out, unknown properties kept or ignored, never refused.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DiscordJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(DiscordJsonContext.Default, RestJsonContext.Default).WithAddedModifier(LeaveOutWhatIsAbsent),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Also applied by the sandbox to its own context, so that both sides agree on what absent means.</summary>
    internal static void LeaveOutWhatIsAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (typeof(IOptional).IsAssignableFrom(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IOptional { HasValue: true };
            }
            else if (!property.IsRequired && !property.IsExtensionData && CanBeNull(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is not null;
            }
        }
    }

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}

/// <summary>Lets the serializer ask any optional whether it is there.</summary>
internal interface IOptional
{
    bool HasValue { get; }
}
