using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>Protected people whom a plan meets although it does not name them: by way of the roles that they hold.</summary>
internal static class ProtectedPeople
{
    private const int NamedPeople = 5;

    /// <summary>Those who would lose a role because it is deleted.</summary>
    public static IEnumerable<Id<User>> Losing(GuildImage image, Change change, IReadOnlyList<Id<User>> people) =>
        change is RoleChange { Before: not null, After: null } gone ? HoldersOf(image, gone.Role, people) : [];

    /// <summary>
    /// Those who could do something else than before because a role of theirs is edited. That is no obstacle, because of a role such as everybody's nothing could
    /// be edited any more, but whoever presses Apply should know.
    /// </summary>
    public static IReadOnlyList<Finding> Findings(GuildImage image, IReadOnlyList<Change> changes, IReadOnlyList<Id<User>> people)
    {
        var findings = new List<Finding>();
        foreach (var role in changes.OfType<RoleChange>().Where(AffectedPeople.GrantsSomethingElse).Select(c => c.Role).Distinct())
        {
            Id<User>[] holders = [.. HoldersOf(image, role, people)];
            if (holders.Length > 0)
            {
                var named = string.Join(", ", holders.Take(NamedPeople).Select(Mention.User)) + (holders.Length > NamedPeople ? $" and {holders.Length - NamedPeople} more" : "");
                findings.Add(new Finding(
                    "operations.protected", Severity.Warning, Target.Role(role), $"{Mention.Role(role)} grants something else from then on, also to {named}, whom this server protects."));
            }
        }

        return findings;
    }

    private static IEnumerable<Id<User>> HoldersOf(GuildImage image, Id<Role> role, IReadOnlyList<Id<User>> people) =>
        people.Where(p => image.Members.TryGet(p, out var member) && (role.Value == image.Id.Value || member.Roles.Contains(role)));
}
