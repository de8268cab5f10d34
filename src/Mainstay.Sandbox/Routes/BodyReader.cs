using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Routes;

/// <summary>
/// Reads one JSON object of a request field by field and notes everything that is wrong with it, as Discord's own forms do:
/// unknown fields are ignored, numbers pass for strings and strings of digits for numbers, and all errors come back at once (50035).
/// Every read yields absent, null or a value; after an error it yields absent.
/// </summary>
internal sealed partial class BodyReader
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<FieldError> _errors;

    private BodyReader(JsonElement value, string path, List<FieldError> errors)
    {
        _object = value;
        _path = path;
        _errors = errors;
    }

    /// <summary>The body of a request; an absent one reads as <c>{}</c>.</summary>
    public static BodyReader Of(JsonElement? body)
    {
        if (body is not { } value)
        {
            return new BodyReader(default, "", []);
        }

        return value.ValueKind == JsonValueKind.Object
            ? new BodyReader(value, "", [])
            : throw Refusal.Form(new FieldError("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
    }

    /// <summary>The items of a body that is an array of objects.</summary>
    public static IReadOnlyList<BodyReader> ListOf(JsonElement? body, out BodyReader form)
    {
        if (body is not { ValueKind: JsonValueKind.Array } list)
        {
            throw Refusal.Form(new FieldError("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"));
        }

        var errors = new List<FieldError>();
        form = new BodyReader(default, "", errors);
        var items = new List<BodyReader>();
        foreach (var item in list.EnumerateArray())
        {
            var path = items.Count.ToString(CultureInfo.InvariantCulture);
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(new BodyReader(item, path, errors));
            }
            else
            {
                errors.Add(new FieldError(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"));
            }
        }

        form.ThrowIfWrong();
        return items;
    }

    /// <summary>Whether the field is there, null or not.</summary>
    public bool Has(string name) => Find(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The names of the fields that are there.</summary>
    public IEnumerable<string> Names => _object.ValueKind == JsonValueKind.Object ? _object.EnumerateObject().Select(p => p.Name) : [];

    /// <summary>The field as it stands; undefined when absent.</summary>
    public JsonElement Raw(string name) => Find(name);

    /// <summary>Notes an error at a field.</summary>
    public void Wrong(string name, string code, string message) => _errors.Add(new FieldError(PathOf(name), code, message));

    /// <summary>Notes an error at this object itself.</summary>
    public void Wrong(string code, string message) => _errors.Add(new FieldError(_path, code, message));

    /// <summary>How much is wrong so far, in the whole body.</summary>
    public int ErrorCount => _errors.Count;

    /// <summary>Ends the reading: refuses with everything noted so far.</summary>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw Refusal.Form(_errors);
        }
    }

    /// <summary>Notes <c>BASE_TYPE_REQUIRED</c> unless the field was read.</summary>
    private Optional<T?> Absent<T>(string name, JsonElement value, bool required, bool nullable)
    {
        if (value.ValueKind == JsonValueKind.Null && nullable)
        {
            return new Optional<T?>(default);
        }

        if (required || value.ValueKind == JsonValueKind.Null)
        {
            Wrong(name, "BASE_TYPE_REQUIRED", "This field is required");
        }

        return default;
    }

    private static bool IsMissing(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private JsonElement Find(string name) =>
        _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out var value) ? value : default;

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
