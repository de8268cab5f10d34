using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal static class RepairTexts
{
    public static readonly IReadOnlyList<HelpText> Help =
    [
        new(
            "repair staff-roles",
            "Every staff record says which rank role its owner has. The plan gives what is missing and takes other ranks' roles from people with a record. "
            + "People who hold a rank role and stand in no record are only reported. Nothing is changed before you press Apply, and what was changed can be taken back with Undo."),
    ];

    public static Reply Reading(int seen, int expected) => new()
    {
        Title = "Repair staff roles",
        Text = expected > 0 ? $"Reading the member list first: {seen:N0} of {expected:N0}." : "Reading the member list first.",
        Tone = Tone.Busy,
    };
}
