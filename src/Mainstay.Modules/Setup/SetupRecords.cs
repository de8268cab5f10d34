using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>What is written down: which object stands for which, the ranks and jobs that come with a template, settings that name its channels.</summary>
internal static class SetupRecords
{
    private const string Ranks = "staff_rank";
    private const string Jobs = "job";

    public static IEnumerable<Change> Plan(Planning<SetupInput> planning, SetupWork work)
    {
        var edition = Edition(planning, work);
        return
        [
            .. Objects(planning, work, edition), .. RankRows(planning, work), .. JobRows(planning, work), .. Settings(planning, work), Template(planning, work, edition),
        ];
    }

    private static IEnumerable<Change> Objects(Planning<SetupInput> planning, SetupWork work, long edition)
    {
        var before = planning.Input.Book.All.ToDictionary(o => o.Number);
        var after = work.Roles.Select(r => new SetupObject(r.Key, (long)r.Value.Value, null, edition))
            .Concat(work.Channels.Select(c => new SetupObject(c.Key, null, (long)c.Value.Value, edition))).ToArray();
        foreach (var one in after)
        {
            // Of what is made again, the record follows by itself.
            var isLost = one.RoleId is null ? !work.LostChannel(one.Number).IsNone : !work.LostRole(one.Number).IsNone;
            if (!isLost && before.GetValueOrDefault(one.Number) is var known && known != one)
            {
                yield return Object(planning, work, known, one, $"Setup record: {(one.RoleId is null ? "channel" : "role")} {Mention.Plain(NameOf(planning, one.Number))}");
            }
        }

        // Another template counts its objects anew: what the one before recorded is no longer claimed.
        foreach (var one in before.Values.ExceptBy(after.Select(a => a.Number), o => o.Number).OrderBy(o => o.Number))
        {
            yield return Object(planning, work, one, null, "Setup record of the template before: forgotten");
        }
    }

    private static RowChange Object(Planning<SetupInput> planning, SetupWork work, SetupObject? before, SetupObject? after, string summary) => new()
    {
        Table = SetupTables.Object,
        Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["number"] = (after ?? before)!.Number },
        Before = RowOf(before),
        After = RowOf(after),
        Reason = work.Reason,
        Summary = summary,
    };

    private static Row? RowOf(SetupObject? one) => one is null ? null : new Row { ["role_id"] = one.RoleId, ["channel_id"] = one.ChannelId, ["edition"] = one.Edition };

    /// <summary>
    /// What this plan records belongs together, and what an earlier template left does not: a plan that stops half way, or is taken back half, leaves rows of both.
    /// Where every object goes on to stand for what it stood for, there is nothing to keep apart.
    /// </summary>
    private static long Edition(Planning<SetupInput> planning, SetupWork work)
    {
        var book = planning.Input.Book;
        return book.Template is { } before && (planning.Input.IsRecorded || (book.Roles.All(work.Roles.Contains) && book.Channels.All(work.Channels.Contains)))
            ? before.Edition
            : Math.Max(planning.Now.ToUnixTimeMilliseconds(), 1 + book.All.Select(o => o.Edition).Append(book.Template?.Edition ?? 0).Max());
    }

    private static string NameOf(Planning<SetupInput> planning, long number)
    {
        var guild = planning.Input.Template.Guild;
        return guild.Roles.FirstOrDefault(r => r.Id == number)?.Name ?? guild.Channels.FirstOrDefault(c => c.Id == number)?.Name ?? number.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Change> RankRows(Planning<SetupInput> planning, SetupWork work)
    {
        var guild = (long)planning.Image.Id.Value;
        foreach (var rank in planning.Input.Template.Ranks)
        {
            var role = work.Role(rank.Role);
            if (planning.Input.Named.Any(n => n.Table == Ranks && n.Object == DiscordObject.Role && n.Id == work.RecordedRole(rank.Role).Value))
            {
                continue;
            }

            yield return new RowChange
            {
                Table = Ranks,
                Key = new Row { ["guild_id"] = guild, ["role_id"] = (long)role.Value },
                After = new Row { ["name"] = NameOf(planning, rank.Role), ["level"] = (long)rank.Level, ["most"] = (long)rank.Most, ["may_manage"] = rank.Level >= 5 ? 1L : 0L },
                Reason = work.Reason,
                Summary = $"Staff rank: {Mention.Plain(NameOf(planning, rank.Role))}, level {rank.Level}, for {rank.Most}",
            };
        }
    }

    private static IEnumerable<Change> JobRows(Planning<SetupInput> planning, SetupWork work)
    {
        var number = planning.Input.LastJob;
        foreach (var job in planning.Input.Template.Jobs)
        {
            var role = work.Role(job.Role);
            if (planning.Input.Named.Any(n => n.Table == Jobs && n.Object == DiscordObject.Role && n.Id == work.RecordedRole(job.Role).Value))
            {
                continue;
            }

            yield return new RowChange
            {
                Table = Jobs,
                Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["job_id"] = ++number },
                After = JobRow(planning, job, role, "open"),
                TakenBack = JobRow(planning, job, role, "removed"),
                Reason = work.Reason,
                Summary = $"Job: {Mention.Plain(job.Title)}, for {job.Most.ToString(CultureInfo.InvariantCulture)}",
            };
        }
    }

    private static Row JobRow(Planning<SetupInput> planning, TemplateJob job, Id<Role> role, string state) => new()
    {
        ["title"] = job.Title,
        ["description"] = job.Description,
        ["role_id"] = (long)role.Value,
        ["most"] = (long)job.Most,
        ["state"] = state,
        ["posted_by"] = (long)planning.Actor.User.Value,
        ["posted_at"] = planning.Now,
        ["closed_by"] = state == "open" ? null : (object)(long)planning.Actor.User.Value,
        ["closed_at"] = state == "open" ? null : (object)planning.Now,
    };

    private static IEnumerable<Change> Settings(Planning<SetupInput> planning, SetupWork work)
    {
        foreach (var group in planning.Input.Template.Settings.GroupBy(s => s.Settings, StringComparer.Ordinal))
        {
            if (planning.Input.Settings.FirstOrDefault(s => s.Name == group.Key) is not { } standing || JsonNode.Parse(standing.Body) is not JsonObject body)
            {
                continue;
            }

            foreach (var setting in group.Where(s => body[s.Property] is null))
            {
                body[setting.Property] = work.Channel(setting.Channel).ToString();
            }

            var after = body.ToJsonString();
            if (!JsonNode.DeepEquals(JsonNode.Parse(standing.Body), body))
            {
                yield return new SettingsChange
                {
                    Settings = standing.Name,
                    Before = standing.Body,
                    After = after,
                    Reason = work.Reason,
                    Summary = $"Settings of {standing.Title}: name the channels of the template",
                };
            }
        }
    }

    private static RowChange Template(Planning<SetupInput> planning, SetupWork work, long edition)
    {
        var before = planning.Input.Book.Template;
        return new RowChange
        {
            Table = SetupTables.Template,
            Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value },
            Before = before is null ? null : new Row
            {
                ["name"] = before.Name,
                ["body"] = before.Body,
                ["granted"] = before.Granted,
                ["applied_by"] = before.AppliedBy,
                ["applied_at"] = before.AppliedAt,
                ["edition"] = before.Edition,
            },
            After = new Row
            {
                ["name"] = planning.Input.Template.Name,
                ["body"] = planning.Input.Body,
                ["granted"] = unchecked((long)(ulong)work.Shape.Granted),
                ["applied_by"] = (long)planning.Actor.User.Value,
                ["applied_at"] = planning.Now,
                ["edition"] = edition,
            },
            Reason = work.Reason,
            Summary = $"Setup record: {planning.Input.Template.Title}",
        };
    }
}
