using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>Roles that somebody's records claim to exist: what is gone is made again, and what looks different is put right as the policies say.</summary>
internal sealed class RoleObjectPlanner(RepairWork work)
{
    private int _made;

    public void Run()
    {
        var claims = work.Input.Claims.SelectMany(set => set.RoleObjects).ToArray();
        foreach (var claim in claims.Where(c => c.Role.IsNone).Concat(claims.Where(c => !c.Role.IsNone).GroupBy(c => c.Role).Select(g => g.Aggregate(United))))
        {
            if (claim.Role.IsNone)
            {
                MakeFirst(claim);
            }
            else if (work.Image.Roles.TryGet(claim.Role, out var role))
            {
                Compare(claim, role);
            }
            else if (!work.RemadeRoles.ContainsKey(claim.Role) && Proof.IsGone(work.Image, claim.Role) && Make(claim, "is gone from the server", "role-objects.gone") is { IsNone: false } made)
            {
                work.RemadeRoles[claim.Role] = made;
            }
        }
    }

    /// <summary>Several claims on one role add up; in what they disagree the first counts.</summary>
    private static RoleObjectClaim United(RoleObjectClaim one, RoleObjectClaim other) => one with
    {
        Wanted = one.Wanted with
        {
            Name = one.Wanted.Name ?? other.Wanted.Name,
            Permissions = one.Wanted.Permissions ?? other.Wanted.Permissions,
            Color = one.Wanted.Color ?? other.Wanted.Color,
            Hoist = one.Wanted.Hoist ?? other.Wanted.Hoist,
            Mentionable = one.Wanted.Mentionable ?? other.Wanted.Mentionable,
            UnicodeEmoji = one.Wanted.UnicodeEmoji ?? other.Wanted.UnicodeEmoji,
        },
    };

    private void MakeFirst(RoleObjectClaim claim)
    {
        if (claim.Recorded is { } recorded && Make(claim, "was never made", "role-objects.missing") is { IsNone: false } made)
        {
            work.Write(recorded.Table, recorded.Key, recorded.Column, 0L, made.Value, $"record the new role as {claim.Because}", claim.Because);
        }
    }

    private Id<Role> Make(RoleObjectClaim claim, string what, string check)
    {
        var sentence = $"The role of {claim.Because} {what}.";
        var finding = new Finding(check, Severity.Warning, claim.Role.IsNone ? Target.Guild(work.Image.Id) : Target.Role(claim.Role), sentence) { Expected = "a role", Actual = "none" };
        var winner = work.Input.WinnerOf(Entity.Channels);
        if (winner != Winner.Database)
        {
            work.Note(finding with { Sentence = winner == Winner.Ask ? $"{sentence} {RepairTexts.Decide}" : sentence + " Nothing is made in its place, because Discord is right about that here." });
            return default;
        }

        var seen = !claim.Role.IsNone ? work.Input.LastSeen.Roles.GetValueOrDefault(claim.Role) : null;
        var state = new RoleState
        {
            Name = claim.Wanted.Name ?? seen?.Name,
            Permissions = claim.Wanted.Permissions ?? seen?.Permissions ?? Permissions.None,
            Color = claim.Wanted.Color ?? seen?.Color ?? 0,
            Hoist = claim.Wanted.Hoist ?? seen?.Hoist ?? false,
            Mentionable = claim.Wanted.Mentionable ?? seen?.Mentionable ?? false,
            UnicodeEmoji = claim.Wanted.UnicodeEmoji,
        };
        var obstacle = state.Name is null ? "How it was called is not known, so it is not made again."
            : work.Image.Roles.Count + _made >= Limits.RolesPerGuild ? $"The server has {Limits.RolesPerGuild} roles, which is all that Discord allows. Delete one first."
            : work.Permits.ToGrant("It", state.Permissions.Value);
        if (obstacle is not null)
        {
            work.Note(finding with { Severity = Severity.Critical, Sentence = $"{sentence} {obstacle}", Fix = obstacle });
            return default;
        }

        _made++;
        var made = work.NewId<Role>();
        work.Add(new RoleChange { Role = made, After = state, Recreates = claim.Role, Reason = claim.Because, Risk = state.Permissions == Permissions.None ? Risk.Low : Risk.Elevated });
        work.Note(finding with { Sentence = $"{sentence} It is made again at the bottom of the role list: move it where it belongs.", Fix = "make it again", IsMended = true });
        return made;
    }

    private void Compare(RoleObjectClaim claim, Role role)
    {
        var (before, after) = (new RoleState(), new RoleState());
        var wanted = claim.Wanted;
        var differences = new List<(string What, string Actual, string Expected)>();
        if (wanted.Name is { } name && name != role.Name)
        {
            (before, after) = (before with { Name = role.Name }, after with { Name = name });
            differences.Add(("name", role.Name, name));
        }

        if (wanted.Permissions is { } permissions && permissions != role.Permissions)
        {
            (before, after) = (before with { Permissions = role.Permissions }, after with { Permissions = permissions });
            differences.Add(("permissions", Difference(role.Permissions, permissions), Difference(permissions, role.Permissions)));
        }

        if (wanted.Color is { } color && color != role.Color)
        {
            (before, after) = (before with { Color = role.Color }, after with { Color = color });
            differences.Add(("colour", $"#{role.Color:X6}", $"#{color:X6}"));
        }

        if (wanted.Hoist is { } hoist && hoist != role.Hoist)
        {
            (before, after) = (before with { Hoist = role.Hoist }, after with { Hoist = hoist });
            differences.Add(("separate list", role.Hoist ? "on" : "off", hoist ? "on" : "off"));
        }

        if (wanted.Mentionable is { } mentionable && mentionable != role.Mentionable)
        {
            (before, after) = (before with { Mentionable = role.Mentionable }, after with { Mentionable = mentionable });
            differences.Add(("mentioning", role.Mentionable ? "on" : "off", mentionable ? "on" : "off"));
        }

        if (differences.Count == 0)
        {
            return;
        }

        var reach = work.Reach.Of(role.Id);
        var obstacle = reach != RoleReach.Free ? Reach.Sentence(role.Id, reach)
            : work.Permits.ToGrant(Mention.Role(role.Id), (after.Permissions ?? 0) & ~role.Permissions);
        var winner = work.Input.WinnerOf(Entity.RoleLooks);
        foreach (var (what, actual, expected) in differences)
        {
            var sentence = $"The {what} of {Mention.Role(role.Id)} {RepairTexts.Is(what)} {RepairTexts.Quoted(actual)}, and {claim.Because} says {RepairTexts.Quoted(expected)}.";
            var finding = new Finding($"role-objects.{what.Replace(' ', '-')}", Severity.Warning, Target.Role(role.Id), sentence) { Expected = expected, Actual = actual };
            work.Note(winner switch
            {
                Winner.Discord => finding with { Severity = Severity.Info, Sentence = sentence + " Discord is right about that here.", Fix = "none" },
                Winner.Ask => finding with { Sentence = $"{sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" },
                _ when obstacle is not null => finding with { Severity = Severity.Critical, Sentence = $"{sentence} {obstacle}", Fix = obstacle },
                _ => finding with { IsMended = true, Fix = $"set to {expected}" },
            });
        }

        if (winner == Winner.Database && obstacle is null)
        {
            work.Add(new RoleChange { Role = role.Id, Before = before, After = after, Reason = claim.Because, Risk = after.Permissions is null ? Risk.Low : Risk.Elevated });
        }
    }

    private static string Difference(Permissions one, Permissions other) => (one & ~other) is var more && more == 0 ? "without more" : $"with {Permits.Words(more)}";
}
