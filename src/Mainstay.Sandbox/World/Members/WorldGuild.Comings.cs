using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>How members come and go: join, leave, kick, prune, ban.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>A person joins by themselves (or a bot is added). The banned are refused.</summary>
    public WorldMember Join(WorldUser user, bool? pending = null, IReadOnlyList<Id<Role>>? roles = null, string? nick = null)
    {
        if (Members.TryGet(user.Id.Value, out var there))
        {
            return there;
        }

        if (Bans.Contains(user.Id.Value))
        {
            throw Refusals.UserBanned;
        }

        if (Settings.IncidentsData.OrDefault()?.InvitesDisabledUntil > World.Now || HasFeature(GuildFeature.InvitesDisabled))
        {
            throw Refusals.InvitesPaused;
        }

        var member = new WorldMember(user)
        {
            JoinedAt = World.Now,
            Nick = nick,
            Roles = Sorted(roles ?? []),
            IsPending = pending ?? (!user.IsBot && HasFeature(GuildFeature.MemberVerificationGateEnabled)),
            Flags = _left.Contains(user.Id) ? GuildMemberFlags.DidRejoin : GuildMemberFlags.None,
        };
        Members.Set(user.Id.Value, member);
        World.Raise(new WorldEvent("GUILD_MEMBER_ADD", Id, null, null, Payloads.Member(this, member)));
        if (user.IsBot)
        {
            World.Raise(new WorldEvent("GUILD_CREATE", Id, null, user.Id, CreatePayload(user.Id)));
        }
        else if (Settings.SystemChannelId is { } system && !Settings.SystemChannelFlags.HasFlag(SystemChannelFlags.SuppressJoinNotifications)
            && Channels.TryGetValue(system, out var channel))
        {
            channel.PostSystem(user, MessageType.UserJoin);
        }

        return member;
    }

    /// <summary>A member leaves by themselves; the owner cannot.</summary>
    public void Leave(Id<User> id)
    {
        var member = Member(id) ?? throw Refusals.UnknownGuild;
        if (id == OwnerId)
        {
            throw Refusals.InvalidGuild;
        }

        Remove(member);
    }

    public void Kick(Act act, Id<User> id)
    {
        var actor = Require(act, Permissions.KickMembers);
        var member = RequireToOutrank(actor, RequireMember(id));
        Remove(member, act);
        Log(act, AuditLogEvent.MemberKick, id.Value);
    }

    /// <summary>Bans a user, member or not. Banning the banned again changes nothing.</summary>
    public void Ban(Act act, Id<User> id, TimeSpan deleteMessages = default)
    {
        var actor = Require(act, Permissions.BanMembers);
        var user = World.User(id) ?? throw Refusals.UnknownUser;
        if (Member(id) is { } member)
        {
            RequireToOutrank(actor, member);
        }

        Ban(act, user, deleteMessages);
    }

    /// <summary>Bans many at once; who cannot be banned, or is already, is reported.</summary>
    public (IReadOnlyList<Id<User>> Banned, IReadOnlyList<Id<User>> Failed) BulkBan(Act act, IReadOnlyList<Id<User>> ids, TimeSpan deleteMessages)
    {
        var actor = Require(act, Permissions.BanMembers | Permissions.ManageGuild);
        var banned = new List<Id<User>>();
        var failed = new List<Id<User>>();
        foreach (var id in ids)
        {
            var user = World.User(id);
            if (user is null || id == act.By || Bans.Contains(id.Value) || (Member(id) is { } member && !Outranks(actor, member)))
            {
                failed.Add(id);
                continue;
            }

            Ban(act, user, deleteMessages);
            banned.Add(id);
        }

        return banned.Count > 0 ? (banned, failed) : throw Refusals.NobodyBanned;
    }

    public void Unban(Act act, Id<User> id)
    {
        Require(act, Permissions.BanMembers);
        var ban = Bans[id.Value] ?? throw Refusals.UnknownBan;
        Bans.Remove(id.Value);
        World.Raise(new WorldEvent("GUILD_BAN_REMOVE", Id, null, null, new GuildBanEvent { GuildId = Id, User = ban.User }));
        Log(act, AuditLogEvent.MemberBanRemove, id.Value);
    }

    /// <summary>Who a prune would remove: without roles (but those named), and not seen for so long.</summary>
    public IReadOnlyList<WorldMember> Prunable(Act act, int days, IReadOnlyList<Id<Role>> including)
    {
        Require(act, Permissions.KickMembers | Permissions.ManageGuild);
        var since = World.Now.AddDays(-days);
        return [.. Members.All().Where(m =>
            m.Id != OwnerId && !m.User.IsBot && LastSeen(m) < since && !Presences.ContainsKey(m.Id) && m.Roles.All(including.Contains))];
    }

    public int Prune(Act act, int days, IReadOnlyList<Id<Role>> including)
    {
        var gone = Prunable(act, days, including);
        foreach (var member in gone)
        {
            Remove(member);
        }

        if (gone.Count > 0)
        {
            Log(act, AuditLogEvent.MemberPrune, null, null, new AuditLogOptions
            {
                DeleteMemberDays = days.ToString(System.Globalization.CultureInfo.InvariantCulture),
                MembersRemoved = gone.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            });
        }

        return gone.Count;
    }

    private void Ban(Act act, WorldUser user, TimeSpan deleteMessages)
    {
        if (Bans.Contains(user.Id.Value))
        {
            return;
        }

        Bans.Set(user.Id.Value, new Ban { User = user.ToModel(), Reason = act.Reason });
        if (Member(user.Id) is { } member)
        {
            Remove(member, act);
        }

        World.Raise(new WorldEvent("GUILD_BAN_ADD", Id, null, null, new GuildBanEvent { GuildId = Id, User = user.ToModel() }));
        Log(act, AuditLogEvent.MemberBanAdd, user.Id.Value);
        if (deleteMessages > TimeSpan.Zero)
        {
            DeleteMessagesOf(user.Id, World.Now - deleteMessages);
        }
    }

    private void Remove(WorldMember member, Act? by = null)
    {
        Disconnect(member.Id);
        Presences.Remove(member.Id);
        _left.Add(member.Id);
        LeaveThreads(member.Id);
        Members.Remove(member.Id.Value);
        World.Raise(new WorldEvent("GUILD_MEMBER_REMOVE", Id, null, null, new GuildMemberRemoveEvent { GuildId = Id, User = member.User.ToModel() }));
        if (member.User.Application is not null)
        {
            World.Raise(new WorldEvent("GUILD_DELETE", Id, null, member.Id, new UnavailableGuild { Id = Id }));
        }

        // The role that Discord made for a bot goes with it.
        if (Roles.Values.FirstOrDefault(r => r.Managed && r.Tags?.BotId == member.Id) is { } managed)
        {
            RemoveRole(by ?? new Act(member.Id), managed);
        }
    }

    private void DeleteMessagesOf(Id<User> author, DateTimeOffset since)
    {
        foreach (var channel in Channels.Values.Concat(Threads.Values))
        {
            channel.RemoveAllOf(author, since);
        }
    }

    /// <summary>When a member last wrote or spoke, or else joined.</summary>
    private DateTimeOffset LastSeen(WorldMember member) => _lastSeen.TryGetValue(member.Id, out var seen) && seen > member.JoinedAt ? seen : member.JoinedAt;

    /// <summary>Notes that a member was active.</summary>
    public void Saw(Id<User> id) => _lastSeen[id] = World.Now;

    private readonly HashSet<Id<User>> _left = [];
    private readonly Dictionary<Id<User>, DateTimeOffset> _lastSeen = [];
}
