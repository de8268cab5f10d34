using System.Globalization;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Database;

internal static class DatabaseTexts
{
    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("db version", "Counts are since Mainstay started. Whoever runs Mainstay checks the schema with `mainstay db check`."),
    ];

    public static Reply Version(DatabaseStatus status)
    {
        var current = status.Modules.All(module => module.State == SchemaState.Current);
        var pool = status.Pool;
        return new Reply
        {
            Title = "The database behind me",
            Text = current ? "Its schema is up to date." : "Its schema is not the one that I need. Whoever runs me can check it with `mainstay db check`.",
            Tone = current ? Tone.Good : Tone.Warning,
            Fields =
            [
                new("Database", $"{status.Database} {Mention.Plain(status.Version)}"),
                new("Size", Size(status.Bytes)),
                new("Schema", string.Join('\n', status.Modules.Select(module => $"{module.Module}: step {module.Standing}{(module.State == SchemaState.Current ? "" : $", {Remark(module)}")}")), Inline: false),
                new("Connections in use", $"{Number(pool.Reading + pool.Writing + pool.Bulk)} of {Number(pool.Limit)}"),
                new("Waiting", Number(pool.Waiting)),
                new("Held longest now", Seconds(pool.LongestNow)),
                new("Longest write so far", Seconds(pool.LongestWriter)),
                new("Tried again", Number(pool.Repeated)),
                new("Failed", Number(pool.Failed)),
            ],
        };
    }

    /// <summary>What is the matter with a schema that is not current.</summary>
    public static string Remark(SchemaVersion module) => module.State switch
    {
        SchemaState.Current => "up to date",
        SchemaState.Behind => $"step {module.Shipped} has not run yet",
        SchemaState.Newer => $"newer than this program, which knows step {module.Shipped}",
        SchemaState.Changed => $"step {module.Step!.Number} differs from what this program has",
        _ => "of a part that this program does not have",
    };

    public static string Size(long bytes) => bytes < 1_000_000
        ? $"{(bytes / 1e3).ToString("0", CultureInfo.InvariantCulture)} kB"
        : $"{(bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture)} MB";

    public static string Seconds(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? $"{Math.Ceiling(time.TotalMilliseconds).ToString("0", CultureInfo.InvariantCulture)} ms"
        : $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
