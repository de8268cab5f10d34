using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>An invite to a guild.</summary>
internal sealed class WorldInvite(string code, WorldChannel channel, WorldUser inviter, DateTimeOffset created)
{
    public string Code { get; } = code;

    public WorldChannel Channel { get; } = channel;

    public WorldUser Inviter { get; } = inviter;

    public DateTimeOffset Created { get; } = created;

    /// <summary>Seconds; 0 never ends.</summary>
    public int MaxAge { get; init; }

    /// <summary>0 is no limit.</summary>
    public int MaxUses { get; init; }

    public bool Temporary { get; init; }

    public int Uses { get; set; }

    public DateTimeOffset? Expires => MaxAge == 0 ? null : Created.AddSeconds(MaxAge);

    public bool IsOver(DateTimeOffset now) => Expires <= now || (MaxUses > 0 && Uses >= MaxUses);

    /// <summary>As GET invite shows it.</summary>
    public Invite ToModel(bool withCounts = false)
    {
        var guild = Channel.Guild!;
        var settings = guild.Settings;
        return new Invite
        {
            Type = InviteType.Guild,
            Code = Code,
            GuildId = guild.Id,
            Guild = new InviteGuild
            {
                Id = guild.Id,
                Name = settings.Name,
                Icon = settings.Icon,
                Splash = settings.Splash,
                Banner = settings.Banner,
                Description = settings.Description,
                Features = settings.Features,
                VerificationLevel = settings.VerificationLevel,
                VanityUrlCode = settings.VanityUrlCode,
                NsfwLevel = settings.NsfwLevel,
                Nsfw = new(settings.Nsfw),
                PremiumSubscriptionCount = settings.PremiumSubscriptionCount,
            },
            Channel = new InviteChannel { Id = Channel.Id, Type = Channel.Type, Name = Channel.Model.Name },
            Inviter = Inviter.ToModel(),
            ExpiresAt = Expires,
            ApproximateMemberCount = withCounts ? new(guild.Members.Count) : default,
            ApproximatePresenceCount = withCounts ? new(guild.Presences.Count) : default,
        };
    }

    /// <summary>As lists of invites show it: with its use.</summary>
    public Invite WithMetadata() => ToModel() with { Uses = Uses, MaxUses = MaxUses, MaxAge = MaxAge, Temporary = Temporary, CreatedAt = Created };
}

/// <summary>Invites: made in a channel, used to join, revoked.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfInvites = ["code", "channel_id", "inviter_id", "uses", "max_uses", "max_age", "temporary"];

    public IEnumerable<WorldInvite> Invites => World.Invites.Values.Where(i => i.Channel.Guild == this && !i.IsOver(World.Now));

    public WorldInvite CreateInvite(Act act, WorldChannel channel, int maxAge = 86_400, int maxUses = 0, bool temporary = false, bool unique = false)
    {
        if (channel.IsThread || channel.Type == ChannelType.GuildCategory)
        {
            throw Refusals.WrongChannelType;
        }

        Require(act, channel, Permissions.CreateInstantInvite);
        if (!unique && Invites.FirstOrDefault(i => i.Channel == channel && i.Inviter.Id == act.By && i.MaxAge == maxAge && i.MaxUses == maxUses
            && i.Temporary == temporary) is { } same)
        {
            return same;
        }

        if (Invites.Count() >= Limits.InvitesPerGuild)
        {
            throw Refusals.TooManyInvites(Limits.InvitesPerGuild);
        }

        var invite = new WorldInvite(World.Text(8), channel, World.User(act.By)!, World.Now) { MaxAge = maxAge, MaxUses = maxUses, Temporary = temporary };
        World.Invites.Add(invite.Code, invite);
        World.Raise(new WorldEvent("INVITE_CREATE", Id, channel.Id, null, Payloads.InviteCreate(this, invite)));
        Log(act, AuditLogEvent.InviteCreate, null, Loggable(invite, gone: false));
        return invite;
    }

    public void DeleteInvite(Act act, WorldInvite invite)
    {
        var actor = Enter(act);
        var inChannel = PermissionsIn(actor, invite.Channel);
        if (!inChannel.HasFlag(Permissions.ManageChannels) && !PermissionsOf(actor).HasFlag(Permissions.ManageGuild))
        {
            throw Refusal.MissingPermissions();
        }

        World.Invites.Remove(invite.Code);
        World.Raise(new WorldEvent("INVITE_DELETE", Id, invite.Channel.Id, null,
            new InviteDeleteEvent { GuildId = Id, ChannelId = invite.Channel.Id, Code = invite.Code }));
        Log(act, AuditLogEvent.InviteDelete, null, Loggable(invite, gone: true));
    }

    /// <summary>A person joins by an invite.</summary>
    public WorldMember Accept(WorldInvite invite, WorldUser user)
    {
        if (invite.IsOver(World.Now))
        {
            throw Refusals.UnknownInvite;
        }

        var member = Join(user);
        invite.Uses++;
        return member;
    }

    private static ChangeList Loggable(WorldInvite invite, bool gone)
    {
        var state = new
        {
            Code = invite.Code,
            ChannelId = invite.Channel.Id,
            InviterId = invite.Inviter.Id,
            invite.Uses,
            invite.MaxUses,
            invite.MaxAge,
            invite.Temporary,
        };
        return gone ? ChangeList.Between(state, null, LoggedOfInvites) : ChangeList.Between(null, state, LoggedOfInvites);
    }
}
