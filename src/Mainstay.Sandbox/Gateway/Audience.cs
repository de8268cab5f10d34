using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Who hears an event, and in which form: shard, membership, intents, permissions, sight of the channel. Asked under the world's lock.</summary>
internal sealed class Audience(DiscordWorld world, SightBook sight)
{
    /// <summary>The data that a session gets; null if it hears nothing.</summary>
    public ReadOnlyMemory<byte>? For(GatewaySession session, WorldEvent happened, EventBytes bytes)
    {
        if (happened.OnlyUser is { } only && only != session.Bot)
        {
            return null;
        }

        if (happened.Guild is not { } guildId)
        {
            return ForDirect(session, happened, bytes);
        }

        if (!session.Owns(guildId))
        {
            return null;
        }

        // What is meant for one user (interactions, the end of a membership) needs no membership.
        if (happened.OnlyUser is not null)
        {
            return IntentRule.Of(happened.Name).Admits(session.Intents, isGuild: true) ? bytes.Full : null;
        }

        return world.Guild(guildId) is { IsUnavailable: false } guild && guild.Member(session.Bot) is { } member
            ? ForMember(session, guild, member, happened, bytes)
            : null;
    }

    private ReadOnlyMemory<byte>? ForMember(GatewaySession session, WorldGuild guild, WorldMember member, WorldEvent happened, EventBytes bytes)
    {
        if (!IntentRule.Of(happened.Name).Admits(session.Intents, isGuild: true) && !IsAboutOneself(session, happened, bytes))
        {
            return null;
        }

        // A bot learns of its own joining by GUILD_CREATE.
        if (happened.Name == EventName.GuildMemberAdd && bytes.UserId == session.Bot.Value)
        {
            return null;
        }

        if (!IsPermitted(guild, member, happened))
        {
            return null;
        }

        if (happened.Name is "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "CHANNEL_DELETE" && happened is { Channel: { } about, Payload: Channel model })
        {
            return ForChannel(session, guild, happened, about, model, bytes);
        }

        if (happened.Channel is { } confined && !Sees(session, guild, confined))
        {
            return null;
        }

        return IsMessage(happened.Name) && !session.Has(Intents.MessageContent) ? bytes.WithoutContentFor(session.Bot) : bytes.Full;
    }

    private ReadOnlyMemory<byte> ForChannel(GatewaySession session, WorldGuild guild, WorldEvent happened, Id<Channel> about, Channel model, EventBytes bytes)
    {
        var sees = Sees(session, guild, about);
        if (happened.Name == "CHANNEL_DELETE")
        {
            sight.Note(session.Bot, guild.Id, about, sees: false);
        }
        else
        {
            sight.Note(session.Bot, guild.Id, about, sees);
        }

        return sees ? bytes.Full : EventBytes.Serialise(guild.Obfuscated(model));
    }

    private bool Sees(GatewaySession session, WorldGuild guild, Id<Channel> id) =>
        world.Channel(id) is { } channel ? guild.CanView(session.Bot, channel) : sight.Saw(session.Bot, guild.Id, id);

    private ReadOnlyMemory<byte>? ForDirect(GatewaySession session, WorldEvent happened, EventBytes bytes)
    {
        // Direct messages and everything without a guild come on the first shard.
        if (session.Shard != 0 || !IntentRule.Of(happened.Name).Admits(session.Intents, isGuild: false))
        {
            return null;
        }

        return happened.Channel is not { } channel || happened.OnlyUser is not null || world.Channel(channel)?.Recipients.Any(user => user.Id == session.Bot) == true
            ? bytes.Full
            : null;
    }

    private bool IsPermitted(WorldGuild guild, WorldMember member, WorldEvent happened)
    {
        var needed = happened.Name switch
        {
            "GUILD_AUDIT_LOG_ENTRY_CREATE" => Permissions.ViewAuditLog,
            "AUTO_MODERATION_RULE_CREATE" or "AUTO_MODERATION_RULE_UPDATE" or "AUTO_MODERATION_RULE_DELETE" or "AUTO_MODERATION_ACTION_EXECUTION" => Permissions.ManageGuild,
            "INVITE_CREATE" or "INVITE_DELETE" => Permissions.ManageChannels,
            _ => Permissions.None,
        };
        if (needed == Permissions.None)
        {
            return true;
        }

        var held = happened.Channel is { } id && world.Channel(id) is { } channel ? guild.PermissionsIn(member, channel) : guild.PermissionsOf(member);
        return held.HasFlag(needed);
    }

    // What a bot hears of itself without the members intent.
    private static bool IsAboutOneself(GatewaySession session, WorldEvent happened, EventBytes bytes) => happened.Name switch
    {
        EventName.GuildMemberUpdate => bytes.UserId == session.Bot.Value,
        EventName.ThreadMembersUpdate => session.Has(Intents.Guilds) && happened.Payload is ThreadMembersUpdateEvent update
            && (update.AddedMembers?.Any(member => member.UserId == session.Bot) == true || update.RemovedMemberIds?.Contains(session.Bot) == true),
        _ => false,
    };

    private static bool IsMessage(string name) => name is "MESSAGE_CREATE" or "MESSAGE_UPDATE";
}
