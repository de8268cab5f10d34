using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

internal sealed class SyncCommands(ISyncRuns runs, SyncActions actions, SyncSchedule schedule, IOperations operations, ISettings settings)
{
    public static readonly IReadOnlyList<CommandGroup> Groups = [new("sync", "What Mainstay knows about the members")];

    private static readonly Option<bool> Force = Option.Boolean("force", "Write every member again, also those that did not change");

    private static readonly Option<Id<User>> Person = Option.User("user", "Only this person");

    private static readonly Option<long> Days = Option.Integer(
        "days", $"Silent for how many days is dormant; {SyncRequest.DefaultDays} unless the schedule says otherwise", min: SyncRequest.MinDays, max: SyncRequest.MaxDays);

    private static readonly IReadOnlyList<Choice> Often = [new("every day", "day"), new("every week", "week"), new("every month", "month"), new("never", "off")];

    private static readonly Option<string> Members = Option.Text("members", "How often the whole member list is read by itself") with { Choices = Often };

    private static readonly Option<string> Marks = Option.Text("marks", "How often the marks for left and dormant members are set by themselves") with { Choices = Often };

    private static readonly Option<bool> Confirm = Option.Boolean("confirm", "Yes, show me the plan for a full sync", required: true);

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "sync users",
            Description = "Read the whole member list from Discord into the mirror",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Options = [Force],
            Examples = ["/sync users", "/sync users force:True"],
            Run = (context, ct) => actions.RunAsync(context, new SyncRequest(context.Guild, SyncKind.Users) { Force = context.Get(Force, false) }, ct),
        },
        new()
        {
            Path = "sync roles",
            Description = "Read who has which roles from Discord into the mirror, of everybody or of one person",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Options = [Person],
            Examples = ["/sync roles", "/sync roles user:@Ada"],
            Run = (context, ct) => actions.RunAsync(
                context, new SyncRequest(context.Guild, SyncKind.Roles) { Only = context.TryGet(Person, out var person) ? person : null }, ct),
        },
        new()
        {
            Path = "sync cleanup",
            Description = "Show who would be marked as left or dormant in the mirror",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Days, DryRun.Option],
            Examples = ["/sync cleanup", "/sync cleanup days:90", "/sync cleanup dry_run:True"],
            Run = CleanupAsync,
        },
        new()
        {
            Path = "sync full",
            Description = "Show the plan for a full sync: members, then roles, then cleanup",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Options = [Confirm, Days, DryRun.Option],
            Examples = ["/sync full confirm:True"],
            Run = FullAsync,
        },
        new()
        {
            Path = "sync cancel",
            Description = "Stop the sync of this server that is under way",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Examples = ["/sync cancel"],
            Run = async (context, ct) => (await runs.CancelAsync(context.Guild, number: null, context.Actor.User, ct).ConfigureAwait(false)).Try(out var run, out var failure) ? SyncTexts.Report(run, [])
                : failure.Code == "sync.none" ? SyncTexts.NothingToStop()
                : failure,
        },
        new()
        {
            Path = "sync schedule",
            Description = "Show or change what is brought up to date by itself, and how often",
            Capability = SyncCapabilities.Schedule,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Members, Marks, Days, DryRun.Option],
            Examples = ["/sync schedule", "/sync schedule members:every day marks:every week days:60"],
            Run = ScheduleAsync,
        },
        new()
        {
            Path = "sync stats",
            Description = "Show how complete and how fresh the mirror is",
            Capability = SyncCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/sync stats"],
            Run = async (context, ct) => SyncTexts.Stats(
                await runs.HealthAsync(context.Guild, ct).ConfigureAwait(false), await schedule.NextAsync(context.Guild, ct).ConfigureAwait(false)),
        },
    ];

    private async Task<Outcome<Reply>> CleanupAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var days = await DaysAsync(context, cancellationToken).ConfigureAwait(false);
        var preview = await runs.PreviewAsync(context.Guild, days, cancellationToken).ConfigureAwait(false);
        return preview.Try(out var counts, out var failure) ? SyncTexts.Cleanup(counts, context.Get(DryRun.Option, false) ? null : actions.CleanupButton(counts)) : failure;
    }

    private async Task<Outcome<Reply>> FullAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.Get(Confirm))
        {
            return new Failure("sync.unconfirmed", "A full sync runs only with `confirm:True`, and even then you see the plan first and press a button.");
        }

        var days = await DaysAsync(context, cancellationToken).ConfigureAwait(false);
        var preview = await runs.PreviewAsync(context.Guild, days, cancellationToken).ConfigureAwait(false);
        if (!preview.Try(out var counts, out var failure))
        {
            return failure;
        }

        var health = await runs.HealthAsync(context.Guild, cancellationToken).ConfigureAwait(false);
        return SyncTexts.Full(counts, health, context.Get(DryRun.Option, false) ? null : actions.FullButton(days));
    }

    private async Task<int> DaysAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.TryGet(Days, out var days) ? (int)days : (await settings.GetAsync<SyncSettings>(context.Guild, cancellationToken).ConfigureAwait(false)).Value.Days;

    private async Task<Outcome<Reply>> ScheduleAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var asked = Arguments.Of(
            (SyncOperations.Members, context.TryGet(Members, out var members) ? members : null),
            (SyncOperations.Marks, context.TryGet(Marks, out var marks) ? marks : null),
            (SyncOperations.Days, context.TryGet(Days, out var days) ? days.ToString(CultureInfo.InvariantCulture) : null));
        return asked.Values.Count > 0
            ? await operations.PreviewOrDryRunAsync(context, SyncOperations.Schedule, asked, cancellationToken).ConfigureAwait(false)
            : SyncTexts.Schedule(
                (await settings.GetAsync<SyncSettings>(context.Guild, cancellationToken).ConfigureAwait(false)).Value,
                await schedule.NextAsync(context.Guild, cancellationToken).ConfigureAwait(false));
    }
}
