using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Modules.Jobs;
using Mainstay.Modules.Staff;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sdk.Data;

namespace Mainstay.Host.Run;

/// <summary>
/// The records that the demo's server kept before Mainstay. They are not in step with the server, and somebody has dropped an index: there is something of every kind to
/// repair.
/// </summary>
internal static class DemoRecords
{
    public static async Task ImportAsync(IDatabase database, ScenarioRoster roster, DateTimeOffset now, CancellationToken cancellation)
    {
        var roles = roster.Ranks.ToDictionary(rank => rank.Name, rank => rank.Role);
        await StaffImport.RunAsync(
            database,
            roster.Guild,
            [.. roster.Ranks.Select(rank => new ImportedRank(rank.Role, rank.Name, rank.Level, rank.Limit))],
            [.. roster.Staff.Select(person => new ImportedStaff(person.User, roles[person.Rank], person.HiredAt, person.HiredBy ?? default))],
            now,
            cancellation);
        await JobImport.RunAsync(
            database, roster.Guild, [.. roster.Jobs.Select(job => new ImportedJob(job.Title, job.Role, job.Seats, job.Holders, job.PostedAt))], now, cancellation);
        await SaveAsync(database, roster.Guild, "replies", new Dictionary<string, object> { ["log-channel"] = roster.LogChannel.ToString() }, now, cancellation);
        await SaveAsync(database, roster.Guild, "authority", new Dictionary<string, object> { ["grants"] = roster.Grants.Select(g => $"{g.Right}={g.Role}").ToArray() }, now, cancellation);
        await SaveAsync(
            database, roster.Guild, "operations", new Dictionary<string, object> { ["protected-channels"] = roster.Protected.Select(c => c.ToString()).ToArray() }, now, cancellation);
        await database.WriteAsync(unit => unit.ExecuteAsync("DROP INDEX IF EXISTS staff_history_by_time"), cancellation);
    }

    private static Task SaveAsync(IDatabase database, Id<Guild> guild, string name, Dictionary<string, object> settings, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                "INSERT INTO setting_version (guild_id, name, number, body, differences, author_id, saved_at) VALUES (@guild, @name, 1, @body, '[]', 0, @now)",
                new { guild, name, body = JsonSerializer.Serialize(settings), now }),
            cancellation);
}
