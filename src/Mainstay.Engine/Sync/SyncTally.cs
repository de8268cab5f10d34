using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;

namespace Mainstay.Engine.Sync;

/// <summary>
/// What a run has done so far: what it had noted before an interruption, what came since, and what the list under way adds. Whom the mirror knew although the
/// image did not is asked part by part, before the part is written.
/// </summary>
internal sealed class SyncTally(SyncReport before)
{
    private readonly List<(Id<User> Member, string Reason)> _errors = [.. before.Errors];
    private SyncReport _report = before;
    private MemberPass? _pass;

    public SyncReport Report => Known(Counted);

    /// <summary>As of now, but for who of the last part is not new: see <see cref="Known" />.</summary>
    public SyncReport Counted => _pass is { } pass ? Over(_report, pass) with { Errors = [.. _errors, .. pass.Errors] } : _report with { Errors = [.. _errors] };

    public void Add(Func<SyncReport, SyncReport> more) => _report = more(_report);

    public void Fail(Id<User> user, string reason) => _errors.Add((user, reason));

    /// <summary>From now on until <see cref="Close" /> the list's counts are part of the report as they grow.</summary>
    public void Open(MemberPass pass) => _pass = pass;

    public void Close()
    {
        if (_pass is { } pass)
        {
            _report = Known(Over(_report, pass));
            _errors.AddRange(pass.Errors);
            _pass = null;
        }
    }

    /// <summary>A count with what is known by now of who is not new.</summary>
    public SyncReport Known(SyncReport counted) => _pass is not { } pass ? counted : counted with
    {
        Created = counted.Created - pass.Back - pass.There,
        Returned = counted.Returned + pass.Back,
        Updated = counted.Updated + pass.There,
    };

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
