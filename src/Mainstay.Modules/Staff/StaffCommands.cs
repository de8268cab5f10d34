using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal sealed class StaffCommands(StaffStore store, HandStore hands, IOperations operations, IGuilds guilds)
{
    private const int MaxReason = 200;
    private const int MaxRankName = 100;

    public static readonly IReadOnlyList<CommandGroup> Groups = [new("staff", "Who works here, and at which rank"), new("staff rank", "Which roles are staff ranks")];

    private static readonly Option<Id<User>> Member = Option.User("member", "Who", required: true);
    private static readonly Option<Id<User>> AnyMember = Option.User("member", "Only this person");
    private static readonly Option<string> Reason = Option.Text("reason", "Why, for the record and the audit log", min: 1, max: MaxReason);
    private static readonly Option<string> Roblox = Option.Text("roblox_username", "Their Roblox username, if they have one", min: 3, max: 20);
    private static readonly Option<Id<Role>> Role = Option.Role("role", "The role", required: true);
    private static readonly Option<long> Level = Option.Integer("level", "How high it stands: a higher level stands above a lower one", required: true, min: 1, max: Rank.MaxLevel);
    private static readonly Option<long> Limit = Option.Integer("limit", "How many people it takes; 0 for any number", min: 0, max: Rank.MaxLimit);
    private static readonly Option<bool> MayManage = Option.Boolean("may_manage", "Whether it may hire, fire, promote and demote below itself; from level 5 on unless you say no");
    private static readonly Option<Id<Role>> Only = Option.Role("rank", "Only this rank");
    private static readonly Option<long> Page = Option.Integer("page", "Which page; 1 is the newest", min: 1, max: 100_000);

    private static readonly Option<string> Follow = Option.Text("follow", "Which of the two is right", required: true) with
    {
        Choices = [new("the record follows the roles", "adopt"), new("the roles follow the record", "revert")],
    };

    private static readonly Option<string> ByHandPolicy = Option.Text("roles_by_hand", "What happens when somebody changes rank roles by hand on Discord", required: true) with
    {
        Choices = [new("ask in the log channel", "ask"), new("the record follows the roles", "adopt"), new("the roles follow the record", "revert")],
    };

    private readonly Option<string> _rank = Option.Text("rank", "The rank", required: true, max: MaxRankName) with { Complete = (context, ct) => RanksAsync(store, guilds, context, ct) };
    private readonly Option<string> _next = Option.Text("rank", "The rank; the next one if you leave it out", max: MaxRankName) with { Complete = (context, ct) => RanksAsync(store, guilds, context, ct) };
    private readonly StaffViews _views = new(store, hands, guilds);

    public IReadOnlyList<Command> All =>
    [
        Change("hire", "Put somebody on staff: the record and the role", StaffOperations.Hire, [Member, _rank, Roblox, Reason, DryRun.Option],
            "/staff hire member:@Ada rank:Paralegal", "/staff hire member:@Ada rank:Partner reason:passed the interview"),
        Change("fire", "Take somebody off staff: the record stays, the role goes", StaffOperations.Fire, [Member, Reason, DryRun.Option], "/staff fire member:@Ada reason:left the firm"),
        Change("promote", "Give somebody a higher rank", StaffOperations.Promote, [Member, _next, Reason, DryRun.Option], "/staff promote member:@Ada", "/staff promote member:@Ada rank:Partner"),
        Change("demote", "Give somebody a lower rank", StaffOperations.Demote, [Member, _next, Reason, DryRun.Option], "/staff demote member:@Ada reason:asked for fewer hours"),
        Change("suspend", "Take the role and free the seat for a while: the record stays", StaffOperations.Suspend, [Member, Reason, DryRun.Option], "/staff suspend member:@Ada reason:under review"),
        Change("reinstate", "Bring back somebody who was suspended or came back", StaffOperations.Reinstate, [Member, Reason, DryRun.Option], "/staff reinstate member:@Ada"),
        Change("settle", "Decide about rank roles that were changed by hand", "", [Member, Follow, DryRun.Option], "/staff settle member:@Ada follow:the record follows the roles") with
        {
            Run = (context, ct) => operations.PreviewOrDryRunAsync(
                context, context.Get(Follow) == "adopt" ? StaffOperations.AdoptByHand : StaffOperations.RevertByHand, ArgumentsOf(context), ct),
        },
        Change("policy", "Choose what happens when rank roles are changed by hand", StaffOperations.Policy, [ByHandPolicy, DryRun.Option], "/staff policy roles_by_hand:ask in the log channel") with
        {
            Capability = StaffCapabilities.Ranks,
        },
        View("list", "Show who works here, by rank", [Only], (c, ct) => _views.ListAsync(c.Guild, c.Get(Only, default), ct), "/staff list", "/staff list rank:@Partner"),
        View("info", "Show somebody's staff record", [Member], (c, ct) => _views.InfoAsync(c.Guild, c.Get(Member), ct), "/staff info member:@Ada"),
        View("history", "Show what happened on the staff, newest first", [AnyMember, Page],
            (c, ct) => _views.HistoryAsync(c.Guild, c.TryGet(AnyMember, out var one) ? one : null, (int)c.Get(Page, 1), ct), "/staff history", "/staff history member:@Ada"),
        Change("rank add", "Make a role a staff rank, or change its level and limit", StaffOperations.AddRank, [Role, Level, Limit, MayManage, DryRun.Option], "/staff rank add role:@Partner level:5 limit:3") with
        {
            Capability = StaffCapabilities.Ranks,
        },
        Change("rank remove", "Make a rank's role an ordinary role again; the role itself stays", StaffOperations.RemoveRank, [_rank, DryRun.Option], "/staff rank remove rank:Partner") with
        {
            Capability = StaffCapabilities.Ranks,
        },
        View("rank list", "Show the ranks with their levels and limits", [], (c, ct) => _views.RanksAsync(c.Guild, ct), "/staff rank list"),
    ];

    private Command Change(string name, string description, string operation, IReadOnlyList<Option> options, params IReadOnlyList<string> examples) => new()
    {
        Path = $"staff {name}",
        Description = description,
        Capability = StaffCapabilities.Manage,
        Place = CommandPlace.Server,
        Visibility = ReplyVisibility.OnlyToAsker,
        Options = options,
        Examples = examples,
        Run = (context, ct) => operations.PreviewOrDryRunAsync(context, operation, ArgumentsOf(context), ct),
    };

    private static Command View(
        string name, string description, IReadOnlyList<Option> options, Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> run, params IReadOnlyList<string> examples) => new()
        {
            Path = $"staff {name}",
            Description = description,
            Capability = StaffCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = options,
            Examples = examples,
            Run = run,
        };

    /// <summary>What was given, under the names that the planners know.</summary>
    private Arguments ArgumentsOf(CommandContext context) => Arguments.Of(
        ("member", context.TryGet(Member, out var member) ? member.ToString() : null),
        ("rank", context.TryGet(_rank, out var rank) ? rank : null),
        ("roblox", context.TryGet(Roblox, out var roblox) ? roblox : null),
        ("reason", context.TryGet(Reason, out var reason) ? reason : null),
        ("by-hand", context.TryGet(ByHandPolicy, out var byHand) ? byHand : null),
        ("role", context.TryGet(Role, out var role) ? role.ToString() : null),
        ("level", context.TryGet(Level, out var level) ? level.ToString(CultureInfo.InvariantCulture) : null),
        ("limit", context.TryGet(Limit, out var limit) ? limit.ToString(CultureInfo.InvariantCulture) : null),
        ("manage", context.TryGet(MayManage, out var manage) ? (manage ? "1" : "0") : null));

    private static async Task<IReadOnlyList<Choice>> RanksAsync(StaffStore store, IGuilds guilds, CompletionContext context, CancellationToken cancellationToken)
    {
        var guild = context.Place.Guild!.Value;
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        return
        [
            .. book.Ranks.Where(r => r.Name.Contains(context.Typed, StringComparison.OrdinalIgnoreCase))
                .Select(r => new Choice($"{r.Name} ({StaffTexts.Seats(book, r)}{(guilds.IsGone(guild, r.Role) ? ", its role was deleted" : "")})", $"{r.Role}")),
        ];
    }
}
