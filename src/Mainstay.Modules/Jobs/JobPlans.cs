using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

/// <summary>The planners of jobs themselves. A job's row is never deleted, and every column stands on both sides of a change, so that nothing newer is taken back with it.</summary>
internal static class JobPlans
{
    public static Outcome<Draft> Add(Planning<JobBook> planning)
    {
        var role = planning.Arguments.Id<Role>("role");
        if (Unusable(planning, role, null, opens: true) is { } unusable)
        {
            return unusable;
        }

        var job = new Job(planning.Input.NextNumber, planning.Arguments["title"]!, role, JobState.Open, planning.Now)
        {
            Description = planning.Arguments["description"],
            Limit = Limit(planning, null),
            PostedBy = planning.Actor.User,
        };
        return new Draft
        {
            Changes = [Change(planning, null, job, $"Job: {JobTexts.Title(job)} for {JobTexts.Room(job.Limit)}, with the role {Mention.Role(role)}", "job added")],
        };
    }

    public static Outcome<Draft> Edit(Planning<JobBook> planning)
    {
        if (Find(planning) is not { } job)
        {
            return NotFound(planning);
        }

        if (job.State == JobState.Removed)
        {
            return Gone(job);
        }

        var edited = job with
        {
            Title = planning.Arguments["title"] ?? job.Title,
            Description = planning.Arguments["description"] ?? job.Description,
            Limit = Limit(planning, job.Limit),
            Role = planning.Arguments["role"] is null ? job.Role : planning.Arguments.Id<Role>("role"),
        };
        if (edited == job)
        {
            return new Draft { NothingToDo = $"The job {JobTexts.Title(job)} is like that already." };
        }

        var holders = planning.Input.CountAt(job);
        if (edited.Role != job.Role)
        {
            if (holders > 0)
            {
                return new Failure("job.held", $"{JobTexts.Room(holders)} {(holders == 1 ? "holds" : "hold")} the job {JobTexts.Title(job)} with the role {Mention.Role(job.Role)}. Unassign them first, or add another job.");
            }

            if (Unusable(planning, edited.Role, job, opens: job.State == JobState.Open) is { } unusable)
            {
                return unusable;
            }
        }

        return new Draft
        {
            Changes = [Change(planning, job, edited, $"Job {JobTexts.Title(job)}: {JobTexts.Differences(job, edited)}", "job edited")],
            Findings = holders > edited.Limit
                ? [new Finding("job.over-limit", Severity.Warning, Target.Role(job.Role), $"{JobTexts.Room(holders)} hold the job already, more than its new limit. They stay, and nobody new is taken.")]
                : [],
        };
    }

    public static Outcome<Draft> Close(Planning<JobBook> planning) =>
        Find(planning) is not { } job ? NotFound(planning)
        : job.State == JobState.Closed ? new Failure("job.closed", $"The job {JobTexts.Title(job)} is closed already.")
        : job.State == JobState.Removed ? Gone(job)
        : new Draft { Changes = [Change(planning, job, Ended(planning, job, JobState.Closed), $"Job: {JobTexts.Title(job)} is closed and takes nobody new", "job closed")] };

    public static Outcome<Draft> Reopen(Planning<JobBook> planning) =>
        Find(planning) is not { } job ? NotFound(planning)
        : job.State == JobState.Open ? new Failure("job.open", $"The job {JobTexts.Title(job)} is open already.")
        : job.State == JobState.Removed ? Gone(job)
        : Unusable(planning, job.Role, job, opens: true) is { } unusable ? unusable
        : new Draft
        {
            Changes = [Change(planning, job, job with { State = JobState.Open, ClosedAt = null, ClosedBy = null }, $"Job: {JobTexts.Title(job)} is open again", "job reopened")],
        };

    public static Outcome<Draft> Remove(Planning<JobBook> planning)
    {
        if (Find(planning) is not { } job)
        {
            return NotFound(planning);
        }

        if (job.State == JobState.Removed)
        {
            return Gone(job);
        }

        var holders = planning.Input.CountAt(job);
        return new Draft
        {
            Changes = [Change(planning, job, Ended(planning, job, JobState.Removed), $"Job: {JobTexts.Title(job)} is removed", "job removed")],
            Findings = holders > 0
                ? [new Finding("job.holders", Severity.Warning, Target.Role(job.Role), $"{JobTexts.Room(holders)} {(holders == 1 ? "keeps" : "keep")} the role {Mention.Role(job.Role)}. `/job unassign` takes it, and `/repair job-roles` names them.")]
                : [],
        };
    }

    public static Job? Find(Planning<JobBook> planning) => planning.Input.Named(planning.Arguments["job"] ?? "");

    public static Failure NotFound(Planning<JobBook> planning) => JobTexts.NotFound(planning.Input, planning.Arguments["job"] ?? "");

    public static Failure Gone(Job job) => new("job.removed", $"The job {JobTexts.Title(job)} was removed. `/job add` posts another one.");

    /// <summary>Why a role cannot be a job's.</summary>
    private static Failure? Unusable(Planning<JobBook> planning, Id<Role> role, Job? itself, bool opens) =>
        planning.Reach.Of(role) is var reach and not RoleReach.Free ? new Failure("job.role", Reach.Sentence(role, reach))
        : opens && planning.Input.Jobs.FirstOrDefault(j => j.State == JobState.Open && j.Role == role && j.Number != itself?.Number) is { } other
            ? new Failure("job.role-taken", $"{Mention.Role(role)} has an open job already: {JobTexts.Title(other)}. Close that one first, or choose another role.")
            : null;

    private static Job Ended(Planning<JobBook> planning, Job job, string state) => job with
    {
        State = state,
        ClosedAt = job.ClosedAt ?? planning.Now,
        ClosedBy = job.ClosedAt is null ? planning.Actor.User : job.ClosedBy,
    };

    private static int? Limit(Planning<JobBook> planning, int? before) =>
        planning.Arguments["limit"] is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) is var limit and not 0 ? limit : null : before;

    private static RowChange Change(Planning<JobBook> planning, Job? before, Job after, string summary, string reason) => new()
    {
        Table = JobTables.Job,
        Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["job_id"] = after.Number },
        Before = before is null ? null : RowOf(before),
        After = RowOf(after),
        TakenBack = before is null ? RowOf(Ended(planning, after, JobState.Removed)) : null,
        Reason = planning.Arguments["reason"] ?? reason,
        Summary = summary,
    };

    private static Row RowOf(Job job) => new()
    {
        ["title"] = job.Title,
        ["description"] = job.Description,
        ["role_id"] = (long)job.Role.Value,
        ["most"] = (long?)job.Limit,
        ["state"] = job.State,
        ["posted_by"] = (long?)job.PostedBy?.Value,
        ["posted_at"] = job.PostedAt,
        ["closed_by"] = (long?)job.ClosedBy?.Value,
        ["closed_at"] = job.ClosedAt,
    };
}
