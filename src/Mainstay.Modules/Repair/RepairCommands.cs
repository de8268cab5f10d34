using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal sealed class RepairCommands(IOperations operations, IGuilds guilds, IMemberSync sync, RepairHealth health)
{
    private static readonly Option<string> Conflicts = Option.Text("conflicts", "Who is right, this time, where your policies say ask") with
    {
        Choices = [new("the database: Discord is changed", "database"), new("Discord: it stays as it is", "discord")],
    };

    public static readonly IReadOnlyList<CommandGroup> Groups = [new("repair", "Put right what has drifted from the records")];

    public IReadOnlyList<Command> All =>
    [
        Routine("staff-roles", "Compare staff roles with the staff records and show a plan to put them right", RepairOperations.StaffRoles),
        Routine("job-roles", "Compare job roles with the jobs' records and show a plan to put them right", RepairOperations.JobRoles),
        Routine("channels", "Find configured channels that are missing or different and show a plan to put them right", RepairOperations.Channels),
        Routine("config", "Find settings that name what was deleted and show a plan to put them right", RepairOperations.Config),
        Routine("orphaned", "Find records about people, roles and channels that are gone and show a plan", RepairOperations.Orphaned),
        Routine("db-indexes", "Compare the database's tables and indexes with what is declared", RepairOperations.Indexes),
        Routine("all", "Look at everything and show one plan to put it right", RepairOperations.Everything),
        new()
        {
            Path = "repair dry-run",
            Description = "Show what repairing everything would do, without a button to do it",
            Capability = RepairCapabilities.Apply,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Conflicts],
            Examples = ["/repair dry-run"],
            Run = (context, cancellationToken) => RunAsync(context, RepairOperations.Everything, dry: true, cancellationToken),
        },
        new()
        {
            Path = "repair health",
            Description = "Show how each part of Mainstay is, with times measured now",
            Capability = RepairCapabilities.Apply,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/repair health"],
            Run = async (context, cancellationToken) => await health.ShowAsync(context.Guild, cancellationToken).ConfigureAwait(false),
        },
    ];

    private Command Routine(string name, string description, string operation) => new()
    {
        Path = $"repair {name}",
        Description = description,
        Capability = RepairCapabilities.Apply,
        Place = CommandPlace.Server,
        Visibility = ReplyVisibility.OnlyToAsker,
        Options = [Conflicts, DryRun.Option],
        Examples = [$"/repair {name}", $"/repair {name} dry_run:true"],
        Run = (context, cancellationToken) => RunAsync(context, operation, context.Get(DryRun.Option, false), cancellationToken),
    };

    private async Task<Outcome<Reply>> RunAsync(CommandContext context, string operation, bool dry, CancellationToken cancellationToken)
    {
        // A plan is only as good as the list it rests on, so a list with gaps is completed first.
        var routines = RepairOperations.Routines[operation];
        if ((routines & (Repair.Routine.MemberRoles | Repair.Routine.Orphaned)) != 0
            && guilds.TrySnapshot(context.Guild, out var image) && (!image.Members.Completeness.IsComplete || image.Stale is not null))
        {
            await context.ShowAsync(RepairTexts.Reading(routines, 0, 0), cancellationToken).ConfigureAwait(false);
            await sync.SyncAsync(context.Guild, false, p => context.ShowAsync(RepairTexts.Reading(routines, p.Seen, p.Expected), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        var arguments = Arguments.Of((RepairOperations.Conflicts, context.TryGet(Conflicts, out var decided) ? decided : null));
        return dry
            ? await operations.DryRunAsync(context, operation, arguments, cancellationToken).ConfigureAwait(false)
            : await operations.PreviewAsync(context, operation, arguments, cancellationToken).ConfigureAwait(false);
    }
}
