using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Jobs;

/// <summary>The planners of who holds a job.</summary>
internal static class HolderPlans
{
    public static Outcome<Draft> Assign(Planning<JobBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (JobPlans.Find(planning) is not { } job)
        {
            return JobPlans.NotFound(planning);
        }

        if (job.State != JobState.Open)
        {
            return job.State == JobState.Removed ? JobPlans.Gone(job) : new Failure("job.closed", $"The job {JobTexts.Title(job)} is closed. `/job reopen` opens it again.");
        }

        if (!image.Members.TryGet(user, out var member))
        {
            return image.Members.Look(user) == Membership.Gone
                ? new Failure("job.absent", $"{Mention.User(user)} is not in this server.")
                : new Failure("job.unseen", $"I have not seen {Mention.User(user)} yet, because the member list is incomplete. Run `/sync users` first.");
        }

        if (member.IsBot)
        {
            return new Failure("job.bot", $"{Mention.User(user)} is a bot, and bots hold no jobs.");
        }

        var holder = book.HolderOf(job, user);
        if (holder is { IsCurrent: true })
        {
            return new Failure("job.held", $"{Mention.User(user)} holds the job {JobTexts.Title(job)} already.");
        }

        if (Forbidden(planning, user) is { } forbidden)
        {
            return forbidden;
        }

        if (book.CountAt(job) >= job.Limit)
        {
            return new Failure("job.full", $"The job {JobTexts.Title(job)} is full: {JobTexts.Seats(book, job)} seats are taken.");
        }

        var taken = new Holder(job.Number, user, planning.Now) { By = planning.Actor.User };
        return new Draft
        {
            Changes =
            [
                Change(planning, holder, taken, $"Job record: {Mention.User(user)} holds {JobTexts.Title(job)}", "job assigned"),
                .. member.Roles.Contains(job.Role) ? (Change[])[] : [Roles(planning, member, [.. member.Roles.ToArray().Append(job.Role).Order()], $"holds the job {job.Title}")],
            ],
        };
    }

    public static Outcome<Draft> Unassign(Planning<JobBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.HeldAs(planning.Arguments["job"] ?? "", user) is not { } job)
        {
            return JobPlans.NotFound(planning);
        }

        if (book.HolderOf(job, user) is not { IsCurrent: true } holder)
        {
            return JobTexts.NotHeld(user, job);
        }

        if (Forbidden(planning, user) is { } forbidden)
        {
            return forbidden;
        }

        var there = image.Members.TryGet(user, out var member);
        var kept = there && member.Roles.Contains(job.Role) && book.IsClaimedBeside(job, user);
        return new Draft
        {
            Changes =
            [
                Change(planning, holder, holder with { Until = planning.Now }, $"Job record: {Mention.User(user)} no longer holds {JobTexts.Title(job)}", "job unassigned"),
                .. there && !kept && member.Roles.Contains(job.Role)
                    ? (Change[])[Roles(planning, member, [.. member.Roles.ToArray().Where(r => r != job.Role)], $"no longer holds the job {job.Title}")]
                    : [],
            ],
            Findings = !there ? [new Finding("job.absent", Severity.Info, Target.Member(user), $"{Mention.User(user)} is not in the server now, so only the record changes.")]
                : kept ? [new Finding("job.kept", Severity.Info, Target.Member(user), $"{Mention.User(user)} keeps {Mention.Role(job.Role)}, because a rank or another job carries it too.")]
                : [],
        };
    }

    /// <summary>Nobody but the owner gives or takes a job at or above themselves, nor their own.</summary>
    private static Failure? Forbidden(Planning<JobBook> planning, Id<User> user) =>
        planning.Actor.User.IsNone || planning.Image.Guild?.OwnerId == planning.Actor.User ? null
        : user == planning.Actor.User ? new Failure("authority.self", "You cannot do this to yourself.")
        : planning.Reach.ActorIsAbove(user) ? null
        : new Failure("authority.above", $"{Mention.User(user)} does not stand below you in the server's role order.");

    private static MemberRolesChange Roles(Planning<JobBook> planning, MemberView member, IReadOnlyList<Id<Role>> after, string reason) => new()
    {
        Member = member.Id,
        Before = member.Roles.ToArray(),
        After = after,
        Reason = planning.Arguments["reason"] ?? reason,
        Risk = Risk.Elevated,
        DependsOn = [0],
    };

    private static RowChange Change(Planning<JobBook> planning, Holder? before, Holder after, string summary, string reason) => new()
    {
        Table = JobTables.Holder,
        Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["job_id"] = after.Job, ["user_id"] = (long)after.User.Value },
        Before = before is null ? null : RowOf(before),
        After = RowOf(after),
        TakenBack = before is null ? RowOf(after with { Until = after.Since }) : null,
        Reason = planning.Arguments["reason"] ?? reason,
        Summary = summary,
    };

    private static Row RowOf(Holder holder) => new() { ["since"] = holder.Since, ["by_id"] = (long?)holder.By?.Value, ["until"] = holder.Until };
}
