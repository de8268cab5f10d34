using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;

namespace Mainstay.Engine.Sync;

/// <summary>What a run has done so far: what it had noted before an interruption, what came since, and what the list under way adds.</summary>
internal sealed class SyncTally(SyncReport before)
{
    private readonly List<(Id<User> Member, string Reason)> _errors = [.. before.Errors];
    private SyncReport _report = before;
    private MemberPass? _pass;

    public SyncReport Report => _pass is { } pass ? Over(_report, pass) with { Errors = [.. _errors, .. pass.Errors] } : _report with { Errors = [.. _errors] };

    public void Add(Func<SyncReport, SyncReport> more) => _report = more(_report);

    public void Fail(Id<User> user, string reason) => _errors.Add((user, reason));

    /// <summary>From now on until <see cref="Close" /> the list's counts are part of the report as they grow.</summary>
    public void Open(MemberPass pass) => _pass = pass;

    public void Close()
    {
        if (_pass is { } pass)
        {
            _report = Over(_report, pass);
            _errors.AddRange(pass.Errors);
            _pass = null;
        }
    }

    private static SyncReport Over(SyncReport report, MemberPass pass) => report with
    {
        Listed = report.Listed + pass.Seen,
        Created = report.Created + pass.Created,
        Updated = report.Updated + pass.Updated,
        Unchanged = report.Unchanged + pass.Unchanged,
        Skipped = report.Skipped + pass.Skipped,
        RolesAdded = report.RolesAdded + pass.RolesAdded,
        RolesRemoved = report.RolesRemoved + pass.RolesRemoved,
    };
}
