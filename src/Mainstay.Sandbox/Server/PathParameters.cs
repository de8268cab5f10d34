using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Sandbox.Server;

/// <summary>The few values of a path, in two small arrays: a request has at most six.</summary>
internal sealed class PathParameters(string[] names, string[] values) : IReadOnlyDictionary<string, string>
{
    public static PathParameters None { get; } = new([], []);

    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<string> Values => values.Take(names.Length);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The route has no {{{key}}}.");

    public bool ContainsKey(string key) => Array.IndexOf(names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var at = Array.IndexOf(names, key);
        value = at >= 0 ? values[at] : null;
        return at >= 0;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => names.Select((name, at) => KeyValuePair.Create(name, values[at])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
