using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What the gateway says of what happened, where that is more than the object itself.</summary>
internal static class Payloads
{
    public static MessageEvent MessageCreate(WorldChannel channel, Message message) => MessageUpdate(channel, message);

    public static MessageEvent MessageUpdate(WorldChannel channel, Message message) => (MessageEvent)message with
    {
        GuildId = channel.Guild?.Id,
        Member = message.WebhookId is null || message.InteractionMetadata is not null ? channel.Guild?.Member(message.Author.Id)?.ToPartial() : null,
        ChannelType = channel.Type,
    };

    public static GuildMemberEvent Member(WorldGuild guild, WorldMember member) => new()
    {
        GuildId = guild.Id,
        User = member.User.ToModel(),
        Nick = new(member.Nick),
        Avatar = new(member.Avatar),
        Banner = new(null),
        Roles = member.Roles,
        JoinedAt = member.JoinedAt,
        PremiumSince = new(member.PremiumSince),
        Deaf = member.IsDeaf,
        Mute = member.IsMute,
        Flags = member.Flags,
        Pending = member.IsPending,
        CommunicationDisabledUntil = new(member.TimedOutUntil),
    };

    public static GuildAuditLogEntryEvent AuditLogEntry(WorldGuild guild, AuditLogEntry entry) => new()
    {
        GuildId = guild.Id,
        Id = entry.Id,
        ActionType = entry.ActionType,
        UserId = entry.UserId,
        TargetId = entry.TargetId,
        Changes = entry.Changes,
        Options = entry.Options,
        Reason = entry.Reason,
    };

    public static TypingStartEvent Typing(WorldChannel channel, Id<User> user) => new()
    {
        ChannelId = channel.Id,
        GuildId = channel.Guild?.Id,
        UserId = user,
        Timestamp = channel.World.Now.ToUnixTimeSeconds(),
        Member = channel.Guild?.Member(user)?.ToModel(),
    };

    public static MessageReactionEvent ReactionAdd(WorldChannel channel, WorldMessage message, Id<User> user, Emoji emoji) =>
        ReactionRemove(channel, message, user, emoji) with
        {
            Member = channel.Guild?.Member(user)?.ToModel(),
            MessageAuthorId = message.Model.Author.Id,
        };

    public static MessageReactionEvent ReactionRemove(WorldChannel channel, WorldMessage message, Id<User> user, Emoji emoji) => new()
    {
        UserId = user,
        ChannelId = channel.Id,
        MessageId = message.Id,
        GuildId = channel.Guild?.Id,
        Emoji = emoji,
        Burst = false,
        Type = 0,
    };

    public static InviteCreateEvent InviteCreate(WorldGuild guild, WorldInvite invite) => new()
    {
        ChannelId = invite.Channel.Id,
        Code = invite.Code,
        CreatedAt = invite.Created,
        GuildId = guild.Id,
        Inviter = invite.Inviter.ToModel(),
        MaxAge = invite.MaxAge,
        MaxUses = invite.MaxUses,
        Temporary = invite.Temporary,
        Uses = invite.Uses,
        ExpiresAt = new(invite.Expires),
    };

    public static ThreadMembersUpdateEvent ThreadMembers(WorldGuild guild, WorldChannel thread, IReadOnlyList<Id<User>> added, IReadOnlyList<Id<User>> removed) => new()
    {
        Id = thread.Id,
        GuildId = guild.Id,
        MemberCount = thread.Model.MemberCount ?? 0,
        AddedMembers = added.Count == 0 ? null
            : [.. added.Select(id => thread.ThreadMembers[id] with { Member = guild.Member(id)?.ToModel() })],
        RemovedMemberIds = removed.Count == 0 ? null : removed,
    };
}
