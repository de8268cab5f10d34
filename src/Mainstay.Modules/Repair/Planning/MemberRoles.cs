using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// Roles of members: all sources whose policy lets the records win are compared at once, so that each member is changed once; what is left open or left to
/// Discord is only told.
/// </summary>
internal sealed class MemberRoles(RepairWork work)
{
    private const string Staff = "staff";
    private const string Jobs = "jobs";

    private const int NamedPeople = 10;

    /// <summary>What becomes of a claim source.</summary>
    public static Entity EntityOf(string source) => source switch { Staff => Entity.StaffRoles, Jobs => Entity.JobRoles, _ => Entity.OtherRoles };

    public static Routine RoutineOf(string source) => source switch { Staff => Routine.StaffRoles, Jobs => Routine.JobRoles, _ => Routine.OtherRoles };

    public void Run()
    {
        var sets = work.RemadeRoles.Count == 0 ? work.Input.Claims : [.. work.Input.Claims.Select(Remade)];
        var asked = sets.Where(s => s.Roles.Count > 0 && work.Does(RoutineOf(s.Source))).ToArray();
        foreach (var group in asked.GroupBy(s => work.Input.WinnerOf(EntityOf(s.Source))).OrderBy(g => g.Key))
        {
            var (changes, findings) = RolePlanner.Compare(work.Image, work.Reach, sets, [.. group]);
            if (group.Key == Winner.Database)
            {
                work.AddMembers(changes.Where(c => !IsProtected(c)));
                work.Note(findings);
            }
            else
            {
                work.Note(findings.Select(f => f.Severity == Severity.Critical ? f with { Severity = Severity.Warning } : f));
                Tell(group.Key, RepairTexts.Joined(group.Select(s => s.Title)), [.. changes.OfType<MemberRolesChange>()]);
            }
        }
    }

    private bool IsProtected(Change change)
    {
        var isProtected = work.Protected.Has(new Id<User>(change.Target.Id));
        if (isProtected)
        {
            work.Note(new Finding("members.protected", Severity.Warning, change.Target, $"{change.Target.Mention()} has other roles than the records say, and is protected by the settings of operations, so no plan changes them."));
        }

        return isProtected;
    }

    private void Tell(Winner winner, string title, IReadOnlyList<MemberRolesChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var people = string.Join(", ", changes.Take(NamedPeople).Select(c => Mention.User(c.Member))) + (changes.Count > NamedPeople ? $" and {changes.Count - NamedPeople} more" : "");
        var sentence = $"{RepairTexts.Count(changes.Count, "person has", "people have")} other roles than {title} say: {people}.";
        work.Note(new Finding(
            "roles.conflict",
            winner == Winner.Ask ? Severity.Warning : Severity.Info,
            Target.Guild(work.Image.Id),
            winner == Winner.Ask ? $"{sentence} {RepairTexts.Decide}" : $"{sentence} Discord is right about that here.")
        {
            Expected = string.Join("; ", changes.Take(NamedPeople).Select(c => $"{Mention.User(c.Member)}: {Roles(c.Given, c.After)}")),
            Actual = string.Join("; ", changes.Take(NamedPeople).Select(c => $"{Mention.User(c.Member)}: {Roles(c.Taken, c.Before)}")),
            Fix = winner == Winner.Ask ? "decide with conflicts:" : "none",
        });
    }

    private static string Roles(IEnumerable<Id<Role>> roles, IReadOnlyList<Id<Role>> otherwise)
    {
        var named = string.Join(", ", roles.Select(Mention.Role));
        return named.Length > 0 ? named : otherwise.Count == 0 ? "no role" : "the rest";
    }

    /// <summary>The same claims, with the roles that this plan makes in the place of those that are gone.</summary>
    private ClaimSet Remade(ClaimSet set) => set with
    {
        Roles = [.. set.Roles.Select(r => r with { Role = Now(r.Role) })],
        Claims = [.. set.Claims.Select(c => c with { Role = Now(c.Role) })],
    };

    private Id<Role> Now(Id<Role> role) => work.RemadeRoles.TryGetValue(role, out var made) ? made : role;
}
