using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Staff;

/// <summary>The planners that bring roles changed by hand and the record together again, either way, and the one that chooses what happens by itself.</summary>
internal static class HandPlans
{
    private const string Reason = "roles changed by hand on Discord";

    /// <summary>The record follows the roles: hired, promoted, demoted or fired by whoever changed them, or by somebody unknown.</summary>
    public static Outcome<Draft> Adopt(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (!image.Members.TryGet(user, out var member))
        {
            return StaffChanges.Absent(image, user);
        }

        if (member.IsBot)
        {
            return new Failure("staff.bot", $"{Mention.User(user)} is a bot, and bots are not on staff.");
        }

        var record = book.RecordOf(user);
        var current = record is { IsActive: true } ? record.Rank : (Id<Role>?)null;
        Rank[] held = [.. book.Ranks.Where(r => member.Roles.Contains(r.Role) && !book.Elsewhere.Contains((user, r.Role)))];
        Rank[] other = [.. held.Where(r => r.Role != current)];
        if (other.Length == 0 && (current is null || held.Length > 0))
        {
            return new Draft { NothingToDo = StaffTexts.Agrees(user) };
        }

        if (other.Length > 1)
        {
            return new Failure("staff.which", $"{Mention.User(user)} holds {string.Join(" and ", other.Select(r => Mention.Role(r.Role)))} now, and the record knows one rank at a time.");
        }

        var from = current is { } rank ? book.RankOf(rank) : null;
        var to = other.Length == 0 ? null : other[0];
        var forbidden = planning.Actor.User.IsNone ? NotByHand(planning, user, from, to) : StaffRules.Forbidden(planning, user, from, to);
        if (forbidden is not null)
        {
            return forbidden;
        }

        return to is not null && HirePlans.Full(book, to) is { } full ? full : Follow(planning, record, member, from, to);
    }

    /// <summary>The roles follow the record again.</summary>
    public static Outcome<Draft> Revert(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (!image.Members.TryGet(user, out var member))
        {
            return StaffChanges.Absent(image, user);
        }

        var record = book.RecordOf(user);
        var wanted = record is { IsActive: true } ? record.Rank : (Id<Role>?)null;
        var rank = wanted is { } role ? book.RankOf(role) : null;
        if (!planning.Actor.User.IsNone && StaffRules.Forbidden(planning, user, rank) is { } forbidden)
        {
            return forbidden;
        }

        if (wanted is { } back && planning.Reach.Of(back) is var reach and not RoleReach.Free && !member.Roles.Contains(back))
        {
            return new Failure("staff.role", Reach.Sentence(back, reach));
        }

        var kept = StaffChanges.Kept(planning, member, wanted);
        return new Draft
        {
            Changes = [.. StaffChanges.Roles(planning, member, wanted, "taken back: " + Reason).Select(c => c with { DependsOn = [] })],
            Findings = kept,
            NothingToDo = kept.Any(f => f.Check == StaffChanges.OutOfReach) ? StaffTexts.CannotPutBack(user) : StaffTexts.Agrees(user),
        };
    }

    /// <summary>What happens by itself from now on.</summary>
    public static Outcome<Draft> Policy(Planning<SettingsRecord> planning)
    {
        var after = JsonNode.Parse(planning.Input.Body)!.AsObject();
        if (planning.Arguments["by-hand"] is { } byHand)
        {
            after["roles-by-hand"] = byHand;
        }

        var body = after.ToJsonString();
        return JsonNode.DeepEquals(after, JsonNode.Parse(planning.Input.Body))
            ? new Draft { NothingToDo = "That is what happens already." }
            : new Draft
            {
                Changes =
                [
                    new SettingsChange
                    {
                        Settings = StaffSettings.Name,
                        Before = planning.Input.Body,
                        After = body,
                        Reason = "staff policy changed",
                        Risk = Risk.Elevated,
                        Summary = $"Rank roles changed by hand: {StaffTexts.Policy(planning.Arguments["by-hand"] ?? "")}",
                    },
                ],
            };
    }

    private static Draft Follow(Planning<StaffBook> planning, StaffRecord? record, MemberView member, Rank? from, Rank? to)
    {
        var by = planning.Input.ByHand?.By;
        var user = Mention.User(member.Id);
        var (after, action, what) = (record, to) switch
        {
            ({ IsActive: true }, { } rank) => (record with { Rank = rank.Role }, rank.Level > (from?.Level ?? 0) ? HistoryAction.Promotion : HistoryAction.Demotion, $"is {Mention.Plain(rank.Name)} now"),
            ({ IsActive: true }, null) => (record with { Status = StaffStatus.Terminated, EndedAt = planning.Now }, HistoryAction.Fire, "no longer works here"),
            ({ Status: StaffStatus.Inactive }, { } rank) => (record with { Status = StaffStatus.Active, Because = null, Rank = rank.Role }, HistoryAction.Reinstated, $"works here again as {Mention.Plain(rank.Name)}"),
            (_, { } rank) => (
                new StaffRecord(member.Id, rank.Role, StaffStatus.Active, planning.Now) { HiredBy = by, Roblox = record?.Roblox }, HistoryAction.Hire, $"works here as {Mention.Plain(rank.Name)}"),
            _ => throw new InvalidOperationException("Who is not on staff and holds no rank role agrees with the record."),
        };
        var change = StaffChanges.Record(planning, record, after, action, $"Staff record: {user} {what}, as the roles say", by, byKnown: by is not null, Reason);
        var wanted = after.IsActive ? after.Rank : (Id<Role>?)null;
        return new Draft { Changes = [change, .. StaffChanges.Roles(planning, member, wanted, Reason)], Findings = StaffChanges.Kept(planning, member, wanted) };
    }

    /// <summary>
    /// Discord let somebody do this by their place in the role order; whether they may by the rules of the staff is another question. Nobody who is unknown makes
    /// or unmakes who may manage staff.
    /// </summary>
    private static Failure? NotByHand(Planning<StaffBook> planning, Id<User> user, params ReadOnlySpan<Rank?> ranks)
    {
        var (image, book) = (planning.Image, planning.Input);
        if (book.ByHand?.By is not { } author)
        {
            foreach (var rank in ranks)
            {
                if (rank is { MayManage: true })
                {
                    return new Failure("staff.by-hand", $"Nobody knows who did this, and {Mention.Role(rank.Role)} may manage staff.");
                }
            }

            return null;
        }

        if (author == image.Guild?.OwnerId)
        {
            return null;
        }

        if (author == user)
        {
            return new Failure("staff.by-hand", $"{Mention.User(user)} did this to themselves.");
        }

        if (image.Members.TryGet(author, out var person) && person.Roles.ToArray().Any(r => image.Roles.Find(r)?.Permissions.HasFlag(Permissions.Administrator) == true))
        {
            return null;
        }

        var own = book.ActiveRankOf(author);
        foreach (var rank in ranks)
        {
            if (rank is not null && (own is not { MayManage: true } || rank.Level >= own.Level))
            {
                return new Failure("staff.by-hand", $"{Mention.User(author)} may not manage {Mention.Role(rank.Role)} among staff.");
            }
        }

        return null;
    }
}
