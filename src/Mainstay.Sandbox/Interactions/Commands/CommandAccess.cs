using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>
/// Which commands a person's client offers: the server's own settings for the command win over its default_member_permissions, and administrators see all.
/// See https://discord.com/developers/docs/interactions/application-commands#permissions.
/// </summary>
internal static class CommandAccess
{
    /// <summary>The commands that a person may use in a channel, with the application that each belongs to.</summary>
    public static IEnumerable<(WorldApplication Application, ApplicationCommand Command)> UsableBy(this DiscordWorld world, WorldUser person, WorldChannel channel)
    {
        foreach (var application in world.Applications.Values)
        {
            if (channel.Guild is { } guild ? guild.Member(application.BotId) is null : channel.Recipients.All(r => r.Id != application.BotId))
            {
                continue;
            }

            foreach (var command in world.Commands.In(channel.Guild?.Id, application.Id).Where(command => MayUse(world, person, channel, application, command)))
            {
                yield return (application, command);
            }
        }
    }

    public static bool MayUse(DiscordWorld world, WorldUser person, WorldChannel channel, WorldApplication application, ApplicationCommand command)
    {
        if (!IsOfferedIn(command, channel))
        {
            return false;
        }

        if (channel.Guild is not { } guild)
        {
            return true;
        }

        if (guild.Member(person.Id) is not { } member || !guild.CanView(person.Id, channel))
        {
            return false;
        }

        var permissions = guild.PermissionsIn(member, channel);
        if (permissions.HasFlag(Permissions.Administrator))
        {
            return true;
        }

        if (!permissions.HasFlag(Permissions.UseApplicationCommands) || (command.Nsfw == true && channel.Model.Nsfw != true))
        {
            return false;
        }

        var book = world.Commands;
        var whole = book.Permissions(guild.Id, application.Id.Value)?.Permissions;
        var own = book.Permissions(guild.Id, command.Id.Value)?.Permissions;
        if (ForChannel(own ?? whole, guild, channel) == false)
        {
            return false;
        }

        return ForMember(own, guild, member) ?? ((ForMember(whole, guild, member) ?? true) && HasDefault(command, permissions));
    }

    private static bool HasDefault(ApplicationCommand command, Permissions permissions) =>
        command.DefaultMemberPermissions is not { } needed || (needed != Permissions.None && (permissions & needed) == needed);

    private static bool IsOfferedIn(ApplicationCommand command, WorldChannel channel)
    {
        var context = channel.Guild is null ? InteractionContext.BotDm : InteractionContext.Guild;
        return command.Contexts.OrDefault() is { } contexts
            ? contexts.Contains(context)
            : context == InteractionContext.Guild || command.DmPermission != false;
    }

    private static bool? ForMember(IReadOnlyList<ApplicationCommandPermission>? rules, WorldGuild guild, WorldMember member)
    {
        if (rules?.FirstOrDefault(r => r.Type == ApplicationCommandPermissionType.User && r.Id.Value == member.Id.Value) is { } own)
        {
            return own.Permission;
        }

        var byRole = rules?.Where(r => r.Type == ApplicationCommandPermissionType.Role && r.Id.Value != guild.Id.Value && member.Has(r.Id.Cast<Role>())).ToArray();
        if (byRole is { Length: > 0 })
        {
            return byRole.Any(r => r.Permission);
        }

        return rules?.FirstOrDefault(r => r.Type == ApplicationCommandPermissionType.Role && r.Id.Value == guild.Id.Value)?.Permission;
    }

    // All channels are addressed by the guild's id less one.
    private static bool? ForChannel(IReadOnlyList<ApplicationCommandPermission>? rules, WorldGuild guild, WorldChannel channel)
    {
        var place = channel.IsThread && channel.ParentId is { } parent ? parent.Value : channel.Id.Value;
        var channels = rules?.Where(r => r.Type == ApplicationCommandPermissionType.Channel).ToArray() ?? [];
        return (channels.FirstOrDefault(r => r.Id.Value == place) ?? channels.FirstOrDefault(r => r.Id.Value == guild.Id.Value - 1))?.Permission;
    }
}
