using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>What the records look like: the list, the ranks, one person, the history page by page.</summary>
internal sealed class StaffViews(StaffStore store, HandStore hands, IGuilds guilds)
{
    private const int MaxFieldText = 900;
    private const int LinesPerPage = 10;
    private const int LinesOfOne = 5;
    private const string TurnName = "history";

    /// <summary>Turns the pages of the history. The button knows the person (0 for all) and the page.</summary>
    public ComponentAction Turn => new()
    {
        Name = TurnName,
        Capability = StaffCapabilities.View,
        Run = async (context, ct) =>
        {
            var words = context.State.Split(':');
            var user = Id<User>.TryParse(words[0], out var one) && !one.IsNone ? one : (Id<User>?)null;
            var page = words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
            return await HistoryAsync(context.Guild, user, page, ct).ConfigureAwait(false);
        },
    };

    public async Task<Outcome<Reply>> ListAsync(Id<Guild> guild, Id<Role> only, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        if (!only.IsNone && book.RankOf(only) is null)
        {
            return new Failure("staff.rank", $"{Mention.Role(only)} is not a staff rank. `/staff rank list` shows them.");
        }

        var active = book.Records.Count(r => r.IsActive);
        StaffRecord[] away = [.. book.Records.Where(r => r.Status == StaffStatus.Inactive && (only.IsNone || r.Rank == only))];
        return new Reply
        {
            Title = "Staff",
            Text = book.Ranks.Count == 0 ? StaffTexts.NoRanks : $"**{active}** {(active == 1 ? "person works" : "people work")} here.",
            Fields =
            [
                .. book.Ranks.Where(r => only.IsNone || r.Role == only).Select(rank => new ReplyField(
                    $"{Mention.Plain(rank.Name)} · {StaffTexts.Seats(book, rank)}",
                    People(book.Records.Where(r => r.IsActive && r.Rank == rank.Role), r => $"{Mention.User(r.User)} since {Mention.Day(r.HiredAt)}"),
                    Inline: false)),
                .. away.Length == 0 ? (ReplyField[])[] : [new ReplyField($"Not active · {away.Length}", People(away, r => $"{Mention.User(r.User)} {StaffTexts.Away(r)}"), Inline: false)],
            ],
        };
    }

    public async Task<Outcome<Reply>> RanksAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        return new Reply
        {
            Title = "Staff ranks",
            Text = book.Ranks.Count == 0
                ? StaffTexts.NoRanks
                : string.Join('\n', book.Ranks.Select(r => $"{StaffTexts.Role(r, guilds.IsGone(guild, r.Role))} · level {r.Level} · {StaffTexts.Seats(book, r)}{(r.MayManage ? " · may manage staff" : "")}")),
        };
    }

    public async Task<Outcome<Reply>> InfoAsync(Id<Guild> guild, Id<User> user, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        if (book.RecordOf(user) is not { } record)
        {
            return new Failure("staff.unknown", $"{Mention.User(user)} was never on staff.");
        }

        var (lines, all) = await store.HistoryAsync(guild, user, 0, LinesOfOne, cancellationToken).ConfigureAwait(false);
        var role = RoleOf(guild, book);
        var status = record.Status switch
        {
            StaffStatus.Active => $"works here as {role(record.Rank)}",
            StaffStatus.Inactive => $"is on staff as {role(record.Rank)}, and {StaffTexts.Away(record)}",
            _ => $"no longer works here; was {role(record.Rank)}",
        };
        var fields = new List<ReplyField> { new("Hired", $"{Mention.Day(record.HiredAt)}\n{(record.HiredBy is { } by ? $"by {Mention.User(by)}" : "by somebody unknown")}") };
        if (record is { Status: StaffStatus.Terminated, EndedAt: { } ended })
        {
            fields.Add(new ReplyField("Ended", Mention.Day(ended)));
        }

        if (record.Roblox is { } roblox)
        {
            fields.Add(new ReplyField("Roblox username", Mention.Plain(roblox)));
        }

        if (await hands.FindAsync(guild, user, cancellationToken).ConfigureAwait(false) is { } byHand)
        {
            fields.Add(new ReplyField("Roles changed by hand", StaffTexts.HandLine(byHand, role), Inline: false));
        }

        fields.Add(new ReplyField(all > LinesOfOne ? $"History · the last {LinesOfOne} of {all}" : "History", Lines(lines, named: false, role), Inline: false));
        return new Reply
        {
            Title = "Staff record",
            Text = $"{Mention.User(user)} {status}.",
            Fields = fields,
            Buttons = all > LinesOfOne ? [Page(user, 1, "Whole history", enabled: true)] : [],
        };
    }

    public async Task<Outcome<Reply>> HistoryAsync(Id<Guild> guild, Id<User>? user, int page, CancellationToken cancellationToken)
    {
        var skip = (long)(page - 1) * LinesPerPage;
        var (lines, all) = await store.HistoryAsync(guild, user, (int)Math.Min(skip, int.MaxValue - LinesPerPage), LinesPerPage, cancellationToken).ConfigureAwait(false);
        if (all == 0)
        {
            return user is { } nobody
                ? new Failure("staff.unknown", $"{Mention.User(nobody)} was never on staff.")
                : new Reply { Title = "Staff history", Text = "Nobody was ever hired. `/staff hire` is the beginning." };
        }

        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        var pages = (all + LinesPerPage - 1) / LinesPerPage;
        if (lines.Count == 0)
        {
            return new Failure("staff.page", $"There {(pages == 1 ? "is one page" : $"are {pages} pages")} of this history.");
        }

        return new Reply
        {
            Title = "Staff history",
            Text = (user is { } one ? $"{Mention.User(one)}\n\n" : "") + Lines(lines, named: user is null, RoleOf(guild, book)),
            Footer = $"Page {page} of {pages} · {all} {(all == 1 ? "line" : "lines")}, newest first",
            Buttons = pages == 1 ? [] : [Page(user, page - 1, "Newer", page > 1), Page(user, page + 1, "Older", page < pages)],
        };
    }

    private Func<Id<Role>, string> RoleOf(Id<Guild> guild, StaffBook book) => role => StaffTexts.Role(book, role, guilds.IsGone(guild, role));

    private static ReplyButton Page(Id<User>? user, int page, string label, bool enabled) =>
        new(label, TurnName, $"{user ?? default}:{page.ToString(CultureInfo.InvariantCulture)}") { Disabled = !enabled };

    private static string Lines(IReadOnlyList<HistoryLine> lines, bool named, Func<Id<Role>, string> role) => lines.Count == 0 ? "nothing" : string.Join('\n', lines.Select(l => StaffTexts.Line(l, named, role)));

    private static string People(IEnumerable<StaffRecord> records, Func<StaffRecord, string> line)
    {
        StaffRecord[] all = [.. records.OrderBy(r => r.HiredAt)];
        var text = new StringBuilder();
        for (var i = 0; i < all.Length; i++)
        {
            var next = line(all[i]) + "\n";
            if (text.Length + next.Length > MaxFieldText)
            {
                return text.Append("… and ").Append(all.Length - i).Append(" more").ToString();
            }

            text.Append(next);
        }

        return text.Length == 0 ? "nobody" : text.ToString();
    }
}
