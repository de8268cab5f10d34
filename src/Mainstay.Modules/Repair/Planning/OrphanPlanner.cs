using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>Records that name somebody or something that is proven to be gone. They are set aside as their table declares, with undo; none is ever deleted.</summary>
internal sealed class OrphanPlanner(RepairWork work)
{
    private const int NamedPeople = 10;

    public void Run()
    {
        var winner = work.Input.WinnerOf(Entity.Records);
        var orphans = work.Input.Objects.Where(o => !work.IsRemade(o.Object, o.Id) && Proof.IsGone(work.Image, o.Object, o.Id));
        foreach (var group in orphans.GroupBy(o => (o.Table, o.Column, o.Object, Subject: o.Object == DiscordObject.User ? 0 : o.Id)).OrderBy(g => g.Key.Table, StringComparer.Ordinal).ThenBy(g => g.Key.Column, StringComparer.Ordinal).ThenBy(g => g.Key.Subject))
        {
            var rows = group.ToArray();
            var action = rows[0].WhenGone;
            var mends = action.IsCleared || action.Column is not null;
            var sentence = Sentence(group.Key.Table, group.Key.Object, rows);
            var target = group.Key.Object switch
            {
                DiscordObject.Role => Target.Role(new Id<Role>(rows[0].Id)),
                DiscordObject.Channel => Target.Channel(new Id<Channel>(rows[0].Id)),
                _ => Target.Guild(work.Image.Id),
            };
            var finding = new Finding($"records.{group.Key.Table}.{group.Key.Column}", Severity.Warning, target, sentence) { Expected = "a name that exists", Actual = "gone" };
            work.Note((mends, winner) switch
            {
                (false, _) => finding with { Sentence = $"{sentence} {action.Advice ?? $"What becomes of {(rows.Length == 1 ? "it" : "them")} is for a person to decide."}", Fix = "decide by hand" },
                (_, Winner.Database) => finding with { Severity = Severity.Info, Sentence = $"{sentence} {(rows.Length == 1 ? "It stays" : "They stay")}, because the records are right about that here.", Fix = "none" },
                (_, Winner.Ask) => finding with { Sentence = $"{sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" },
                _ => finding with { Sentence = $"{sentence} {(action.To is { } to ? $"{(rows.Length == 1 ? "It is" : "They are")} set to {to}" : rows.Length == 1 ? "It forgets it" : "They forget it")}, and {(rows.Length == 1 ? "keeps" : "keep")} everything else.", Fix = action.To is { } status ? $"set to {status}" : "forget it", IsMended = true },
            });
            if (!mends || winner != Winner.Discord)
            {
                continue;
            }

            foreach (var row in rows)
            {
                if (action.Column is { } column)
                {
                    work.Write(row.Table, row.Key, column, action.From, action.To, $"{Words(row.Table)} of {Name(row)}: {action.From} → {action.To}", "what it names is gone", action.Line?.Invoke(row));
                }
                else
                {
                    work.Write(row.Table, row.Key, row.Column, unchecked((long)row.Id), null, $"{Words(row.Table)}: forget a deleted {Kind(row.Object)}", "what it names is gone");
                }
            }
        }
    }

    private static string Sentence(string table, DiscordObject kind, IReadOnlyList<NamedObject> rows) => kind == DiscordObject.User
        ? $"{RepairTexts.Count(rows.Count, $"{Words(table)} record", $"{Words(table)} records")} {(rows.Count == 1 ? "is about somebody who" : "are about people who")} left the server: {People(rows)}."
        : $"{RepairTexts.Count(rows.Count, $"{Words(table)} record", $"{Words(table)} records")} {(rows.Count == 1 ? "names" : "name")} a {Kind(kind)} that was deleted.";

    private static string People(IReadOnlyList<NamedObject> rows)
    {
        var people = rows.Select(r => r.Id).Distinct().Order().ToArray();
        var named = string.Join(", ", people.Take(NamedPeople).Select(p => Mention.User(new Id<User>(p))));
        return people.Length > NamedPeople ? $"{named} and {people.Length - NamedPeople} more" : named;
    }

    private static string Name(NamedObject row) => row.Object == DiscordObject.User ? Mention.User(new Id<User>(row.Id)) : $"a deleted {Kind(row.Object)}";

    private static string Kind(DiscordObject kind) => kind.ToString().ToLowerInvariant();

    private static string Words(string table) => table.Replace('_', ' ');
}
