using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal sealed class RepairCommands(IOperations operations, IGuilds guilds, IMemberSync sync)
{
    public static readonly IReadOnlyList<CommandGroup> Groups = [new("repair", "Put right what has drifted from the records")];

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "repair staff-roles",
            Description = "Compare staff roles with the staff records and show a plan to put them right",
            Capability = RepairCapabilities.Apply,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/repair staff-roles"],
            Run = StaffRolesAsync,
        },
    ];

    private async Task<Outcome<Reply>> StaffRolesAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // A plan is only as good as the list it rests on, so a list with gaps is completed first.
        if (guilds.TrySnapshot(context.Guild, out var image) && (!image.Members.Completeness.IsComplete || image.Stale is not null))
        {
            await context.ShowAsync(RepairTexts.Reading(0, 0), cancellationToken).ConfigureAwait(false);
            await sync.SyncAsync(context.Guild, false, p => context.ShowAsync(RepairTexts.Reading(p.Seen, p.Expected), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return await operations.PreviewAsync(context, RepairOperations.StaffRoles, Arguments.None, cancellationToken).ConfigureAwait(false);
    }
}
