using System.Globalization;
using System.Text;

namespace Mainstay.Discord.Rest;

/// <summary>The query of a request. What is null is left out.</summary>
public sealed class RestQuery
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a text.</summary>
    public RestQuery Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Adds a number.</summary>
    public RestQuery Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an id.</summary>
    public RestQuery Add<T>(string name, Id<T>? value) => Add(name, value?.ToString());

    /// <summary>Adds a flag, if set.</summary>
    public RestQuery Flag(string name, bool value) => value ? Add(name, "true") : this;

    /// <summary>Adds a time, UTC.</summary>
    public RestQuery Add(string name, DateTimeOffset? value) => Add(name, value?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture));

    /// <summary>The query with its question mark, or nothing.</summary>
    public override string ToString() => _text.ToString();
}
