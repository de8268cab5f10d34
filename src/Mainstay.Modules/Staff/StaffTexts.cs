using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal static class StaffTexts
{
    public const string NoRanks = "There are no ranks yet. Make a role one with `/staff rank add`.";

    public static readonly Failure NoSuchRank = new("staff.rank", "That is not a staff rank. Pick one from the list, or make the role a rank with `/staff rank add`.");

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("staff hire", "Shows what will change first: the staff record with a line in its history, and the roles. Nothing happens until you press Apply. You can only hire below yourself, and a rank that is full takes nobody."),
        new("staff fire", "The record is kept and marked as ended, so that the history stays whole. All rank roles are taken; other roles stay. Works for people who have left the server, too."),
        new("staff promote", "Without a rank it is the next one up. The owner and administrators may promote everybody below them in the server's role order; staff may if their rank may manage staff, and only people and ranks below their own."),
        new("staff demote", "Without a rank it is the next one down. To take somebody off staff, use `/staff fire`."),
        new("staff suspend", "The rank role goes and the seat is free, while the record stays. `/staff reinstate` brings both back, if there is a seat."),
        new("staff reinstate", "For people who were suspended, or who left the server and came back. Nobody gets a rank back by rejoining alone."),
        new("staff settle", "For somebody whose rank roles were changed by hand on Discord. Who did it is in the history as far as Discord's audit log says; where it said nothing within ten seconds, the author is unknown."),
        new("staff policy", "What happens by itself when rank roles are changed by hand. Adopting keeps to the same rules as `/staff promote`: what the author may not do is left for a person to decide, and so is what nobody knows the author of if the rank may manage staff."),
        new("staff history", "Every hiring, promotion, demotion, suspension and firing, newest first. Lines are never changed or deleted: taking a hire back adds a line that says so."),
        new("staff rank add", "A rank is tied to the role itself, not to its name, so renaming the role changes nothing. Levels, 1 to 100, say who stands above whom among staff. From level 5 on a rank may hire, fire, promote and demote below itself, unless you say otherwise. Without a limit it takes any number of people; `limit:0` removes one."),
    ];

    public static string Agrees(Id<User> user) => $"Roles and record of {Mention.User(user)} say the same.";

    public static string CannotPutBack(Id<User> user) =>
        $"I cannot put back the roles of {Mention.User(user)}; why is noted below. Take the role by hand on Discord, or let the record follow the roles.";

    /// <summary>What a policy does, for people.</summary>
    public static string Policy(string byHand) => byHand switch
    {
        "adopt" => "the record follows the roles",
        "revert" => "the roles follow the record",
        _ => "nothing happens until somebody decides",
    };

    /// <summary>Who did what, as far as anybody knows.</summary>
    public static string ByHand(HandChange change, Func<Id<Role>, string> role)
    {
        var who = change.By is { } by ? Mention.User(by) : "Somebody unknown";
        return (change.Given, change.Taken) switch
        {
            ({ } given, { } taken) => $"{who} took {role(taken)} from {Mention.User(change.User)} and gave {role(given)}",
            ({ } given, null) => $"{who} gave {Mention.User(change.User)} the role {role(given)}",
            (null, { } taken) => $"{who} took the role {role(taken)} from {Mention.User(change.User)}",
            _ => $"{who} changed roles of {Mention.User(change.User)}",
        };
    }

    public static string HandLine(HandChange change, Func<Id<Role>, string> role)
    {
        var became = change.Outcome switch
        {
            HandOutcome.Adopted => "the record followed",
            HandOutcome.Reverted => "the roles were put back",
            _ => "a person was asked",
        };
        return $"{Mention.Day(change.At)} {ByHand(change, role)}: {became}";
    }

    /// <summary>What the log channel gets to read when a person has to decide.</summary>
    public static Reply Asked(HandChange change, string why) => new()
    {
        Title = "Staff roles changed by hand",
        Tone = Tone.Warning,
        Text = $"{ByHand(change, Mention.Role)}, and the staff record says otherwise.{(why.Length == 0 ? "" : " " + why)}\n\n"
            + $"`/staff settle` decides for {Mention.User(change.User)} whether the record follows the roles or the roles follow the record.",
    };

    public static Failure NotHired(Id<User> user) => new("staff.not-hired", $"{Mention.User(user)} is not on staff.");

    /// <summary>Why somebody who is away cannot be reinstated nor moved.</summary>
    public static Failure RankGone(Id<User> user, Rank rank) => new(
        "staff.rank-gone", $"{Mention.User(user)} cannot come back as {Mention.Plain(rank.Name)}, because the role of that rank was deleted. Fire them, and hire them at another rank.");

    public static string Terms(Rank rank) =>
        $"level {rank.Level}, {(rank.Limit is { } limit ? $"for {People(limit)}" : "for any number of people")}{(rank.MayManage ? ", may manage staff below it" : "")}";

    public static string People(int count) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "person" : "people")}";

    /// <summary>Seats taken, of how many if there is a limit.</summary>
    public static string Seats(StaffBook book, Rank rank) => rank.Limit is { } limit ? $"{book.CountAt(rank.Role)} of {limit.ToString("N0", CultureInfo.InvariantCulture)}" : $"{book.CountAt(rank.Role)}";

    public static string Away(StaffRecord record) => record.Because == StaffRecord.Suspended ? "is suspended" : "left the server";

    /// <summary>A rank by its role, or by its own name where the role was deleted and a mention would show it as unknown.</summary>
    public static string Role(Rank rank, bool isGone) => isGone ? $"{Mention.Plain(rank.Name)} (its role was deleted)" : Mention.Role(rank.Role);

    /// <summary>A role that was a rank or still is: by the rank's name where the book has it and the role was deleted.</summary>
    public static string Role(StaffBook book, Id<Role> role, bool isGone) => isGone && book.RankOf(role) is { } rank ? Role(rank, isGone) : Mention.Role(role);

    public static string Name(Rank? rank, Id<Role> role) => rank is null ? Mention.Role(role) : Mention.Plain(rank.Name);

    /// <summary>What an action is called where nobody gave a reason: in previews and in Discord's audit log.</summary>
    public static string Reason(string action) => action switch
    {
        HistoryAction.Hire => "hired",
        HistoryAction.Fire => "fired",
        HistoryAction.Promotion => "promoted",
        HistoryAction.Demotion => "demoted",
        _ => action,
    };

    public static string TookBack(string action) => action switch
    {
        HistoryAction.Hire => "the hiring was taken back",
        HistoryAction.Fire => "the firing was taken back",
        HistoryAction.Suspended => "the suspension was taken back",
        HistoryAction.Reinstated => "the reinstatement was taken back",
        HistoryAction.Left => "the departure was taken back",
        _ => $"the {action} was taken back",
    };

    /// <summary>One line of history.</summary>
    public static string Line(HistoryLine line, bool named, Func<Id<Role>, string> role)
    {
        var who = named ? Mention.User(line.User) + " " : "";
        var what = (line.Action, line.From, line.To) switch
        {
            (HistoryAction.Hire, _, { } to) => $"hired as {role(to)}",
            (HistoryAction.Fire, { } from, _) => $"fired, was {role(from)}",
            (HistoryAction.Promotion, { } from, { } to) => $"promoted from {role(from)} to {role(to)}",
            (HistoryAction.Demotion, { } from, { } to) => $"demoted from {role(from)} to {role(to)}",
            (HistoryAction.Left, { } from, _) => $"left the server, was {role(from)}",
            (HistoryAction.Suspended, { } from, _) => $"suspended, was {role(from)}",
            (HistoryAction.Reinstated, _, { } to) => $"reinstated as {role(to)}",
            (HistoryAction.TakenBack, _, { } to) => $"back to {role(to)}",
            (HistoryAction.TakenBack, { } from, null) => $"no longer {role(from)}",
            _ => line.Action,
        };
        var by = line.By is { } author ? $"by {Mention.User(author)}" : "by somebody unknown";
        return $"{Mention.Day(line.At)} {who}{what} {by}{(line.Reason is { } reason ? $": {Mention.Plain(reason)}" : "")}";
    }
}
