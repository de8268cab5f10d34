using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>Whether image, database, world and journal say the same, once everything has come to rest.</summary>
internal static partial class ChaosAgreement
{
    public static async Task JudgeAsync(HostedMainstay firm, CancellationToken cancellationToken)
    {
        var guild = firm.Sandbox.Roster!.Guild;
        var database = firm.Services.GetRequiredService<IDatabase>();
        await Wait.UntilAsync(async () => await CountAsync(database, "SELECT COUNT(*) FROM operation_run WHERE state IN ('queued', 'running')") == 0, () => "the end of every run");

        // A session that a fault ended a moment ago takes the first of these with it, as on Discord; people ask again.
        SeenReply? synced = null;
        await Wait.UntilAsync(
            async () => (synced = await firm.As("owner").UseAsync("/sync users", cancellationToken)).Text.Contains("in sync", StringComparison.OrdinalIgnoreCase), () => $"members in sync: {synced}");

        using var discord = new HttpClient { BaseAddress = new Uri(firm.Sandbox.Origin, "/api/v10/") };
        discord.DefaultRequestHeaders.Add("Authorization", $"Bot {SandboxOptions.DefaultToken}");
        string[] world = [], image = [];
        await Wait.UntilAsync(
            async () =>
            {
                world = await WorldAsync(discord, guild, cancellationToken);
                image = firm.Services.GetRequiredService<IGuilds>().TrySnapshot(guild, out var picture) ? Lines(picture) : [];
                return world.SequenceEqual(image);
            },
            () => $"image and world agree: {Difference(world, image)}");

        string[] mirror = [];
        await Wait.UntilAsync(
            async () =>
            {
                var writer = new GuildImageWriter(guild, new Id<User>(0));
                await firm.Services.GetRequiredService<IGuildMirror>().LoadAsync(writer, cancellationToken);
                mirror = Lines(writer.Snapshot());
                return mirror.SequenceEqual(image);
            },
            () => $"mirror and image agree: {Difference(image, mirror)}");

        (await JournalVerifier.VerifyAsync(database, guild, cancellationToken)).ShouldBeNull();
        await StepsAsync(database, discord, guild, cancellationToken);
        await RecordsAsync(firm, database, cancellationToken);
    }

    /// <summary>Every step has ended and stands in the journal once, as it ended; what Discord's log says that a step did, the step says as well, and the other way round.</summary>
    private static async Task StepsAsync(IDatabase database, HttpClient discord, Id<Guild> guild, CancellationToken cancellationToken)
    {
        var steps = await database.ReadAsync(
            unit => unit.QueryAsync<StepLine>(
                """
                SELECT s.run_id, s.ordinal, s.kind, s.state,
                    (SELECT COUNT(*) FROM journal j WHERE j.run_id = s.run_id AND j.step = s.ordinal AND j.outcome = s.state) AS entries,
                    (SELECT COUNT(*) FROM journal j WHERE j.run_id = s.run_id AND j.step = s.ordinal) AS every_entry
                FROM operation_step s JOIN operation_run r ON r.run_id = s.run_id WHERE r.state NOT IN ('previewed', 'expired', 'refused')
                """),
            cancellationToken);
        ChaosSeed.Note(string.Join(", ", steps.CountBy(s => $"{s.Kind} {s.State}").OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
        steps.Where(s => s.State is "pending" or "sent").ShouldBeEmpty();
        steps.Where(s => (s.Entries, s.EveryEntry) != (1, 1)).ShouldBeEmpty();

        var done = new List<(long Run, long Step, AuditLogEvent Action)>();
        var before = "";
        while (true)
        {
            var page = (JsonArray)(await discord.GetFromJsonAsync<JsonNode>($"guilds/{guild}/audit-logs?limit=100{before}", cancellationToken))!["audit_log_entries"]!;
            foreach (var entry in page)
            {
                if (Key().Match((string?)entry!["reason"] ?? "") is { Success: true } key)
                {
                    done.Add((long.Parse(key.Groups[1].Value, CultureInfo.InvariantCulture), long.Parse(key.Groups[2].Value, CultureInfo.InvariantCulture), (AuditLogEvent)(int)entry["action_type"]!));
                }
            }

            if (page.Count < 100)
            {
                break;
            }

            before = $"&before={page[^1]!["id"]}";
        }

        var states = steps.ToDictionary(s => (s.RunId, s.Ordinal));
        done.Where(d => states[(d.Run, d.Step)].State is not ("applied" or "unverified")).ShouldBeEmpty("Discord did what Mainstay says it did not do");
        done.CountBy(d => d).Where(c => c.Value > 1).ShouldBeEmpty("done twice");
        var logged = done.Select(d => (d.Run, d.Step)).ToHashSet();
        steps.Where(s => s is { State: "applied", Kind: "member-roles" or "role" or "channel" } && !logged.Contains((s.RunId, s.Ordinal))).ShouldBeEmpty("Mainstay says it did what Discord does not know of");
    }

    /// <summary>Records agree with their history, and a repair brings roles and records together: the second plan is empty.</summary>
    private static async Task RecordsAsync(HostedMainstay firm, IDatabase database, CancellationToken cancellationToken)
    {
        var strays = await database.ReadAsync(
            unit => unit.QueryAsync<long>(
                """
                SELECT m.user_id FROM staff_member m WHERE m.status = 'active' AND m.rank_role_id <> COALESCE(
                    (SELECT h.to_role_id FROM staff_history h WHERE h.guild_id = m.guild_id AND h.user_id = m.user_id ORDER BY h.number DESC LIMIT 1), 0)
                """),
            cancellationToken);
        strays.ShouldBeEmpty("whoever is active has the rank of the last line of their history");

        var owner = firm.As("owner");
        foreach (var repair in new[] { "/repair staff-roles", "/repair job-roles" })
        {
            var plan = await owner.UseAsync(repair, cancellationToken);
            if (plan.Buttons.Any(b => b.StartsWith("Apply", StringComparison.Ordinal)))
            {
                var report = await owner.ConfirmAsync(plan, cancellationToken);
                report.Text.ShouldContain("done", Case.Sensitive, report.ToString());
            }
        }

        foreach (var repair in new[] { "/repair staff-roles", "/repair job-roles" })
        {
            var plan = await owner.UseAsync(repair, cancellationToken);
            plan.Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal), plan.ToString());
        }
    }

    private static async Task<string[]> WorldAsync(HttpClient discord, Id<Guild> guild, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var role in await ListAsync($"guilds/{guild}/roles"))
        {
            lines.Add($"role {role["id"]} {role["name"]} {role["color"]} {role["permissions"]} {role["position"]}");
        }

        foreach (var channel in await ListAsync($"guilds/{guild}/channels"))
        {
            lines.Add($"channel {channel["id"]} {channel["name"]} {channel["topic"]?.ToString() ?? ""} {channel["position"]}");
        }

        var after = "0";
        while (true)
        {
            var page = await ListAsync($"guilds/{guild}/members?limit=1000&after={after}");
            lines.AddRange(page.Select(m => $"member {m["user"]!["id"]} {m["nick"]?.ToString() ?? ""} {string.Join(',', ((JsonArray)m["roles"]!).Select(r => ulong.Parse((string)r!, CultureInfo.InvariantCulture)).Order())}"));
            if (page.Length < 1_000)
            {
                return [.. lines.Order(StringComparer.Ordinal)];
            }

            after = (string)page[^1]["user"]!["id"]!;
        }

        async Task<JsonNode[]> ListAsync(string path) => [.. ((JsonArray)(await discord.GetFromJsonAsync<JsonNode>(path, cancellationToken))!).OfType<JsonNode>()];
    }

    private static string[] Lines(GuildImage image)
    {
        var lines = new List<string>();
        lines.AddRange(image.Roles.Select(r => $"role {r.Id} {r.Name} {r.Color} {(ulong)r.Permissions} {r.Position}"));
        lines.AddRange(image.Channels.Where(c => !GuildImage.IsHidden(c)).Select(c => $"channel {c.Id} {c.Name} {c.Topic.OrDefault() ?? ""} {c.Position}"));
        foreach (var member in image.Members)
        {
            lines.Add($"member {member.Id} {member.Nick ?? ""} {string.Join(',', member.Roles.ToArray().Order())}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Difference(string[] first, string[] second) =>
        $"{string.Join(" | ", first.Except(second).Take(10))} against {string.Join(" | ", second.Except(first).Take(10))}";

    private static Task<long> CountAsync(IDatabase database, string sql) => database.ReadAsync(unit => unit.ScalarAsync<long>(sql), CancellationToken.None);

    [GeneratedRegex(@"\(Mainstay run (\d+)\.(\d+)\)$")]
    private static partial Regex Key();

    private sealed record StepLine
    {
        public long RunId { get; init; }

        public long Ordinal { get; init; }

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public long Entries { get; init; }

        public long EveryEntry { get; init; }
    }
}
