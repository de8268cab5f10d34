using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// Settings that name what is gone, or a channel that will not do. One write per record. People who left are not dead ids, and the last entry of a list that
/// guards something is never taken out.
/// </summary>
internal sealed class ConfigPlanner(RepairWork work)
{
    /// <summary>What somebody's records or settings want to exist: whether it is made again is decided about channels, not here.</summary>
    private readonly HashSet<(DiscordObject Object, ulong Id)> _wanted =
    [
        .. WantedChannel.Of(work.Input).Select(w => (DiscordObject.Channel, w.Channel.Value)),
        .. work.Input.Claims.SelectMany(set => set.RoleObjects).Select(c => (DiscordObject.Role, c.Role.Value)),
    ];

    public void Run()
    {
        foreach (var record in work.Input.Settings)
        {
            var dead = new List<SettingId>();
            foreach (var id in record.Ids)
            {
                if (id.Object is DiscordObject.Role or DiscordObject.Channel && !work.IsRemade(id.Object, id.Id) && Proof.IsGone(work.Image, id.Object, id.Id))
                {
                    if (IsForgotten(record, id, dead))
                    {
                        dead.Add(id);
                    }
                }
                else if (id.Object == DiscordObject.Channel && work.Image.Channels.TryGet(new Id<Channel>(id.Id), out var channel))
                {
                    Look(record, id, channel);
                }
            }

            if (dead.Count > 0)
            {
                work.Add(new SettingsChange
                {
                    Settings = record.Name,
                    Before = record.Body,
                    After = Without(record.Body, dead),
                    Summary = $"{RepairTexts.Plain(record.Title)}: forget {Words(dead)}",
                    Reason = "what it named was deleted",
                });
            }
        }
    }

    private static string Words(IEnumerable<SettingId> dead) => RepairTexts.Joined(dead.GroupBy(id => id.Object == DiscordObject.Role ? "role" : "channel").OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => RepairTexts.Count(g.Count(), $"deleted {g.Key}", $"deleted {g.Key}s")));

    /// <summary>Whether an entry that names something gone is taken out; says so either way.</summary>
    private bool IsForgotten(SettingsRecord record, SettingId id, IReadOnlyList<SettingId> dead)
    {
        var what = id.Object == DiscordObject.Role ? "role" : "channel";
        var sentence = $"{Capital(RepairTexts.Setting(record, id))} names a {what} that was deleted.";
        var finding = new Finding("settings.gone", Severity.Warning, Target.Row("setting_version", record.Name), sentence) { Expected = $"a {what} of this server", Actual = "deleted" };
        if (id.KeepsLast && !record.Ids.Any(other => other != id && !dead.Contains(other) && other.Property == id.Property && other.Key == id.Key))
        {
            work.Note(finding with
            {
                Severity = Severity.Critical,
                Sentence = $"{sentence} It is the last one, and without it more people would hold that right, so it stays. Name another role, then run this again.",
                Fix = "name another role",
            });
            return false;
        }

        var winner = work.Input.WinnerOf(Entity.Settings);
        if (winner == Winner.Discord && work.Input.WinnerOf(Entity.Channels) == Winner.Ask && _wanted.Contains((id.Object, id.Id)))
        {
            // Asked already where channels are looked after as well.
            if (!work.Does(Routine.Channels))
            {
                work.Note(finding with { Sentence = $"{sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" });
            }

            return false;
        }

        if (winner == Winner.Discord && id.Object == DiscordObject.Channel && !work.Does(Routine.Channels) && (id.Channel is not null || id.Index is null) && work.Input.WinnerOf(Entity.Channels) == Winner.Database && work.Input.LastSeen.Channels.ContainsKey(new Id<Channel>(id.Id)))
        {
            work.Note(finding with { Sentence = $"{sentence} `/repair channels` makes it again; to have it forgotten instead, change the policy for channels.", Fix = "/repair channels" });
            return false;
        }

        work.Note(winner switch
        {
            Winner.Discord => finding with { Sentence = $"{sentence} It is forgotten.", Fix = "forget it", IsMended = true },
            Winner.Ask => finding with { Sentence = $"{sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" },
            _ => finding with { Sentence = $"{sentence} It stays, because the settings are right about that here. Name another {what}.", Fix = $"name another {what}" },
        });
        return winner == Winner.Discord;
    }

    private void Look(SettingsRecord record, SettingId id, Channel channel)
    {
        var words = RepairTexts.Setting(record, id);
        var target = Target.Channel(channel.Id);
        if (GuildImage.IsHidden(channel))
        {
            // Said of it already, where channels are looked after as well.
            if (work.Does(Routine.Channels) && (id.Channel is not null || id.Index is null))
            {
                return;
            }

            work.Note(new Finding("settings.hidden", id.Channel is null ? Severity.Info : Severity.Warning, target, $"{Capital(words)} names {Mention.Channel(channel.Id)}, which Mainstay may not view. Give Mainstay **View Channel** there.") { Expected = "visible to Mainstay", Actual = "hidden", Fix = "give Mainstay View Channel" });
            return;
        }

        if (id.Channel is not { } asked)
        {
            return;
        }

        if (asked.Types.Count > 0 && !asked.Types.Contains(channel.Type))
        {
            var expected = string.Join(" or ", asked.Types.Select(RepairTexts.Of));
            work.Note(new Finding("settings.type", Severity.Critical, target, $"{Capital(words)} names {Mention.Channel(channel.Id)}, which is {RepairTexts.Of(channel.Type)}. It needs {expected}.") { Expected = expected, Actual = RepairTexts.Of(channel.Type), Fix = "name another channel" });
        }

        var lacking = asked.Needs & ~work.Permits.In(channel);
        if (lacking != 0)
        {
            work.Note(new Finding("settings.permissions", Severity.Critical, target, $"Mainstay lacks {Permits.Words(lacking)} in {Mention.Channel(channel.Id)}, {words}. Give it that there.") { Expected = Permits.Words(asked.Needs), Actual = $"without {Permits.Words(lacking)}", Fix = "give Mainstay these permissions" });
        }
    }

    private static string Without(string body, IReadOnlyList<SettingId> dead)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        foreach (var id in dead.OrderByDescending(d => d.Index ?? -1))
        {
            if (id.Index is { } index)
            {
                json[id.Property]!.AsArray().RemoveAt(index);
            }
            else
            {
                json[id.Property] = id.IsNullable ? null : 0.ToString(CultureInfo.InvariantCulture);
            }
        }

        return json.ToJsonString();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
