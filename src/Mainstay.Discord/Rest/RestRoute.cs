namespace Mainstay.Discord.Rest;

/// <summary>A route of Discord's API: method and path template, and what the client must know of it.</summary>
public sealed class RestRoute
{
    private readonly string[] _parts;

    /// <summary>Describes a route.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path below the version, with parameters in braces: <c>/guilds/{guild_id}</c>.</param>
    /// <param name="docs">The page of Discord's documentation, from <c>https://discord.com/developers/docs/</c> on.</param>
    public RestRoute(HttpMethod method, string template, string docs)
    {
        Method = method;
        Template = template;
        Docs = docs;
        Name = $"{method} {template}";
        _parts = template.Split('{', '}');
        var top = template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        MajorParameters = top is ["channels" or "guilds", ['{', ..], ..] ? 1 : top is ["webhooks" or "interactions", ['{', ..], ['{', ..], ..] ? 2 : top is ["webhooks", ['{', ..], ..] ? 1 : 0;
        CarriesToken = MajorParameters == 2;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path template.</summary>
    public string Template { get; }

    /// <summary>The page of Discord's documentation.</summary>
    public string Docs { get; }

    /// <summary>Method and template.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether doing it twice has the same effect as doing it once, so that it may be sent again when no answer came. True of all but POST,
    /// where a route says so itself.
    /// </summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether it is exempt from the 50 requests per second: interaction callbacks and follow-ups.</summary>
    public bool Exempt { get; init; }

    /// <summary>Whether the path itself carries a token, so that the bot's is not sent along.</summary>
    public bool CarriesToken { get; }

    /// <summary>How many parameters, from the first, limits are counted by.</summary>
    internal int MajorParameters { get; }

    internal bool MayRepeat => Repeatable || Method != HttpMethod.Post;

    /// <summary>Fills in the template. Texts are escaped.</summary>
    internal string Path(ReadOnlySpan<PathValue> values)
    {
        if (values.Length != _parts.Length / 2)
        {
            throw new ArgumentException($"{Name} has {_parts.Length / 2} parameters, not {values.Length}.", nameof(values));
        }

        var path = new string[_parts.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            path[i] = i % 2 == 0 ? _parts[i] : Uri.EscapeDataString(values[i / 2].Text);
        }

        return string.Concat(path);
    }

    /// <summary>The major parameter: what the route's limits are counted by.</summary>
    internal string Major(ReadOnlySpan<PathValue> values) => MajorParameters switch
    {
        0 => "",
        1 => values[0].Text,
        _ => $"{values[0].Text}:{values[1].Text}",
    };

    /// <summary>Method and template.</summary>
    public override string ToString() => Name;
}

/// <summary>A value for a parameter of a path: an id's number, or a text.</summary>
public readonly record struct PathValue(string Text)
{
    /// <summary>An id.</summary>
    public static implicit operator PathValue(ulong id) => new(id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A code, token or emoji.</summary>
    public static implicit operator PathValue(string text) => new(text);
}
