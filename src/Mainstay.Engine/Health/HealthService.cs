using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Health;

/// <summary>Asks all probes at once. One that takes too long or breaks is unknown, and says so; the others answer nevertheless.</summary>
internal sealed partial class HealthService(Lazy<ModuleRegistry> modules, IEnumerable<Probe> parts, TimeProvider time, ILogger<HealthService> log) : IHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Probe[] _parts = [.. parts];

    public async Task<IReadOnlyList<HealthCheck>> CheckAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        await Task.WhenAll(_parts.Concat(modules.Value.Modules.SelectMany(m => m.Probes)).Select(p => AskAsync(p, guild, cancellationToken))).ConfigureAwait(false);

    private async Task<HealthCheck> AskAsync(Probe probe, Id<Guild> guild, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        ProbeResult result;
        try
        {
            result = await probe.CheckAsync(guild, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = new ProbeResult(Sdk.Health.Unknown, $"There was no answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The boundary of a probe: what breaks it says nothing about the others.
            LogBroken(log, exception, probe.Name);
            result = new ProbeResult(Sdk.Health.Unknown, "The question itself went wrong. The log says how.");
        }

        return new HealthCheck(probe.Name, probe.Title, result, time.GetElapsedTime(started));
    }

    [LoggerMessage(2601, LogLevel.Warning, "The probe {Probe} broke")]
    private static partial void LogBroken(ILogger log, Exception exception, string probe);
}
