using System.Globalization;
using Mainstay.Sdk;

namespace Mainstay.Engine.Sync;

/// <summary>What the journal says of a run: one entry when it has ended and wrote something, or when somebody stopped it.</summary>
internal static class SyncAudit
{
    /// <summary>The entry of an ended run; null for one that goes on, and for one that found everything as it was.</summary>
    public static AuditEntry? Of(SyncRun run)
    {
        AuditOutcome? outcome = run.State switch
        {
            SyncRunState.Cancelled => AuditOutcome.Skipped,
            SyncRunState.Completed or SyncRunState.CompletedWithErrors when Wrote(run.Report) => AuditOutcome.Applied,
            SyncRunState.Failed when Wrote(run.Report) => AuditOutcome.Failed,
            _ => null,
        };
        var request = run.Request;
        return outcome is not { } became ? null : new AuditEntry
        {
            Guild = request.Guild,
            Author = request.By is { } person ? Author.Person(person) : Author.Mainstay,
            Action = $"sync.{SyncRunRow.Word(request.Kind)}",
            Target = request.Only is { } only ? Target.Member(only) : Target.Guild(request.Guild),
            Outcome = became,
            Correlation = request.Correlation.Length > 0 ? request.Correlation : $"sync-{run.Number.ToString(CultureInfo.InvariantCulture)}",
            Reason = run.Sentence ?? run.Report.Gap,
            Detail = Detail(run),
        };
    }

    private static bool Wrote(SyncReport report) =>
        (report.Created | report.Updated | report.Rewritten | report.Left | report.Returned | report.RolesAdded | report.RolesRemoved | report.FellDormant | report.WokeUp) != 0;

    private static Dictionary<string, string?> Detail(SyncRun run)
    {
        var detail = new Dictionary<string, string?> { ["sync"] = Word(run.Number), ["origin"] = SyncRunRow.Word(run.Request.Origin), ["state"] = SyncRunRow.Word(run.State) };
        if (run.StoppedBy is { } stopper)
        {
            detail["stoppedBy"] = stopper.ToString();
        }

        var report = run.Report;
        foreach (var (name, count) in new (string, int)[]
        {
            ("listed", report.Listed), ("created", report.Created), ("updated", report.Updated), ("rewritten", report.Rewritten), ("left", report.Left), ("returned", report.Returned),
            ("rolesAdded", report.RolesAdded), ("rolesRemoved", report.RolesRemoved), ("fellDormant", report.FellDormant), ("wokeUp", report.WokeUp), ("errors", report.Errors.Count),
        })
        {
            if (count != 0)
            {
                detail[name] = Word(count);
            }
        }

        return detail;
    }

    private static string Word(long number) => number.ToString(CultureInfo.InvariantCulture);
}
