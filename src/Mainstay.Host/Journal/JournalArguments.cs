using System.CommandLine;
using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Host.Cli;

namespace Mainstay.Host.Journal;

/// <summary>The options of <c>mainstay journal</c>, read with one sentence for each that makes no sense.</summary>
internal static class JournalArguments
{
    private static readonly string[] Outcomes = ["applied", "skipped", "failed", "unverified", "denied"];

    public static Option<string?> Guild() => new("--guild") { Description = "One server, by id; 0 for what concerns no server. Default: all." };

    public static Option<bool> Decrypt(string what) => new("--decrypt") { Description = $"Open sealed details in the {what}; needs the master key." };

    public static Id<Guild>? GuildOf(string? text) => text is null ? null : new Id<Guild>(IdOf("--guild", text));

    public static Id<User>? UserOf(string name, string? text) => text is null ? null : new Id<User>(IdOf(name, text));

    public static string? OutcomeOf(string? text) => text is null || Outcomes.Contains(text)
        ? text
        : throw new CliException($"There is no outcome \"{text}\": use {string.Join(", ", Outcomes[..^1])} or {Outcomes[^1]}.", ExitCode.Usage);

    public static long? RunOf(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var run) && run > 0 ? run
        : throw new CliException($"--run is the number of a run, not \"{text}\".", ExitCode.Usage);

    public static string FileOf(string name, string? text) => string.IsNullOrWhiteSpace(text)
        ? throw new CliException($"{name} is the name of the file to make, and it is empty.", ExitCode.Usage)
        : Path.GetFullPath(text);

    public static int LimitOf(int limit) => limit is >= 1 and <= 10_000 ? limit : throw new CliException("--limit is a number from 1 to 10000.", ExitCode.Usage);

    /// <summary>A moment: a date or time (UTC unless it says otherwise), or how long ago: 90m, 12h, 7d.</summary>
    public static DateTimeOffset? MomentOf(string name, string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > 1 && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 36_500)
        {
            TimeSpan? ago = text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            };
            if (ago is { } back)
            {
                return now - back;
            }
        }

        return text.Contains('-', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new CliException($"{name} is a moment such as 2026-01-31, \"2026-01-31 18:00\" or 7d (seven days ago), not \"{text}\".", ExitCode.Usage);
    }

    private static ulong IdOf(string name, string text) => ulong.TryParse(text.Trim('<', '@', '!', '>'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= long.MaxValue
        ? id
        : throw new CliException($"{name} is an id, a number of up to 19 digits, not \"{text}\".", ExitCode.Usage);
}
