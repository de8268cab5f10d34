using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Database;

/// <summary>Whether the database has the schema of this program, and keeps up with its work.</summary>
internal sealed class DatabaseProbe(IDatabaseStatus status)
{
    // Longer than any unit of work is meant to take, migrations apart.
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(10);

    public Probe Probe => new("schema", "Schema and connections", CheckAsync);

    private async Task<ProbeResult> CheckAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await status.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (DatabaseException)
        {
            // Its sentence names places on the machine, and belongs into the log.
            return new ProbeResult(Health.Unhealthy, "The database does not answer. Whoever runs Mainstay finds the reason in the log.");
        }
    }

    internal static ProbeResult Judge(DatabaseStatus status) =>
        status.Modules.FirstOrDefault(module => module.State is SchemaState.Behind or SchemaState.Newer or SchemaState.Changed) is { } module
            ? new ProbeResult(Health.Unhealthy, $"The schema of {module.Module} is not the one that this program needs: {DatabaseTexts.Remark(module)}.")
        : status.Pool.LongestNow > TooLong
            ? new ProbeResult(Health.Degraded, $"A piece of work has held its connection for {DatabaseTexts.Seconds(status.Pool.LongestNow)}: see whether the disk or the server is slow.")
        : status.Pool.Waiting > status.Pool.Limit
            ? new ProbeResult(Health.Degraded, $"{DatabaseTexts.Number(status.Pool.Waiting)} pieces of work wait for the database: see whether the disk or the server is slow.")
        : new ProbeResult(Health.Ok, $"{status.Database} {status.Version}, {DatabaseTexts.Size(status.Bytes)}, its schema up to date.");
}
