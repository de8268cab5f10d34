namespace Mainstay.Discord.Rest;

/// <summary>How a <see cref="DiscordRest" /> talks to Discord.</summary>
public sealed record DiscordRestOptions
{
    /// <summary>Discord's API, version 10. For a sandbox: its own address, such as <c>http://127.0.0.1:5005/api/v10</c>.</summary>
    public Uri BaseAddress { get; init; } = new("https://discord.com/api/v10");

    /// <summary>
    /// What the requests call themselves. Discord wants <c>DiscordBot (address, version)</c> in front and blocks clients that lie about it.
    /// See https://discord.com/developers/docs/reference#user-agent.
    /// </summary>
    public string UserAgent { get; init; } = "DiscordBot (https://github.com/mainstay/mainstay, 0.1.0)";

    /// <summary>How long one attempt may take, from leaving to the last byte of the answer. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A 429 that asks to wait longer than this is told to the caller (<see cref="RestErrorKind.RateLimited" />) instead of waited for. Default 60 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts of one request, those answered 429 not counted. Default 4.</summary>
    public int MostAttempts { get; init; } = 4;

    /// <summary>Requests that may wait for their turn; more are refused. Default 100,000.</summary>
    public int LongestQueue { get; init; } = 100_000;

    /// <summary>Requests per second over all routes; Discord allows 50 unless it granted the bot more.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>The seed of the jitter in waiting times between attempts.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
