using System.Globalization;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Health;

/// <summary>How the engine's own parts are: the database, the gateway, Discord over HTTP, and what waits to be applied.</summary>
internal sealed class EngineProbes(IDatabase database, GatewayPulse gateway, DiscordRest rest, TimeProvider time)
{
    private static readonly TimeSpan SlowGateway = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SlowDatabase = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowRest = TimeSpan.FromSeconds(2);

    public IReadOnlyList<Probe> All =>
    [
        new("database", "Database", DatabaseAsync),
        new("gateway", "Gateway", (guild, _) => Task.FromResult(Gateway(guild))),
        new("rest", "Discord over HTTP", RestAsync),
        new("runs", "Runs", RunsAsync),
    ];

    private async Task<ProbeResult> DatabaseAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT 1"), cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            return new ProbeResult(Sdk.Health.Unhealthy, DatabaseFailure.Of(exception).Sentence);
        }

        var took = time.GetElapsedTime(started);
        return took > SlowDatabase
            ? new ProbeResult(Sdk.Health.Degraded, $"{database.Dialect.Name} answers, but took {Milliseconds(took)}.")
            : new ProbeResult(Sdk.Health.Ok, $"{database.Dialect.Name} answers.");
    }

    private ProbeResult Gateway(Id<Guild> guild)
    {
        if (gateway.Client is not { } client)
        {
            return new ProbeResult(Sdk.Health.Unhealthy, "Mainstay is not on the gateway.");
        }

        var shard = client.Shards[(int)((guild.Value >> 22) % (ulong)client.ShardCount)];
        return (shard.State, shard.Latency) switch
        {
            (not ShardState.Ready, _) => new ProbeResult(Sdk.Health.Unhealthy, $"The connection is {shard.State.ToString().ToLowerInvariant()}. Mainstay connects again by itself."),
            (_, null) => new ProbeResult(Sdk.Health.Ok, "Connected; no heartbeat has been answered yet, so the delay is unknown."),
            (_, { } latency) when latency > SlowGateway => new ProbeResult(Sdk.Health.Degraded, $"Connected; a heartbeat takes {Milliseconds(latency)}."),
            (_, { } latency) => new ProbeResult(Sdk.Health.Ok, $"Connected; a heartbeat takes {Milliseconds(latency)}."),
        };
    }

    private async Task<ProbeResult> RestAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await rest.GetCurrentUserAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordRestException exception)
        {
            return new ProbeResult(Sdk.Health.Unhealthy, $"Discord did not answer as it should ({(exception.Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "no answer")}).");
        }

        var took = time.GetElapsedTime(started);
        return took > SlowRest
            ? new ProbeResult(Sdk.Health.Degraded, $"Discord answers, but took {Milliseconds(took)}.")
            : new ProbeResult(Sdk.Health.Ok, "Discord answers.");
    }

    private async Task<ProbeResult> RunsAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var counts = await database.ReadAsync(
            unit => unit.QueryAsync<Waiting>("SELECT state, COUNT(*) AS runs FROM operation_run WHERE guild_id = @guild AND state IN ('queued', 'running') GROUP BY state", new { guild }),
            cancellationToken).ConfigureAwait(false);
        var (running, queued) = (counts.FirstOrDefault(c => c.State == "running")?.Runs ?? 0, counts.FirstOrDefault(c => c.State == "queued")?.Runs ?? 0);
        return new ProbeResult(Sdk.Health.Ok, running + queued == 0 ? "Nothing is being applied and nothing waits." : $"{running} under way, {queued} waiting.");
    }

    private static string Milliseconds(TimeSpan time) => $"{Math.Round(time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)} ms";

    private sealed record Waiting
    {
        public string State { get; init; } = "";

        public long Runs { get; init; }
    }
}
