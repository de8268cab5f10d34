namespace Mainstay.Discord.Tests;

/// <summary>
/// The samples in tests/Corpus. Their names say what they are: <c>Models/Channel.thread.nulls.json</c> is a <c>Channel</c> (a thread) in which
/// everything is null that may be; <c>Events/GUILD_CREATE.json</c> is the <c>d</c> of that event. Without a last word a sample is complete,
/// <c>optionals</c> leaves out what may be absent, <c>unknown</c> has properties that nobody knows yet.
/// </summary>
internal static class Corpus
{
    private static readonly string[] Kinds = ["optionals", "nulls", "unknown"];

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Every sample, as a path such as <c>Models/Role.json</c>.</summary>
    public static IEnumerable<string> Samples { get; } =
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string sample) => File.ReadAllBytes(Path.Combine(Folder, sample));

    /// <summary>The model that a sample is of.</summary>
    public static Type ModelOf(string sample)
    {
        var name = Path.GetFileName(sample).Split('.')[0];
        return sample.StartsWith("Events/", StringComparison.Ordinal)
            ? EventName.Payloads[name]
            : typeof(WireModel).Assembly.GetType($"Mainstay.Discord.{name}", throwOnError: true)!;
    }

    /// <summary><c>complete</c>, <c>optionals</c>, <c>nulls</c> or <c>unknown</c>.</summary>
    public static string KindOf(string sample) => Kinds.FirstOrDefault(kind => sample.EndsWith($".{kind}.json", StringComparison.Ordinal)) ?? "complete";
}
