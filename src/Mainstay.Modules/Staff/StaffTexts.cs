using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal static class StaffTexts
{
    public const string NoRanks = "There are no ranks yet. Make a role one with `/staff rank add`.";

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("staff hire", "Shows what will change first: the staff record, an entry in the history, and the roles. Nothing happens until you press Apply. You can only hire below yourself, and a rank that is full takes nobody."),
        new("staff fire", "The record is kept and marked as ended, so that the history stays whole. All rank roles are taken; other roles stay. Works for people who have left the server, too."),
        new("staff rank add", "A rank is tied to the role itself, not to its name, so renaming the role changes nothing. Levels say who stands above whom among staff."),
    ];
}
