using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

/// <summary>What jobs look like: the list, five to a page, and one of them.</summary>
internal sealed class JobViews(JobStore store, IGuilds guilds)
{
    public const string All = "all";

    private const int JobsPerPage = 5;
    private const int MaxDescriptionInList = 120;
    private const int MaxFieldText = 900;
    private const string TurnName = "list";

    /// <summary>Turns the pages of the list. The button knows which jobs and the page.</summary>
    public ComponentAction Turn => new()
    {
        Name = TurnName,
        Capability = JobCapabilities.View,
        Run = async (context, ct) =>
        {
            var words = context.State.Split(':');
            var page = words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
            return await ListAsync(context.Guild, words[0], page, ct).ConfigureAwait(false);
        },
    };

    public async Task<Outcome<Reply>> ListAsync(Id<Guild> guild, string state, int page, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        Job[] jobs = [.. book.Jobs.Where(j => state == All ? j.State != JobState.Removed : j.State == state).OrderByDescending(j => j.PostedAt).ThenByDescending(j => j.Number)];
        if (jobs.Length == 0)
        {
            return new Reply { Title = "Jobs", Text = book.Jobs.Count == 0 ? JobTexts.NoJobs : state == All ? "There are no jobs now." : $"There are no {state} jobs now. `/job list state:all` shows the others." };
        }

        var pages = (jobs.Length + JobsPerPage - 1) / JobsPerPage;
        if (page > pages)
        {
            return new Failure("job.page", $"There {(pages == 1 ? "is one page" : $"are {pages} pages")} of jobs.");
        }

        return new Reply
        {
            Title = "Jobs",
            Fields = [.. jobs.Skip((page - 1) * JobsPerPage).Take(JobsPerPage).Select(j => new ReplyField($"{j.Number} · {Mention.Plain(j.Title)}", Lines(guild, book, j), Inline: false))],
            Footer = $"Page {page} of {pages} · {jobs.Length} {(jobs.Length == 1 ? "job" : "jobs")}, newest first",
            Buttons = pages == 1 ? [] : [Page(state, page - 1, "Newer", page > 1), Page(state, page + 1, "Older", page < pages)],
        };
    }

    public async Task<Outcome<Reply>> InfoAsync(Id<Guild> guild, string named, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        if (book.Named(named) is not { } job)
        {
            return JobTexts.NotFound(book, named);
        }

        var fields = new List<ReplyField>
        {
            new("Role", RoleOf(guild, job)),
            new("Seats", JobTexts.Seats(book, job)),
            new("Posted", $"{Mention.Day(job.PostedAt)}{By(job.PostedBy)}"),
        };
        if (job.ClosedAt is { } closed)
        {
            fields.Add(new ReplyField(job.State == JobState.Removed ? "Ended" : "Closed", $"{Mention.Day(closed)}{By(job.ClosedBy)}"));
        }

        fields.Add(new ReplyField("Who holds it", Holders(book, job), Inline: false));
        return new Reply { Title = $"Job {job.Number} · {Mention.Plain(job.Title)} · {JobTexts.State(job)}", Text = job.Description is { } text ? Mention.Plain(text) : "", Fields = fields };
    }

    private string Lines(Id<Guild> guild, JobBook book, Job job)
    {
        var text = new StringBuilder($"{RoleOf(guild, job)} · {JobTexts.State(job)} · {(job.Limit is null ? $"{book.CountAt(job)} {(book.CountAt(job) == 1 ? "holds" : "hold")} it" : $"{JobTexts.Seats(book, job)} seats taken")}");
        if (job.Description is { } description)
        {
            text.Append('\n').Append(Mention.Plain(Clip.To(description, MaxDescriptionInList)));
        }

        return text.ToString();
    }

    private string RoleOf(Id<Guild> guild, Job job) => guilds.IsGone(guild, job.Role) ? "its role was deleted" : Mention.Role(job.Role);

    private static string Holders(JobBook book, Job job)
    {
        Holder[] holders = [.. book.HoldersOf(job).OrderBy(h => h.Since)];
        var text = new StringBuilder();
        for (var i = 0; i < holders.Length; i++)
        {
            var line = $"{Mention.User(holders[i].User)} since {Mention.Day(holders[i].Since)}\n";
            if (text.Length + line.Length > MaxFieldText)
            {
                return text.Append("… and ").Append(holders.Length - i).Append(" more").ToString();
            }

            text.Append(line);
        }

        return text.Length == 0 ? "nobody" : text.ToString();
    }

    private static string By(Id<User>? user) => user is { } known ? $"\nby {Mention.User(known)}" : "";

    private static ReplyButton Page(string state, int page, string label, bool enabled) => new(label, TurnName, $"{state}:{page.ToString(CultureInfo.InvariantCulture)}") { Disabled = !enabled };
}
