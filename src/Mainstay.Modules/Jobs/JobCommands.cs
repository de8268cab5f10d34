using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

internal sealed class JobCommands(JobStore store, IOperations operations, IGuilds guilds)
{
    private const int MaxReason = 200;
    private const int MaxChoiceName = 100;

    public static readonly IReadOnlyList<CommandGroup> Groups = [new("job", "What the server has to do, and who does it")];

    private static readonly Option<string> NewTitle = Option.Text("title", "What the job is called", required: true, min: 1, max: Job.MaxTitle);
    private static readonly Option<string> Title = Option.Text("title", "Another title", min: 1, max: Job.MaxTitle);
    private static readonly Option<string> Description = Option.Text("description", "What there is to do", min: 1, max: Job.MaxDescription);
    private static readonly Option<Id<Role>> NewRole = Option.Role("role", "The role that goes with it", required: true);
    private static readonly Option<Id<Role>> Role = Option.Role("role", "Another role");
    private static readonly Option<long> Limit = Option.Integer("limit", "How many people it takes; 0 for any number", min: 0, max: Job.MaxLimit);
    private static readonly Option<Id<User>> Member = Option.User("member", "Who", required: true);
    private static readonly Option<string> Reason = Option.Text("reason", "Why, for the record and the audit log", min: 1, max: MaxReason);
    private static readonly Option<long> Page = Option.Integer("page", "Which page; 1 is the newest", min: 1, max: 100_000);
    private static readonly Option<string> State = Option.Text("state", "Which jobs; open ones if you leave it out") with
    {
        Choices = [new("open", JobState.Open), new("closed", JobState.Closed), new("removed", JobState.Removed), new("open and closed", JobViews.All)],
    };

    private readonly Option<string> _job = Option.Text("job", "The job", required: true, max: MaxChoiceName) with { Complete = (context, ct) => JobsAsync(store, context, b => b.Standing, ct) };
    private readonly Option<string> _held = Option.Text("job", "The job", required: true, max: MaxChoiceName) with { Complete = (context, ct) => JobsAsync(store, context, b => b.ToUnassign, ct) };
    private readonly JobViews _views = new(store, guilds);

    public IReadOnlyList<Command> All =>
    [
        Change("add", "Post a job: a role that people get for doing it", JobOperations.Add, [NewTitle, NewRole, Description, Limit, DryRun.Option], "/job add title:Event host role:@Event Team limit:5"),
        Change("edit", "Change a job's title, description, limit or role", JobOperations.Edit, [_job, Title, Description, Limit, Role, DryRun.Option], "/job edit job:Event host limit:8"),
        Change("close", "Take nobody new; who holds the job keeps it", JobOperations.Close, [_job, Reason, DryRun.Option], "/job close job:Event host"),
        Change("reopen", "Take people for a closed job again", JobOperations.Reopen, [_job, Reason, DryRun.Option], "/job reopen job:Event host"),
        Change("remove", "Take a job off the list for good", JobOperations.Remove, [_job, Reason, DryRun.Option], "/job remove job:Event host"),
        Change("assign", "Give somebody a job and its role", JobOperations.Assign, [_job, Member, Reason, DryRun.Option], "/job assign job:Event host member:@Ada"),
        Change("unassign", "Take a job and its role from somebody", JobOperations.Unassign, [_held, Member, Reason, DryRun.Option], "/job unassign job:Event host member:@Ada"),
        View("list", "Show the jobs, five to a page", [State, Page], (c, ct) => _views.ListAsync(c.Guild, c.Get(State, JobState.Open), (int)c.Get(Page, 1), ct), "/job list", "/job list state:open and closed"),
        View("info", "Show one job and who holds it", [_job], (c, ct) => _views.InfoAsync(c.Guild, c.Get(_job), ct), "/job info job:Event host"),
    ];

    private Command Change(string name, string description, string operation, IReadOnlyList<Option> options, params IReadOnlyList<string> examples) => new()
    {
        Path = $"job {name}",
        Description = description,
        Capability = JobCapabilities.Manage,
        Place = CommandPlace.Server,
        Visibility = ReplyVisibility.OnlyToAsker,
        Options = options,
        Examples = examples,
        Run = (context, ct) => operations.PreviewOrDryRunAsync(context, operation, ArgumentsOf(context), ct),
    };

    private static Command View(
        string name, string description, IReadOnlyList<Option> options, Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> run, params IReadOnlyList<string> examples) => new()
        {
            Path = $"job {name}",
            Description = description,
            Capability = JobCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = options,
            Examples = examples,
            Run = run,
        };

    /// <summary>What was given, under the names that the planners know.</summary>
    private Arguments ArgumentsOf(CommandContext context) => Arguments.Of(
        ("job", context.TryGet(_job, out var job) ? job : null),
        ("title", context.TryGet(Title, out var title) ? title : null),
        ("description", context.TryGet(Description, out var description) ? description : null),
        ("role", context.TryGet(Role, out var role) ? role.ToString() : null),
        ("limit", context.TryGet(Limit, out var limit) ? limit.ToString(CultureInfo.InvariantCulture) : null),
        ("member", context.TryGet(Member, out var member) ? member.ToString() : null),
        ("reason", context.TryGet(Reason, out var reason) ? reason : null));

    private static async Task<IReadOnlyList<Choice>> JobsAsync(JobStore store, CompletionContext context, Func<JobBook, IEnumerable<Job>> which, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(context.Place.Guild!.Value, cancellationToken).ConfigureAwait(false);
        return
        [
            .. which(book).Where(j => j.Title.Contains(context.Typed, StringComparison.OrdinalIgnoreCase))
                .OrderBy(j => j.State switch { JobState.Open => 0, JobState.Closed => 1, _ => 2 }).ThenByDescending(j => j.Number)
                .Select(j => new Choice(Name(book, j), j.Number.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    private static string Name(JobBook book, Job job)
    {
        var seats = $" ({JobTexts.Seats(book, job)}{(job.State == JobState.Open ? "" : ", " + JobTexts.State(job))})";
        return Clip.To(job.Title, MaxChoiceName - seats.Length) + seats;
    }
}
