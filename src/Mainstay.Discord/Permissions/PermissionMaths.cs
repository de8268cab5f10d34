using System.Runtime.CompilerServices;

namespace Mainstay.Discord;

/// <summary>
/// Who may do what where, as Discord computes it. Two layers, kept apart: <see cref="Base(bool, Permissions)" /> and
/// <see cref="InChannel(Permissions, Id{Guild}, Id{User}, ReadOnlySpan{Id{Role}}, IReadOnlyList{Overwrite})" /> are the documented algorithm and nothing else (owner,
/// ADMINISTRATOR, roles, overwrites), <see cref="Effective(Permissions, ChannelType, bool)" /> adds what follows from a missing permission or a timeout. Nothing here allocates.
/// Since 2026-02-23 MANAGE_MESSAGES does not imply PIN_MESSAGES, MANAGE_THREADS and MANAGE_CHANNELS not BYPASS_SLOWMODE, MANAGE_GUILD_EXPRESSIONS not
/// CREATE_GUILD_EXPRESSIONS and MANAGE_EVENTS not CREATE_EVENTS: each is the bit that it says, and nothing here adds one.
/// See https://discord.com/developers/docs/topics/permissions#permission-hierarchy.
/// </summary>
public static class PermissionMaths
{
    /// <summary>What a timed-out member keeps, everywhere.</summary>
    public const Permissions KeptInTimeout = Permissions.ViewChannel | Permissions.ReadMessageHistory;

    /// <summary>What nobody has who may not send messages in the place.</summary>
    public const Permissions NeedSending =
        Permissions.MentionEveryone | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.SendTtsMessages;

    /// <summary>What only makes sense in a voice or stage channel.</summary>
    public const Permissions OfVoice =
        Permissions.PrioritySpeaker | Permissions.Stream | Permissions.Connect | Permissions.Speak | Permissions.MuteMembers | Permissions.DeafenMembers
        | Permissions.MoveMembers | Permissions.UseVad | Permissions.RequestToSpeak | Permissions.UseSoundboard | Permissions.UseExternalSounds
        | Permissions.SetVoiceChannelStatus;

    /// <summary>What nobody has in a voice or stage channel who may not connect to it: its voice permissions, and managing it.</summary>
    public const Permissions NeedConnecting = OfVoice | Permissions.UseEmbeddedActivities | Permissions.ManageChannels | Permissions.ManageRoles;

    /// <summary>Permissions in the whole guild, from what @everyone and the member's roles grant together.</summary>
    public static Permissions Base(bool isOwner, Permissions granted) =>
        isOwner || (granted & Permissions.Administrator) != 0 ? Permissions.All : granted;

    /// <summary>Permissions in the whole guild. A role id that the guild does not have grants nothing.</summary>
    /// <param name="guild">The guild with its roles.</param>
    /// <param name="user">Who.</param>
    /// <param name="roles">Their roles, with or without @everyone.</param>
    public static Permissions Base(Guild guild, Id<User> user, ReadOnlySpan<Id<Role>> roles)
    {
        if (guild.OwnerId == user)
        {
            return Permissions.All;
        }

        var granted = Permissions.None;
        var all = guild.Roles;
        for (var i = 0; i < all.Count; i++)
        {
            var role = all[i];
            if (role.Id.Value == guild.Id.Value || roles.Contains(role.Id))
            {
                granted |= role.Permissions;
            }
        }

        return Base(isOwner: false, granted);
    }

    /// <inheritdoc cref="Base(Guild, Id{User}, ReadOnlySpan{Id{Role}})" />
    public static Permissions Base(Guild guild, Id<User> user, IReadOnlyList<Id<Role>> roles) =>
        Base(guild, user, RoleIds.Of(roles, stackalloc Id<Role>[RoleIds.OnStack]));

    /// <summary>
    /// Permissions in a channel: overwrites on top of <see cref="Base(bool, Permissions)" />, first of @everyone, then of all roles together (denials, then
    /// grants), then of the member. For a thread, pass the overwrites of the channel that it is in.
    /// </summary>
    /// <param name="inGuild">The permissions in the whole guild.</param>
    /// <param name="guild">The guild, whose id is that of @everyone.</param>
    /// <param name="user">Who.</param>
    /// <param name="roles">Their roles, with or without @everyone.</param>
    /// <param name="overwrites">The channel's overwrites; null is none.</param>
    public static Permissions InChannel(
        Permissions inGuild, Id<Guild> guild, Id<User> user, ReadOnlySpan<Id<Role>> roles, IReadOnlyList<Overwrite>? overwrites)
    {
        var fold = new OverwriteFold(guild, user);
        for (var i = 0; i < (overwrites?.Count ?? 0); i++)
        {
            var overwrite = overwrites![i];
            fold.Add(overwrite.Type, overwrite.Id, overwrite.Allow, overwrite.Deny, roles);
        }

        return fold.Apply(inGuild);
    }

    /// <inheritdoc cref="InChannel(Permissions, Id{Guild}, Id{User}, ReadOnlySpan{Id{Role}}, IReadOnlyList{Overwrite})" />
    public static Permissions InChannel(
        Permissions inGuild, Id<Guild> guild, Id<User> user, IReadOnlyList<Id<Role>> roles, IReadOnlyList<Overwrite>? overwrites) =>
        InChannel(inGuild, guild, user, RoleIds.Of(roles, stackalloc Id<Role>[RoleIds.OnStack]), overwrites);

    /// <summary>Permissions of a whole role in a channel, as if a member had it and no other: for "who sees this channel".</summary>
    public static Permissions OfRole(Permissions everyone, Role role, Id<Guild> guild, IReadOnlyList<Overwrite>? overwrites) =>
        InChannel(Base(isOwner: false, everyone | role.Permissions), guild, default, [role.Id], overwrites);

    /// <summary>
    /// What somebody who has MANAGE_ROLES in a channel may allow or deny there: what they have in the guild or in the category, but not MANAGE_ROLES itself. For
    /// administrators, and for whom an overwrite of that very channel allows MANAGE_ROLES, everything.
    /// See https://discord.com/developers/docs/resources/channel#edit-channel-permissions.
    /// </summary>
    /// <param name="inGuild">Their permissions in the whole guild.</param>
    /// <param name="inCategory">Their permissions in the category that the channel is in; none for a channel that is in none or that is yet to be made.</param>
    /// <param name="user">Who.</param>
    /// <param name="roles">Their roles, without @everyone.</param>
    /// <param name="overwrites">The channel's overwrites as they stand; null is none.</param>
    public static Permissions Overwritable(
        Permissions inGuild, Permissions inCategory, Id<User> user, IReadOnlyList<Id<Role>> roles, IReadOnlyList<Overwrite>? overwrites)
    {
        if ((inGuild & Permissions.Administrator) != 0)
        {
            return ~Permissions.None;
        }

        for (var i = 0; i < (overwrites?.Count ?? 0); i++)
        {
            var overwrite = overwrites![i];
            if (overwrite.Allow.Has(Permissions.ManageRoles)
                && (overwrite.Type == OverwriteType.Member ? overwrite.Id.Value == user.Value : roles.Contains(overwrite.Id.Cast<Role>())))
            {
                return ~Permissions.None;
            }
        }

        return (inGuild | inCategory) & ~Permissions.ManageRoles;
    }

    /// <summary>
    /// What remains of the permissions in a channel once implied denials count: without VIEW_CHANNEL nothing; without SEND_MESSAGES (in threads
    /// SEND_MESSAGES_IN_THREADS) no pinging everyone, embeds, files and reading aloud; in a voice or stage channel without CONNECT nothing of voice and
    /// no managing of it; elsewhere nothing of voice at all; in a timeout only seeing and reading. Administrators and owners keep everything.
    /// </summary>
    /// <param name="inChannel">The result of <c>InChannel</c>.</param>
    /// <param name="channel">What kind of channel it is.</param>
    /// <param name="timedOut">Whether a timeout of the member holds now.</param>
    public static Permissions Effective(Permissions inChannel, ChannelType channel, bool timedOut = false)
    {
        if (inChannel == Permissions.All)
        {
            return inChannel;
        }

        // An overwrite cannot make an administrator.
        inChannel &= ~Permissions.Administrator;
        if ((inChannel & Permissions.ViewChannel) == 0)
        {
            return Permissions.None;
        }

        if (timedOut)
        {
            return inChannel & KeptInTimeout;
        }

        var sending = IsThread(channel) ? Permissions.SendMessagesInThreads : Permissions.SendMessages;
        if ((inChannel & sending) == 0)
        {
            inChannel &= ~NeedSending;
        }

        if (!IsVoice(channel))
        {
            return channel == ChannelType.GuildCategory ? inChannel : inChannel & ~OfVoice;
        }

        return (inChannel & Permissions.Connect) == 0 ? inChannel & ~NeedConnecting : inChannel;
    }

    /// <summary>What remains of the permissions in the whole guild in a timeout: only seeing and reading. Administrators and owners keep everything.</summary>
    public static Permissions Effective(Permissions inGuild, bool timedOut) =>
        timedOut && (inGuild & Permissions.Administrator) == 0 ? inGuild & KeptInTimeout : inGuild;

    /// <summary>Whether all of <paramref name="needed" /> are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this Permissions permissions, Permissions needed) => (permissions & needed) == needed;

    /// <summary>Whether people speak in the channel: voice and stage.</summary>
    public static bool IsVoice(ChannelType type) => type is ChannelType.GuildVoice or ChannelType.GuildStageVoice;

    /// <summary>Whether the channel is a thread, which has no overwrites and follows the channel that it is in.</summary>
    public static bool IsThread(ChannelType type) => type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;

    /// <summary>Whether a member sees a thread, by their permissions in the channel that it is in: private ones also want membership, or MANAGE_THREADS.</summary>
    public static bool SeesThread(Permissions inParent, ChannelType thread, bool isMember) =>
        inParent.Has(Permissions.ViewChannel) && (thread != ChannelType.PrivateThread || isMember || inParent.Has(Permissions.ManageThreads));
}
