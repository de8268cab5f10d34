using System.Text.Json;
using Mainstay.Discord;

namespace Mainstay.Sandbox.Routes;

internal sealed partial class BodyReader
{
    /// <summary>A list of distinct ids.</summary>
    public Optional<IReadOnlyList<Id<T>>?> Ids<T>(string name, int max = int.MaxValue, int min = 0, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<IReadOnlyList<Id<T>>>(name, value, required, nullable);
        }

        if (!IsList(name, value, min, max))
        {
            return default;
        }

        var ids = new List<Id<T>>();
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (TrySnowflake<T>(item, out var id))
            {
                if (!ids.Contains(id))
                {
                    ids.Add(id);
                }
            }
            else
            {
                Wrong($"{name}.{at}", "NUMBER_TYPE_COERCE", $"Value \"{Shown(item)}\" is not snowflake.");
            }

            at++;
        }

        return new(ids);
    }

    public Optional<IReadOnlyList<string>?> Texts(string name, int max = int.MaxValue, int maxLength = int.MaxValue, int min = 0)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<IReadOnlyList<string>>(name, value, required: false, nullable: true);
        }

        if (!IsList(name, value, min, max))
        {
            return default;
        }

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            var field = $"{name}.{texts.Count}";
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            CheckLength(field, LengthOf(text), 0, maxLength);
            texts.Add(text);
        }

        return new(texts);
    }

    /// <summary>An object within this one.</summary>
    public Optional<BodyReader?> Object(string name, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<BodyReader>(name, value, required, nullable);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(name, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            return default;
        }

        return new(new BodyReader(value, PathOf(name), _errors));
    }

    /// <summary>A list of objects.</summary>
    public Optional<IReadOnlyList<BodyReader>?> Objects(string name, int max = int.MaxValue, int min = 0, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<IReadOnlyList<BodyReader>>(name, value, required, nullable);
        }

        if (!IsList(name, value, min, max))
        {
            return default;
        }

        var items = new List<BodyReader>();
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(new BodyReader(item, PathOf($"{name}.{at}"), _errors));
            }
            else
            {
                Wrong($"{name}.{at}", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            }

            at++;
        }

        return new(items);
    }

    private bool IsList(string name, JsonElement value, int min, int max)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return false;
        }

        return CheckLength(name, value.GetArrayLength(), min, max);
    }
}
