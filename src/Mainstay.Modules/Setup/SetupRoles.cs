using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>The roles of a plan: made, brought into line, put in order.</summary>
internal static class SetupRoles
{
    private const Permissions Weighty = Permissions.Administrator | Permissions.ManageGuild | Permissions.ManageRoles | Permissions.ManageChannels
        | Permissions.BanMembers | Permissions.KickMembers | Permissions.ModerateMembers | Permissions.ManageMessages | Permissions.ManageWebhooks;

    public static IEnumerable<Change> Plan(Planning<SetupInput> planning, SetupWork work)
    {
        var changes = new List<Change>();
        foreach (var role in planning.Input.Template.Guild.Roles.Where(r => r.Id != 0))
        {
            var wanted = work.Shape.Wanted(role);
            if (!work.Match.Roles.TryGetValue(role.Id, out var there))
            {
                changes.Add(new RoleChange
                {
                    Role = work.Role(role.Id),
                    After = wanted,
                    Recreates = work.LostRole(role.Id),
                    Reason = work.Reason,
                    Risk = RiskOf(wanted.Permissions ?? 0),
                });
            }
            else if (Edit(ObjectStates.Of(there), wanted) is { } edit)
            {
                if (work.ReachOf(there.Id) is var reach and not RoleReach.Free)
                {
                    work.Note(new Finding("setup.reach", Severity.Warning, Target.Role(there.Id), $"{Reach.Sentence(there.Id, reach)} It stays as it is."));
                }
                else
                {
                    changes.Add(new RoleChange
                    {
                        Role = there.Id,
                        Before = edit.Before,
                        After = edit.After,
                        Reason = work.Reason,
                        Risk = RiskOf((edit.After.Permissions ?? 0) & ~(edit.Before.Permissions ?? 0)),
                    });
                }
            }
        }

        if (SetupEveryone.Plan(planning.Image, work) is { } everyone)
        {
            changes.Add(everyone);
        }

        if (Order(planning, work) is { } order)
        {
            changes.Add(order);
        }

        return changes;
    }

    /// <summary>The fields that differ, as they are and as they are to be.</summary>
    private static (RoleState Before, RoleState After)? Edit(RoleState there, RoleState wanted)
    {
        var permissions = there.Permissions != wanted.Permissions;
        var look = there.Color != wanted.Color || there.Hoist != wanted.Hoist || there.Mentionable != wanted.Mentionable;
        return !permissions && !look ? null : (
            new RoleState { Permissions = permissions ? there.Permissions : null, Color = look ? there.Color : null, Hoist = look ? there.Hoist : null, Mentionable = look ? there.Mentionable : null },
            new RoleState { Permissions = permissions ? wanted.Permissions : null, Color = look ? wanted.Color : null, Hoist = look ? wanted.Hoist : null, Mentionable = look ? wanted.Mentionable : null });
    }

    /// <summary>
    /// The template's roles stand among each other as it says, in the places that they have; a new one stands above the one that it follows in the template.
    /// </summary>
    private static RoleOrderChange? Order(Planning<SetupInput> planning, SetupWork work)
    {
        var image = planning.Image;
        var before = image.Roles.Where(r => work.ReachOf(r.Id) == RoleReach.Free && !work.Wiped.Contains(r.Id.Value)).OrderBy(r => r.Position).ThenByDescending(r => r.Id).Select(r => r.Id).ToList();
        var template = planning.Input.Template.Guild.Roles.Where(r => r.Id != 0).Select(r => work.Role(r.Id)).Where(r => Provisional.Is(r) || before.Contains(r)).ToList();
        var after = Places.Arrange(before, template);
        var isNew = template.Exists(Provisional.Is);
        return (isNew && after.Count > 1) || (!isNew && !after.SequenceEqual(before))
            ? new RoleOrderChange { Guild = image.Id, Before = before, After = after, Reason = work.Reason }
            : null;
    }

    public static Risk RiskOf(Permissions gained) => (gained & Weighty) != 0 ? Risk.Elevated : Risk.Low;
}
