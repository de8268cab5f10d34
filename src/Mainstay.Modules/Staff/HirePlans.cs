using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Staff;

/// <summary>The planners of joining and leaving the staff: hire, fire, suspend, reinstate.</summary>
internal static partial class HirePlans
{
    public static Outcome<Draft> Hire(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.RankNamed(planning.Arguments["rank"] ?? "") is not { } rank)
        {
            return StaffTexts.NoSuchRank;
        }

        if (planning.Arguments["roblox"] is { } named && !Roblox().IsMatch(named))
        {
            return new Failure("staff.roblox", "A Roblox username has 3 to 20 letters, digits and underscores, and nothing else.");
        }

        if (!image.Members.TryGet(user, out var member))
        {
            return StaffChanges.Absent(image, user);
        }

        if (member.IsBot)
        {
            return new Failure("staff.bot", $"{Mention.User(user)} is a bot, and bots cannot be hired.");
        }

        var record = book.RecordOf(user);
        if (record is { IsActive: true })
        {
            return new Failure("staff.hired", $"{Mention.User(user)} is on staff already, as {Mention.Role(record.Rank)}. `/staff promote` and `/staff demote` change the rank.");
        }

        if (record is { Status: StaffStatus.Inactive })
        {
            return new Failure("staff.inactive", $"{Mention.User(user)} is on staff and {StaffTexts.Away(record)}. `/staff reinstate` takes them back.");
        }

        if (StaffRules.Forbidden(planning, user, rank) is { } forbidden)
        {
            return forbidden;
        }

        if (Full(book, rank) is { } full)
        {
            return full;
        }

        var hired = new StaffRecord(user, rank.Role, StaffStatus.Active, planning.Now)
        {
            HiredBy = planning.Actor.User,
            Roblox = planning.Arguments["roblox"] ?? record?.Roblox,
        };
        return Draft(planning, record, hired, HistoryAction.Hire, $"Staff record: {Mention.User(user)} works here as {Mention.Plain(rank.Name)}", $"hired as {rank.Name}");
    }

    public static Outcome<Draft> Fire(Planning<StaffBook> planning)
    {
        var user = planning.Arguments.Id<User>("member");
        if (planning.Input.RecordOf(user) is not { IsOnStaff: true } record)
        {
            return StaffTexts.NotHired(user);
        }

        if (StaffRules.Forbidden(planning, user, planning.Input.RankOf(record.Rank)) is { } forbidden)
        {
            return forbidden;
        }

        var fired = record with { Status = StaffStatus.Terminated, Because = null, EndedAt = planning.Now };
        return Draft(planning, record, fired, HistoryAction.Fire, $"Staff record: {Mention.User(user)} no longer works here", "fired");
    }

    public static Outcome<Draft> Suspend(Planning<StaffBook> planning)
    {
        var user = planning.Arguments.Id<User>("member");
        if (planning.Input.RecordOf(user) is not { IsOnStaff: true } record)
        {
            return StaffTexts.NotHired(user);
        }

        if (!record.IsActive)
        {
            return new Failure("staff.inactive", $"{Mention.User(user)} {StaffTexts.Away(record)} already.");
        }

        if (StaffRules.Forbidden(planning, user, planning.Input.RankOf(record.Rank)) is { } forbidden)
        {
            return forbidden;
        }

        var suspended = record with { Status = StaffStatus.Inactive, Because = StaffRecord.Suspended };
        return Draft(planning, record, suspended, HistoryAction.Suspended, $"Staff record: {Mention.User(user)} is suspended and keeps the rank on record only", "suspended");
    }

    public static Outcome<Draft> Reinstate(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.RecordOf(user) is not { IsOnStaff: true } record)
        {
            return StaffTexts.NotHired(user);
        }

        if (record.IsActive)
        {
            return new Failure("staff.active", $"{Mention.User(user)} is working here already.");
        }

        if (book.RankOf(record.Rank) is not { } rank)
        {
            return new Failure("staff.rank-gone", $"{Mention.User(user)} held a rank that is none any more. Fire them, and hire them at another rank.");
        }

        if (image.Roles.IsGone(rank.Role))
        {
            return StaffTexts.RankGone(user, rank);
        }

        if (!image.Members.TryGet(user, out _))
        {
            return StaffChanges.Absent(image, user);
        }

        if (StaffRules.Forbidden(planning, user, rank) is { } forbidden)
        {
            return forbidden;
        }

        if (Full(book, rank) is { } full)
        {
            return full;
        }

        var back = record with { Status = StaffStatus.Active, Because = null };
        return Draft(planning, record, back, HistoryAction.Reinstated, $"Staff record: {Mention.User(user)} works here again as {Mention.Plain(rank.Name)}", $"reinstated as {rank.Name}");
    }

    public static Failure? Full(StaffBook book, Rank rank) => book.IsFull(rank)
        ? new Failure("staff.full", $"{Mention.Role(rank.Role)} is full: {book.CountAt(rank.Role)} of {rank.Limit} seats are taken.")
        : null;

    /// <summary>Record, line and roles together; for somebody who is not there the roles are left out.</summary>
    public static Draft Draft(Planning<StaffBook> planning, StaffRecord? before, StaffRecord after, string action, string summary, string reason)
    {
        var record = StaffChanges.Record(planning, before, after, action, summary);
        var wanted = after.IsActive ? after.Rank : (Id<Role>?)null;
        return planning.Image.Members.TryGet(after.User, out var member)
            ? new Draft
            {
                Changes = [record, .. StaffChanges.Roles(planning, member, wanted, planning.Arguments["reason"] ?? reason)],
                Findings = StaffChanges.Kept(planning, member, wanted),
            }
            : new Draft
            {
                Changes = [record],
                Findings = [new Finding("staff.absent", Severity.Info, Target.Member(after.User), $"{Mention.User(after.User)} is not in the server now, so only the record changes.")],
            };
    }

    [GeneratedRegex("^[A-Za-z0-9_]{3,20}$")]
    private static partial Regex Roblox();
}
