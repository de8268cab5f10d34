namespace Mainstay.Sandbox.Server;

/// <summary>One mapped route.</summary>
internal sealed record Route(string Method, string Template, RestHandler Handler, RouteAccess Access)
{
    /// <summary>Method and template in one.</summary>
    public string Key { get; } = $"{Method} {Template}";

    /// <summary>The parameters that rate limits are counted apart for: a channel, a guild, or a webhook with its token, if the path begins with it.</summary>
    public IReadOnlyList<string> Majors { get; } = MajorsOf(Template);

    private static IReadOnlyList<string> MajorsOf(string template) => template.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["channels", "{channel_id}", ..] => ["channel_id"],
        ["guilds", "{guild_id}", ..] => ["guild_id"],
        ["webhooks", var id, var token, ..] when id.StartsWith('{') && token.StartsWith('{') => [id.Trim('{', '}'), token.Trim('{', '}')],
        ["webhooks", var id, ..] when id.StartsWith('{') => [id.Trim('{', '}')],
        ["interactions", var id, ..] when id.StartsWith('{') => [id.Trim('{', '}')],
        _ => [],
    };
}

/// <summary>Every route, as a tree of path segments: fixed segments win over parameters, one walk per request.</summary>
internal sealed class RouteTable
{
    private readonly Node _root = new();
    private readonly List<Route> _routes = [];

    public IReadOnlyList<Route> Routes => _routes;

    /// <summary>
    /// Maps a route below the API's base. Templates are written as in Discord's OpenAPI: <c>/guilds/{guild_id}/roles/{role_id}</c>.
    /// Fixed segments such as <c>@me</c> win over parameters.
    /// </summary>
    public void Map(string method, string template, RestHandler handler, RouteAccess access = RouteAccess.Bot)
    {
        var route = new Route(method, template, handler, access);
        var node = _root;
        foreach (var segment in template.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.Child(segment);
        }

        if (!node.Methods.TryAdd(method, new Leaf(route, Names(template))))
        {
            throw new InvalidOperationException($"{method} {template} is mapped twice.");
        }

        _routes.Add(route);
    }

    /// <summary>Finds the route of a path (without the API's base). A path that exists with other methods only tells so.</summary>
    public RouteMatch Match(string method, ReadOnlySpan<char> path)
    {
        Span<Range> segments = stackalloc Range[MaxSegments + 1];
        var count = path.Trim('/').IsEmpty ? 0 : path.Trim('/').Split(segments, '/');
        if (count > MaxSegments)
        {
            return default;
        }

        var trimmed = path.Trim('/');
        var values = new string[MaxParameters];
        var pathExists = false;
        var leaf = Walk(_root, method, trimmed, segments[..count], values, 0, ref pathExists);
        if (leaf is null)
        {
            return new RouteMatch(null, PathParameters.None, pathExists);
        }

        return new RouteMatch(leaf.Route, new PathParameters(leaf.Names, values), true);
    }

    private const int MaxSegments = 12;
    private const int MaxParameters = 6;

    private static Leaf? Walk(Node node, string method, ReadOnlySpan<char> path, ReadOnlySpan<Range> rest, string[] values, int taken, ref bool pathExists)
    {
        if (rest.IsEmpty)
        {
            pathExists |= node.Methods.Count > 0;
            return node.Methods.GetValueOrDefault(method);
        }

        var segment = path[rest[0]];
        if (node.Fixed.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var next)
            && Walk(next, method, path, rest[1..], values, taken, ref pathExists) is { } found)
        {
            return found;
        }

        if (node.Parameter is null || segment.IsEmpty || taken == MaxParameters)
        {
            return null;
        }

        values[taken] = Uri.UnescapeDataString(segment);
        return Walk(node.Parameter, method, path, rest[1..], values, taken + 1, ref pathExists);
    }

    private static string[] Names(string template) =>
        [.. template.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'))];

    private sealed record Leaf(Route Route, string[] Names);

    private sealed class Node
    {
        public Dictionary<string, Node> Fixed { get; } = new(StringComparer.Ordinal);

        public Node? Parameter { get; private set; }

        public Dictionary<string, Leaf> Methods { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Node Child(string segment)
        {
            if (segment.StartsWith('{'))
            {
                return Parameter ??= new Node();
            }

            return Fixed.TryGetValue(segment, out var node) ? node : Fixed[segment] = new Node();
        }
    }
}

/// <summary>What a walk found: a route, or only that the path exists with other methods.</summary>
internal readonly record struct RouteMatch(Route? Route, PathParameters Parameters, bool PathExists);
