using System.Globalization;
using Mainstay.Discord;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

/// <summary>What the comparison noticed and cannot or must not change, gathered by role so that a person can read it.</summary>
internal sealed class RoleReport(GuildImage image, IReadOnlyList<ClaimSet> scopes)
{
    private const int NamedPeople = 10;

    private readonly string _title = RepairTexts.Joined(scopes.Select(s => s.Title));

    private readonly SortedDictionary<Id<Role>, List<Id<User>>> _withoutRecord = [];
    private readonly SortedDictionary<Id<Role>, int> _outOfReach = [];
    private readonly List<Id<User>> _gone = [];
    private readonly List<Id<User>> _unseen = [];

    public void WithoutRecord(Id<Role> role, Id<User> member)
    {
        if (!_withoutRecord.TryGetValue(role, out var members))
        {
            _withoutRecord[role] = members = [];
        }

        members.Add(member);
    }

    public void OutOfReach(Id<Role> role) => _outOfReach[role] = _outOfReach.GetValueOrDefault(role) + 1;

    public void Absent(Id<User> member, Membership membership) => (membership == Membership.Gone ? _gone : _unseen).Add(member);

    public IReadOnlyList<Finding> Findings(Reach reach)
    {
        var findings = new List<Finding>();
        foreach (var (role, count) in _outOfReach)
        {
            findings.Add(new Finding(
                "roles.reach", Severity.Critical, Target.Role(role), $"{Obstacle(role, reach.Of(role))} {Count(count, "repair waits", "repairs wait")} for that."));
        }

        foreach (var (role, members) in _withoutRecord)
        {
            members.Sort();
            findings.Add(new Finding(
                "roles.no-record",
                Severity.Warning,
                Target.Role(role),
                $"{Count(members.Count, "person holds", "people hold")} {Mention.Role(role)} without a place in {TitleOf(role)} for it, and {(members.Count == 1 ? "keeps" : "keep")} it: {People(members)}."));
        }

        var gone = _gone.ToHashSet();
        foreach (var scope in gone.Count == 0 ? [] : scopes)
        {
            List<Id<User>> left = [.. scope.Claims.Where(c => !c.Role.IsNone && gone.Contains(c.Member)).Select(c => c.Member).Distinct().Order()];
            if (left.Count > 0)
            {
                findings.Add(new Finding(
                    "members.gone",
                    Severity.Warning,
                    Target.Guild(image.Id),
                    $"{Count(left.Count, "person", "people")} in {scope.Title} {(left.Count == 1 ? "has" : "have")} left the server: {People(left)}. {Advice(scope)}"));
            }
        }

        if (_unseen.Count > 0)
        {
            findings.Add(new Finding(
                "members.unseen",
                Severity.Warning,
                Target.Guild(image.Id),
                $"{Count(_unseen.Count, "person", "people")} in {_title} could not be looked at, because the member list is incomplete ({image.Members.Completeness.Reason}): {People(_unseen)}. They were left alone."));
        }

        foreach (var governed in scopes.SelectMany(s => s.Roles).DistinctBy(r => r.Role).Where(r => image.Roles.IsGone(r.Role) && !_outOfReach.ContainsKey(r.Role)))
        {
            findings.Add(new Finding("roles.gone", Severity.Critical, Target.Role(governed.Role), $"The role of {governed.Label} is gone from the server."));
        }

        return findings;
    }

    /// <summary>What helps with records of people who left: who holds a job is taken off it by a person, all others are set aside.</summary>
    private static string Advice(ClaimSet scope) => MemberRoles.RoutineOf(scope.Source) == Routine.JobRoles
        ? "Their records stay, and so do the seats that they take: `/job unassign` ends them."
        : "Their records stay: `/repair orphaned` sets them aside.";

    /// <summary>A role that is gone cannot be drawn any more, so its rank names it.</summary>
    private string Obstacle(Id<Role> role, RoleReach reach) => reach == RoleReach.Gone && scopes.SelectMany(s => s.Roles).FirstOrDefault(r => r.Role == role) is { Label: { } label }
        ? $"The role of {Mention.Plain(label)} is gone from the server."
        : Reach.Sentence(role, reach);

    /// <summary>The records that speak of a role.</summary>
    private string TitleOf(Id<Role> role) => RepairTexts.Joined(scopes.Where(s => s.Roles.Any(r => r.Role == role)).Select(s => s.Title));

    private static string People(List<Id<User>> people) => people.Count <= NamedPeople
        ? string.Join(", ", people.Select(Mention.User))
        : $"{string.Join(", ", people.Take(NamedPeople).Select(Mention.User))} and {(people.Count - NamedPeople).ToString("N0", CultureInfo.InvariantCulture)} more";

    private static string Count(int count, string one, string many) => $"{count:N0} {(count == 1 ? one : many)}";
}
