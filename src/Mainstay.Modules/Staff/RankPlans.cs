using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>The planners about ranks: promote, demote, and saying which roles are ranks.</summary>
internal static class RankPlans
{
    public static Outcome<Draft> Promote(Planning<StaffBook> planning) => Move(planning, up: true);

    public static Outcome<Draft> Demote(Planning<StaffBook> planning) => Move(planning, up: false);

    public static Outcome<Draft> Add(Planning<StaffBook> planning)
    {
        var role = planning.Arguments.Id<Role>("role");
        if (planning.Reach.Of(role) is var reach and not RoleReach.Free)
        {
            return new Failure("staff.role", Reach.Sentence(role, reach));
        }

        var old = planning.Input.RankOf(role);
        var level = (int)Number(planning, "level")!.Value;
        var rank = new Rank(
            role,
            PlainText.Line(planning.Image.Roles.Find(role)!.Name),
            level,
            Number(planning, "limit") is { } limit ? (limit == 0 ? null : (int)limit) : old?.Limit,
            planning.Arguments["manage"] is { } manage ? manage == "1" : old?.MayManage ?? level >= Rank.ManagingLevel);
        if (old == rank)
        {
            return new Draft { NothingToDo = $"{Mention.Role(role)} is such a rank already." };
        }

        if (StaffRules.ForbiddenRank(planning, old, rank) is { } forbidden)
        {
            return forbidden;
        }

        var holders = planning.Input.CountAt(role);
        return new Draft
        {
            Changes =
            [
                new RowChange
                {
                    Table = StaffTables.Rank,
                    Key = StaffChanges.RankKey(planning.Image, role),
                    Before = old is null ? null : StaffChanges.RowOf(old),
                    After = StaffChanges.RowOf(rank),
                    Reason = "staff rank set",
                    Risk = rank.MayManage && old?.MayManage != true ? Risk.Elevated : Risk.Low,
                    Summary = $"Rank: {Mention.Role(role)} at {StaffTexts.Terms(rank)}",
                },
            ],
            Findings = holders > rank.Limit
                ? [new Finding("staff.over-limit", Severity.Warning, Target.Role(role), $"{holders} people hold {Mention.Role(role)} already, more than its new limit. They stay, and nobody new is taken.")]
                : [],
        };
    }

    public static Outcome<Draft> Remove(Planning<StaffBook> planning)
    {
        if (planning.Input.RankNamed(planning.Arguments["rank"] ?? "") is not { } rank)
        {
            return StaffTexts.NoSuchRank;
        }

        if (StaffRules.ForbiddenRank(planning, rank) is { } forbidden)
        {
            return forbidden;
        }

        var isGone = planning.Image.Roles.IsGone(rank.Role);
        var name = StaffTexts.Role(rank, isGone);
        var holders = planning.Input.Records.Count(r => r.IsOnStaff && r.Rank == rank.Role);
        var away = holders - planning.Input.CountAt(rank.Role);
        var advice = away == 0 ? "" : isGone ? " Who is suspended or left can only be fired, because the role is gone." : " Who is suspended or left is fired, or reinstated first.";
        return holders > 0
            ? new Failure("staff.rank-held", $"{StaffTexts.People(holders)} {(holders == 1 ? "holds" : "hold")} the rank {name}. Promote, demote or fire them first.{advice}")
            : new Draft
            {
                Changes =
                [
                    new RowChange
                    {
                        Table = StaffTables.Rank,
                        Key = StaffChanges.RankKey(planning.Image, rank.Role),
                        Before = StaffChanges.RowOf(rank),
                        Reason = "staff rank removed",
                        Summary = $"Rank: {name} is no longer one{(isGone ? "" : " (the role stays)")}",
                    },
                ],
            };
    }

    private static Outcome<Draft> Move(Planning<StaffBook> planning, bool up)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.RecordOf(user) is not { IsOnStaff: true } record)
        {
            return StaffTexts.NotHired(user);
        }

        if (!record.IsActive)
        {
            if (book.RankOf(record.Rank) is { } deleted && image.Roles.IsGone(record.Rank))
            {
                return StaffTexts.RankGone(user, deleted);
            }

            return new Failure("staff.inactive", $"{Mention.User(user)} {StaffTexts.Away(record)}. `/staff reinstate` comes first.");
        }

        if (!image.Members.TryGet(user, out _))
        {
            return StaffChanges.Absent(image, user);
        }

        var from = book.RankOf(record.Rank);
        var chosen = Chosen(planning, record, from, up);
        if (!chosen.Try(out var to, out var failure))
        {
            return failure;
        }

        if (StaffRules.Forbidden(planning, user, from, to) is { } forbidden)
        {
            return forbidden;
        }

        if (HirePlans.Full(book, to) is { } full)
        {
            return full;
        }

        var (action, verb) = up ? (HistoryAction.Promotion, "promoted") : (HistoryAction.Demotion, "demoted");
        var name = Mention.Plain(to.Name);
        return HirePlans.Draft(
            planning, record, record with { Rank = to.Role }, action, $"Staff record: {Mention.User(user)} is {verb} from {StaffTexts.Name(from, record.Rank)} to {name}", $"{verb} to {to.Name}");
    }

    /// <summary>The rank named; without one the next above or below.</summary>
    private static Outcome<Rank> Chosen(Planning<StaffBook> planning, StaffRecord record, Rank? from, bool up)
    {
        var (book, verb) = (planning.Input, up ? "promote" : "demote");
        if (planning.Arguments["rank"] is { } text)
        {
            if (book.RankNamed(text) is not { } named)
            {
                return StaffTexts.NoSuchRank;
            }

            return from is null || (up ? named.Level > from.Level : named.Level < from.Level)
                ? named
                : new Failure("staff.direction", named.Role == from.Role
                    ? $"{Mention.User(record.User)} is {Mention.Role(named.Role)} already."
                    : $"{Mention.Role(named.Role)} does not stand {(up ? "above" : "below")} {Mention.Role(from.Role)}. Use `/staff {(up ? "demote" : "promote")}` if that is meant.");
        }

        if (from is null)
        {
            return new Failure("staff.rank-gone", $"{Mention.User(record.User)} holds a rank that is none any more. Say which one they get: `/staff {verb} member rank`.");
        }

        var level = up
            ? book.Ranks.Where(r => r.Level > from.Level).Select(r => (int?)r.Level).Min()
            : book.Ranks.Where(r => r.Level < from.Level).Select(r => (int?)r.Level).Max();
        Rank[] next = [.. book.Ranks.Where(r => r.Level == level)];
        return next.Length switch
        {
            0 => new Failure("staff.end", $"{Mention.Role(from.Role)} is the {(up ? "highest" : "lowest")} rank.{(up ? "" : " `/staff fire` takes somebody off staff.")}"),
            1 => next[0],
            _ => new Failure("staff.which", $"{string.Join(" and ", next.Select(r => Mention.Role(r.Role)))} stand next. Say which one: `/staff {verb} member rank`."),
        };
    }

    private static long? Number(Planning<StaffBook> planning, string name) => planning.Arguments[name] is { } digits ? long.Parse(digits, CultureInfo.InvariantCulture) : null;
}
