using System.Reflection;

namespace Mainstay.Sandbox.Console;

/// <summary>The console page's files, from inside the program.</summary>
internal static class ConsoleAssets
{
    private const string Prefix = "Mainstay.Sandbox.Console.";

    private static readonly Dictionary<string, Asset> All = Read();

    /// <summary>A file by its name, such as <c>app.js</c>.</summary>
    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static Dictionary<string, Asset> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var name = resource[Prefix.Length..];
            all.Add(name, new Asset(content, TypeOf(name)));
        }

        return all;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    /// <summary>One file.</summary>
    internal sealed record Asset(byte[] Content, string ContentType);
}
