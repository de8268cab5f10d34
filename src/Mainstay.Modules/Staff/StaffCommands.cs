using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal sealed class StaffCommands(StaffStore store, IOperations operations)
{
    private const int MaxReason = 200;
    private const int MaxLevel = 100;
    private const int MaxLimit = 10_000;
    private const int MaxFieldText = 900;

    public static readonly IReadOnlyList<CommandGroup> Groups = [new("staff", "Who works here, and at which rank"), new("staff rank", "Which roles are staff ranks")];

    private static readonly Option<Id<User>> Member = Option.User("member", "Who", required: true);
    private static readonly Option<string> Reason = Option.Text("reason", "Why, for the record and the audit log", min: 1, max: MaxReason);
    private static readonly Option<Id<Role>> Role = Option.Role("role", "The role", required: true);
    private static readonly Option<long> Level = Option.Integer("level", "How high it stands: a higher level stands above a lower one", required: true, min: 1, max: MaxLevel);
    private static readonly Option<long> Limit = Option.Integer("limit", "How many people it takes", min: 1, max: MaxLimit);
    private static readonly Option<Id<Role>> Only = Option.Role("rank", "Only this rank");

    private readonly Option<string> _rank = Option.Text("rank", "The rank", required: true) with { Complete = (context, ct) => RanksAsync(store, context, ct) };

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "staff hire",
            Description = "Put somebody on staff: the record and the role",
            Capability = StaffCapabilities.Manage,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Member, _rank, Reason],
            Examples = ["/staff hire member:@Ada rank:Paralegal", "/staff hire member:@Ada rank:Partner reason:passed the interview"],
            Run = (context, ct) => operations.PreviewAsync(
                context,
                StaffOperations.Hire,
                Arguments.Of(("member", context.Get(Member).ToString()), ("rank", context.Get(_rank).Trim()), ("reason", context.Get(Reason, null!))),
                ct),
        },
        new()
        {
            Path = "staff fire",
            Description = "Take somebody off staff: the record stays, the role goes",
            Capability = StaffCapabilities.Manage,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Member, Reason],
            Examples = ["/staff fire member:@Ada reason:left the firm"],
            Run = (context, ct) => operations.PreviewAsync(
                context, StaffOperations.Fire, Arguments.Of(("member", context.Get(Member).ToString()), ("reason", context.Get(Reason, null!))), ct),
        },
        new()
        {
            Path = "staff list",
            Description = "Show who works here, by rank",
            Capability = StaffCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Only],
            Examples = ["/staff list", "/staff list rank:@Partner"],
            Run = ListAsync,
        },
        new()
        {
            Path = "staff rank add",
            Description = "Make a role a staff rank, or change its level and limit",
            Capability = StaffCapabilities.Ranks,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Role, Level, Limit],
            Examples = ["/staff rank add role:@Partner level:5 limit:3"],
            Run = (context, ct) => operations.PreviewAsync(
                context,
                StaffOperations.AddRank,
                Arguments.Of(("role", context.Get(Role).ToString()), ("level", Digits(context.Get(Level))), ("limit", Digits(context.Get(Limit, MaxLimit)))),
                ct),
        },
        new()
        {
            Path = "staff rank remove",
            Description = "Make a role an ordinary role again; the role itself stays",
            Capability = StaffCapabilities.Ranks,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Role],
            Examples = ["/staff rank remove role:@Partner"],
            Run = (context, ct) => operations.PreviewAsync(context, StaffOperations.RemoveRank, Arguments.Of(("role", context.Get(Role).ToString())), ct),
        },
        new()
        {
            Path = "staff rank list",
            Description = "Show the ranks with their levels and limits",
            Capability = StaffCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/staff rank list"],
            Run = RankListAsync,
        },
    ];

    private async Task<Outcome<Reply>> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(context.Guild, cancellationToken).ConfigureAwait(false);
        if (context.TryGet(Only, out var only) && book.RankOf(only) is null)
        {
            return new Failure("staff.rank", $"{Mention.Role(only)} is not a staff rank. `/staff rank list` shows them.");
        }

        var active = book.Records.Count(r => r.IsActive);
        return new Reply
        {
            Title = "Staff",
            Text = book.Ranks.Count == 0 ? StaffTexts.NoRanks : $"**{active}** {(active == 1 ? "person works" : "people work")} here.",
            Fields =
            [
                .. book.Ranks.Where(r => only.IsNone || r.Role == only).Select(rank => new ReplyField(
                    $"{rank.Name} · {book.CountAt(rank.Role)} of {rank.Most}", People(book, rank), Inline: false)),
            ],
        };
    }

    private async Task<Outcome<Reply>> RankListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(context.Guild, cancellationToken).ConfigureAwait(false);
        return new Reply
        {
            Title = "Staff ranks",
            Text = book.Ranks.Count == 0
                ? StaffTexts.NoRanks
                : string.Join('\n', book.Ranks.Select(r => $"{Mention.Role(r.Role)} · level {r.Level} · {book.CountAt(r.Role)} of {r.Most}")),
        };
    }

    private static string People(StaffBook book, Rank rank)
    {
        var text = new System.Text.StringBuilder();
        var left = book.CountAt(rank.Role);
        foreach (var record in book.Records.Where(r => r.IsActive && r.Rank == rank.Role).OrderBy(r => r.HiredAt))
        {
            var line = $"{Mention.User(record.User)} since {Mention.Day(record.HiredAt)}\n";
            if (text.Length + line.Length > MaxFieldText)
            {
                return text.Append("… and ").Append(left).Append(" more").ToString();
            }

            text.Append(line);
            left--;
        }

        return text.Length == 0 ? "nobody" : text.ToString();
    }

    private static async Task<IReadOnlyList<Choice>> RanksAsync(StaffStore store, CompletionContext context, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(context.Place.Guild!.Value, cancellationToken).ConfigureAwait(false);
        return
        [
            .. book.Ranks.Where(r => r.Name.Contains(context.Typed, StringComparison.OrdinalIgnoreCase))
                .Select(r => new Choice($"{r.Name} ({book.CountAt(r.Role)} of {r.Most})", $"{r.Role}")),
        ];
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
