using System.Text.Json.Nodes;
using Mainstay.ChaosHost;
using Mainstay.Discord;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>Whether each effect of the plan is there once, by Discord's world and audit log; Mainstay's own word counts for its records alone.</summary>
internal static class ChaosJudge
{
    private const int Banned = ChaosPlan.Bans + (ChaosPlan.BulkBans * ChaosPlan.UsersOfBulkBan);

    public static async Task JudgeAsync(ChaosStage stage)
    {
        var log = await stage.AuditLogAsync();
        var owner = (string)(await stage.GetAsync($"/guilds/{stage.Guild}"))["owner_id"]!;
        var ours = log.Where(e => (string?)e["user_id"] != owner).ToArray();
        var complaints = new List<string>();

        await JudgeMembersAsync(stage, ours, complaints);
        await JudgeRolesAsync(stage, ours, complaints);
        await JudgeChannelsAsync(stage, ours, complaints);
        await JudgeMessagesAsync(stage, complaints);

        var guild = await stage.GetAsync($"/guilds/{stage.Guild}");
        Same(complaints, "the server's name", [(string)guild["name"]!], ["Chaos & Co"]);
        Check(complaints, "entries of the server", Of(ours, AuditLogEvent.GuildUpdate).Count(), 2);

        Same(complaints, "rows", await stage.QueryAsync<string>("SELECT word FROM chaos_row ORDER BY number"), [.. Names("row", ChaosPlan.Rows)]);
        Check(complaints, "versions of the settings", (await stage.QueryAsync<long>("SELECT COUNT(*) FROM setting_version WHERE name = 'chaos'"))[0], 1);
        complaints.ShouldBeEmpty();
    }

    private static async Task JudgeMembersAsync(ChaosStage stage, JsonNode[] log, List<string> complaints)
    {
        var given = Of(log, AuditLogEvent.MemberRoleUpdate).Select(e => (string)e["target_id"]!).ToArray();
        Once(complaints, "members given the role", given, ChaosPlan.MembersWithRoles);
        var role = ((JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/roles")).Single(r => (string)r!["name"]! == "given")!["id"]!;
        var holders = await stage.Owner.CallAsync(HttpMethod.Get, $"/guilds/{stage.Guild}/members?limit=1&role={role}", null, TestContext.Current.CancellationToken);
        Check(complaints, "holders of the role", (int)holders["total"]!, ChaosPlan.MembersWithRoles);

        var nicks = Of(log, AuditLogEvent.MemberUpdate).SelectMany(e => Changes(e, "nick")).ToArray();
        Same(complaints, "nicknames", [.. nicks.Order(StringComparer.Ordinal)], [.. Names("nick", ChaosPlan.Nicks).Order(StringComparer.Ordinal)]);

        Once(complaints, "members kicked", [.. Of(log, AuditLogEvent.MemberKick).Select(e => (string)e["target_id"]!)], ChaosPlan.Kicks);
        Once(complaints, "members banned", [.. Of(log, AuditLogEvent.MemberBanAdd).Select(e => (string)e["target_id"]!)], Banned);
        Once(complaints, "bans lifted", [.. Of(log, AuditLogEvent.MemberBanRemove).Select(e => (string)e["target_id"]!)], stage.Banned.Count);
        Check(complaints, "bans", ((JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/bans?limit=1000")).Count(b => !stage.Banned.Contains((string)b!["user"]!["id"]!)), Banned);
    }

    private static async Task JudgeRolesAsync(ChaosStage stage, JsonNode[] log, List<string> complaints)
    {
        JsonNode[] roles = [.. ((JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/roles")).OfType<JsonNode>()];
        string[] names = [.. roles.Select(r => (string)r["name"]!)];
        Same(complaints, "new roles", [.. names.Where(n => n.StartsWith("new-role-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)], [.. Names("new-role", ChaosPlan.NewRoles).Order(StringComparer.Ordinal)]);
        Check(complaints, "roles made by the log", Of(log, AuditLogEvent.RoleCreate).Count(), ChaosPlan.NewRoles);
        Check(complaints, "doomed roles", names.Count(n => n.StartsWith("doomed-", StringComparison.Ordinal)), 0);
        Once(complaints, "roles deleted", [.. Of(log, AuditLogEvent.RoleDelete).Select(e => (string)e["target_id"]!)], ChaosPlan.Doomed);
        Check(complaints, "colours", roles.Count(r => ((string)r["name"]!).StartsWith("edit-", StringComparison.Ordinal) && (int)r["color"]! == 0x123456), ChaosPlan.Edits);
        Once(complaints, "roles coloured", [.. Of(log, AuditLogEvent.RoleUpdate).Where(e => Changes(e, "color").Any()).Select(e => (string)e["target_id"]!)], ChaosPlan.Edits);

        // Made one after another each stands beneath the one before; the halves were turned round, each for itself.
        string[] order = [.. roles.Where(r => ((string)r["name"]!).StartsWith("edit-", StringComparison.Ordinal)).OrderBy(r => (int)r["position"]!).ThenByDescending(r => (string)r["id"]!).Select(r => (string)r["name"]!)];
        string[] before = [.. Names("edit", ChaosPlan.Edits).Reverse()];
        Same(complaints, "order of roles", order, Turned(order, before));
    }

    private static async Task JudgeChannelsAsync(ChaosStage stage, JsonNode[] log, List<string> complaints)
    {
        JsonNode[] channels = [.. ((JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/channels")).OfType<JsonNode>()];
        string[] names = [.. channels.Select(c => (string)c["name"]!)];
        Same(complaints, "new channels", [.. names.Where(n => n.StartsWith("new-channel-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)], [.. Names("new-channel", ChaosPlan.NewChannels).Order(StringComparer.Ordinal)]);
        Check(complaints, "channels made by the log", Of(log, AuditLogEvent.ChannelCreate).Count(), ChaosPlan.NewChannels);
        Check(complaints, "doomed channels", names.Count(n => n.StartsWith("doomed-", StringComparison.Ordinal)), 0);
        Once(complaints, "channels deleted", [.. Of(log, AuditLogEvent.ChannelDelete).Select(e => (string)e["target_id"]!)], ChaosPlan.Doomed);
        Check(complaints, "topics", channels.Count(c => (string?)c["topic"] == "edited"), ChaosPlan.Edits);
        Once(complaints, "topics edited", [.. Of(log, AuditLogEvent.ChannelUpdate).Where(e => Changes(e, "topic").Any()).Select(e => (string)e["target_id"]!)], ChaosPlan.Edits);
        string[] order = [.. channels.Where(c => ((string)c["name"]!).StartsWith("edit-", StringComparison.Ordinal)).OrderBy(c => (int)c["position"]!).ThenBy(c => (string)c["id"]!).Select(c => (string)c["name"]!)];
        Same(complaints, "order of channels", order, Turned(order, [.. Names("edit", ChaosPlan.Edits)]));
    }

    private static async Task JudgeMessagesAsync(ChaosStage stage, List<string> complaints)
    {
        var channel = ((JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/channels")).Single(c => (string)c!["name"]! == "posts")!["id"]!;
        string[] said = [.. ((JsonArray)await stage.GetAsync($"/channels/{channel}/messages?limit=100")).Select(m => (string)m!["content"]!).Order(StringComparer.Ordinal)];
        string[] wanted = [.. Names("edited", ChaosPlan.PostsEdited).Concat(Names("post", ChaosPlan.Posts).Skip(ChaosPlan.PostsEdited + ChaosPlan.PostsDeleted)).Order(StringComparer.Ordinal)];
        Same(complaints, "messages", said, wanted);
    }

    /// <summary>The halves of an order, each the other way round; which half stands lower is as it was found.</summary>
    private static string[] Turned(string[] found, string[] before)
    {
        string[][] halves = [.. before.Chunk(ChaosPlan.Edits / 2).Select(h => h.Reverse().ToArray())];
        return [.. halves.OrderBy(h => Array.IndexOf(found, h[0])).SelectMany(h => h)];
    }

    private static IEnumerable<JsonNode> Of(IEnumerable<JsonNode> log, AuditLogEvent action) => log.Where(e => (int)e["action_type"]! == (int)action);

    private static IEnumerable<string> Changes(JsonNode entry, string key) =>
        (entry["changes"] as JsonArray ?? []).OfType<JsonNode>().Where(c => (string)c["key"]! == key).Select(c => c["new_value"]?.ToString() ?? "");

    private static IEnumerable<string> Names(string what, int count) => Enumerable.Range(0, count).Select(i => ChaosPlan.Text(what, i));

    private static void Once(List<string> complaints, string what, string[] targets, int count)
    {
        Check(complaints, what, targets.Distinct().Count(), count);
        Same(complaints, $"{what} more than once", [.. targets.CountBy(t => t).Where(t => t.Value > 1).Select(t => t.Key)], []);
    }

    private static void Check<T>(List<string> complaints, string what, T found, T wanted)
    {
        if (!EqualityComparer<T>.Default.Equals(found, wanted))
        {
            complaints.Add($"{what}: {found} instead of {wanted}");
        }
    }

    private static void Same(List<string> complaints, string what, IReadOnlyList<string> found, IReadOnlyList<string> wanted)
    {
        if (!found.SequenceEqual(wanted))
        {
            complaints.Add($"{what}: {string.Join(' ', found)} instead of {string.Join(' ', wanted)}");
        }
    }
}
