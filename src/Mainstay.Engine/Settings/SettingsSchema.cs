using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Sdk;

namespace Mainstay.Engine.Settings;

/// <summary>What the declared settings records look like: JSON, bounds, differences.</summary>
internal static class SettingsSchema
{
    public static JsonSerializerOptions Json { get; } = Create();

    /// <summary>The first property outside of its bounds, or null.</summary>
    public static Failure? OutOfBounds(object settings)
    {
        foreach (var property in Properties(settings.GetType()))
        {
            var bounds = property.GetCustomAttribute<SettingAttribute>();
            if (bounds is null || property.GetValue(settings) is not { } value)
            {
                continue;
            }

            var (measure, unit) = value switch
            {
                int or long => (Convert.ToInt64(value, CultureInfo.InvariantCulture), ""),
                string text => (text.EnumerateRunes().Count(), " characters"),
                System.Collections.ICollection list => (list.Count, " entries"),
                _ => (0L, null),
            };
            if (unit is not null && (measure < bounds.Min || measure > bounds.Max))
            {
                return new Failure("settings.bounds", $"{bounds.Description}: {measure}{unit} is not between {bounds.Min.ToString("N0", CultureInfo.InvariantCulture)} and {bounds.Max.ToString("N0", CultureInfo.InvariantCulture)}.")
                {
                    Context = new Dictionary<string, string> { ["property"] = Json.PropertyNamingPolicy!.ConvertName(property.Name) },
                };
            }
        }

        return null;
    }

    public static IReadOnlyList<SettingDifference> Differences(JsonElement before, JsonElement after)
    {
        var differences = new List<SettingDifference>();
        foreach (var property in after.EnumerateObject())
        {
            var old = before.ValueKind == JsonValueKind.Object && before.TryGetProperty(property.Name, out var found) ? found : default;
            if (old.ValueKind == JsonValueKind.Undefined || !JsonElement.DeepEquals(old, property.Value))
            {
                differences.Add(new SettingDifference(property.Name, old.ValueKind == JsonValueKind.Undefined ? NullElement : old, property.Value));
            }
        }

        return differences;
    }

    /// <summary>Why a record cannot be declared as settings; null when it can.</summary>
    public static string? Complaint(Type type)
    {
        foreach (var property in Properties(type))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is null)
            {
                return $"{type.Name}.{property.Name} has no [Setting].";
            }
        }

        return null;
    }

    private static readonly JsonElement NullElement = JsonDocument.Parse("null").RootElement;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly();
        return options;
    }
}
