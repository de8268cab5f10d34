using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>What an application hears of an interaction, complete as Discord sends it.</summary>
internal static class InteractionPayload
{
    // What a bot may do in a direct message, as Discord states it.
    private const Permissions InDirectMessages = Permissions.AddReactions | Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.AttachFiles
        | Permissions.ReadMessageHistory | Permissions.MentionEveryone | Permissions.UseExternalEmojis | Permissions.UseExternalStickers | Permissions.SendVoiceMessages | Permissions.SendPolls;

    public static Interaction Make(LiveInteraction live, InteractionData data)
    {
        var guild = live.Channel.Guild;
        var bot = live.Application.BotId;
        return new Interaction
        {
            Id = live.Id,
            ApplicationId = live.Application.Id,
            Type = live.Type,
            Data = data,
            Guild = guild is null ? null : new InteractionGuild { Id = guild.Id, Locale = guild.Settings.PreferredLocale, Features = guild.Settings.Features },
            GuildId = guild?.Id,
            Channel = Place(live.Channel, live.Person),
            ChannelId = live.Channel.Id,
            Member = guild?.Member(live.Person.Id) is { } member ? member.ToModel() with { Permissions = guild.PermissionsIn(member, live.Channel) } : null,
            User = guild is null ? live.Person.ToModel() : null,
            Token = live.Token,
            Version = 1,
            Message = live.Source is { } source ? WorldChannel.Shown(source.Message, bot) : null,
            AppPermissions = guild?.Member(bot) is { } app ? guild.PermissionsIn(app, live.Channel) : InDirectMessages,
            Locale = "en-US",
            GuildLocale = guild?.Settings.PreferredLocale,
            Entitlements = [],
            AuthorizingIntegrationOwners = OwnersOf(live.Channel),
            Context = guild is null ? InteractionContext.BotDm : InteractionContext.Guild,
            AttachmentSizeLimit = Limits.FileBytes,
        };
    }

    /// <summary>By whom the application was installed here: the guild, or nobody in a direct message.</summary>
    public static IReadOnlyDictionary<string, Id<IntegrationOwner>> OwnersOf(WorldChannel channel) =>
        new Dictionary<string, Id<IntegrationOwner>> { ["0"] = channel.Guild?.Id.Cast<IntegrationOwner>() ?? new(0) };

    private static Channel Place(WorldChannel channel, WorldUser person) =>
        channel.Guild is { } guild && guild.Member(person.Id) is { } member
            ? channel.Model with { Permissions = guild.PermissionsIn(member, channel), PermissionOverwrites = null }
            : channel.Model;
}
