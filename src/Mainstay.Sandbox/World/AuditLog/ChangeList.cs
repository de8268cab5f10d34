using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>The changes of an audit log entry: what a property was, and what it became; a value that is null is left out.</summary>
internal sealed class ChangeList
{
    private static readonly Dictionary<string, string> Images = new(StringComparer.Ordinal)
    {
        ["icon"] = "icon_hash",
        ["splash"] = "splash_hash",
        ["discovery_splash"] = "discovery_splash_hash",
        ["banner"] = "banner_hash",
        ["avatar"] = "avatar_hash",
    };

    private readonly List<AuditLogChange> _changes = [];

    public IReadOnlyList<AuditLogChange> Changes => _changes;

    public bool IsEmpty => _changes.Count == 0;

    /// <summary>
    /// The named properties in which two states of an object differ; one state null for an object that came or went.
    /// Images are logged under names of their own.
    /// </summary>
    public static ChangeList Between(object? before, object? after, params ReadOnlySpan<string> keys)
    {
        var list = new ChangeList();
        var old = Element(before);
        var now = Element(after);
        foreach (var key in keys)
        {
            list.AddRaw(Images.GetValueOrDefault(key, key), Property(old, key), Property(now, key));
        }

        return list;
    }

    /// <summary>Notes a change, unless there was none.</summary>
    public ChangeList Add(string key, object? before, object? after)
    {
        AddRaw(key, Element(before), Element(after));
        return this;
    }

    private void AddRaw(string key, JsonElement? before, JsonElement? after)
    {
        var same = before is { } one && after is { } other ? JsonElement.DeepEquals(one, other) : before is null && after is null;
        if (!same)
        {
            _changes.Add(new AuditLogChange
            {
                Key = key,
                OldValue = before is { } was ? new(was) : default,
                NewValue = after is { } became ? new(became) : default,
            });
        }
    }

    private static JsonElement? Element(object? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, value.GetType(), SandboxJson.Options);

    private static JsonElement? Property(JsonElement? element, string key) =>
        element is { } value && value.TryGetProperty(key, out var property) && property.ValueKind != JsonValueKind.Null ? property : null;
}
