using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Setup;

/// <summary>What everybody may do, where a template says so: the one role that every server has already, and that Mainstay has its rights from as well.</summary>
internal static class SetupEveryone
{
    private const Permissions Needed = SetupShape.Own | Permissions.ManageRoles;

    /// <summary>The template's role of everybody, if it can be had; otherwise why not is noted.</summary>
    public static TemplateRole? Wanted(GuildImage image, GuildTemplateFile template, SetupWork work)
    {
        if (template.Roles.FirstOrDefault(r => r.Id == 0) is not { } wanted || !image.Roles.TryGet(image.Id.Cast<Role>(), out var there))
        {
            return null;
        }

        var lost = there.Permissions & ~wanted.Permissions & ~SetupShape.GrantedIn(image, Permissions.None);
        var obstacle = (lost & Needed) != 0
            ? $"Mainstay itself has {Mention.Permissions(lost & Needed)} only from it. Give Mainstay's own role that in the server settings, then set up again."
            : work.Protected.Has(there.Id) ? "it is protected by the settings of operations." : null;
        if (obstacle is not null && wanted.Permissions != there.Permissions)
        {
            work.Note(new Finding("setup.everyone", Severity.Warning, Target.Guild(image.Id), $"What @everyone may do stays as it is: {obstacle}"));
        }
        else if (lost != 0)
        {
            work.Note(new Finding(
                "setup.everyone-loses", Severity.Warning, Target.Guild(image.Id),
                $"Mainstay has some of the rights that @everyone loses only from it, such as {Mention.Permissions(lost & (Permissions)(0 - (ulong)lost))}, so Undo cannot give them back. "
                + "To be able to take this back, give Mainstay's own role these rights first."));
        }

        return obstacle is null ? wanted : null;
    }

    public static RoleChange? Plan(GuildImage image, SetupWork work)
    {
        if (work.Everyone is not { } everyone || !image.Roles.TryGet(image.Id.Cast<Role>(), out var there))
        {
            return null;
        }

        var wanted = work.Shape.Wanted(everyone).Permissions ?? there.Permissions;
        return wanted == there.Permissions ? null : new RoleChange
        {
            Role = there.Id,
            Before = new RoleState { Permissions = there.Permissions },
            After = new RoleState { Permissions = wanted },
            Reason = work.Reason,
            Risk = SetupRoles.RiskOf(wanted & ~there.Permissions),
        };
    }
}
