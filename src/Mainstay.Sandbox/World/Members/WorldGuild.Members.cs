using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Members: their roles, names and timeouts, how they come and go.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>The flags that moderators may set; Discord sets the others.</summary>
    private const GuildMemberFlags FlagsOpenToModerators = GuildMemberFlags.BypassesVerification;

    private const Permissions AllModeration = Permissions.ModerateMembers | Permissions.KickMembers | Permissions.BanMembers;

    public WorldMember ModifyMember(Act act, Id<User> id, MemberDraft draft)
    {
        var actor = Enter(act);
        var member = RequireMember(id);
        var permissions = PermissionsOf(actor);
        var before = MemberState.Of(member);
        var nick = draft.Nick.HasValue ? NullIfEmpty(draft.Nick.Value) : member.Nick;
        var roles = draft.Roles.HasValue ? Sorted(draft.Roles.Value ?? []) : member.Roles;
        var timeout = draft.TimedOutUntil.HasValue ? draft.TimedOutUntil.Value : member.TimedOutUntil;
        var flags = draft.Flags.HasValue ? CheckFlags(member.Flags, draft.Flags.Value ?? 0) : member.Flags;

        if (draft.Nick.HasValue)
        {
            RequireForNick(actor, permissions, member);
        }

        if (draft.Roles.HasValue)
        {
            RequireForRoles(actor, permissions, member.Roles, roles);
        }

        if (draft.TimedOutUntil.HasValue)
        {
            RequireForTimeout(actor, permissions, member, timeout);
        }

        if (draft.Flags.HasValue
            && (permissions & (Permissions.ManageGuild | Permissions.ManageRoles)) == 0 && (permissions & AllModeration) != AllModeration)
        {
            throw Refusal.MissingPermissions();
        }

        RequireForVoice(permissions, member, draft);
        member.Nick = nick;
        member.Roles = roles;
        member.TimedOutUntil = timeout;
        member.Flags = flags;
        if (draft.Mute is { HasValue: true, Value: { } mute })
        {
            member.IsMute = mute;
        }

        if (draft.Deaf is { HasValue: true, Value: { } deaf })
        {
            member.IsDeaf = deaf;
        }

        Settle(act, member, before);
        if (draft.VoiceChannel.HasValue)
        {
            MoveVoice(act, member, draft.VoiceChannel.Value);
        }

        return member;
    }

    /// <summary>One's own name in the guild.</summary>
    public WorldMember ModifySelf(Act act, MemberDraft draft, Optional<string?> avatar = default)
    {
        var member = Enter(act);
        var before = MemberState.Of(member);
        if (draft.Nick.HasValue)
        {
            if (NullIfEmpty(draft.Nick.Value) != member.Nick && !PermissionsOf(member).HasFlag(Permissions.ChangeNickname))
            {
                throw Refusal.MissingPermissions();
            }

            member.Nick = NullIfEmpty(draft.Nick.Value);
        }

        if (avatar.HasValue)
        {
            member.Avatar = avatar.Value is null ? null : World.Hash();
        }

        Settle(act, member, before);
        return member;
    }

    public void GiveRole(Act act, Id<User> id, Id<Role> roleId) => ChangeRole(act, id, roleId, give: true);

    public void TakeRole(Act act, Id<User> id, Id<Role> roleId) => ChangeRole(act, id, roleId, give: false);

    private void ChangeRole(Act act, Id<User> id, Id<Role> roleId, bool give)
    {
        var actor = Enter(act);
        var member = RequireMember(id);
        var role = Role(roleId);
        if (!PermissionsOf(actor).HasFlag(Permissions.ManageRoles) || !Outranks(actor, role))
        {
            throw Refusal.MissingPermissions();
        }

        if (role.Managed || roleId == EveryoneId)
        {
            throw role.Managed ? Refusal.MissingPermissions() : Refusals.InvalidRole;
        }

        if (member.Has(roleId) == give)
        {
            return;
        }

        var before = MemberState.Of(member);
        member.Roles = give ? Sorted([.. member.Roles, roleId]) : [.. member.Roles.Where(r => r != roleId)];
        Settle(act, member, before);
    }

    /// <summary>Tells of what changed, and logs it; nothing if nothing did.</summary>
    private void Settle(Act act, WorldMember member, MemberState before)
    {
        var after = MemberState.Of(member);
        if (after.Equals(before))
        {
            return;
        }

        RaiseMemberUpdate(member);
        var changes = new ChangeList()
            .Add("nick", before.Nick, after.Nick)
            .Add("mute", before.Mute, after.Mute)
            .Add("deaf", before.Deaf, after.Deaf)
            .Add("communication_disabled_until", before.TimedOutUntil, after.TimedOutUntil)
            .Add("flags", before.Flags, after.Flags);
        if (!changes.IsEmpty)
        {
            Log(act, AuditLogEvent.MemberUpdate, member.Id.Value, changes);
        }

        var given = after.Roles.Except(before.Roles).Select(Named).ToArray();
        var taken = before.Roles.Except(after.Roles).Select(Named).ToArray();
        if (given.Length + taken.Length > 0)
        {
            var roles = new ChangeList();
            roles = given.Length > 0 ? roles.Add("$add", null, given) : roles;
            roles = taken.Length > 0 ? roles.Add("$remove", null, taken) : roles;
            Log(act, AuditLogEvent.MemberRoleUpdate, member.Id.Value, roles);
        }
    }

    private NamedRole Named(Id<Role> id) => new(id, Roles[id].Name);

    private void RequireForNick(WorldMember actor, Permissions permissions, WorldMember member)
    {
        if (member.Id == actor.Id)
        {
            if ((permissions & (Permissions.ChangeNickname | Permissions.ManageNicknames)) == 0)
            {
                throw Refusal.MissingPermissions();
            }

            return;
        }

        if (!permissions.HasFlag(Permissions.ManageNicknames))
        {
            throw Refusal.MissingPermissions();
        }

        RequireToOutrank(actor, member);
    }

    private void RequireForRoles(WorldMember actor, Permissions permissions, Id<Role>[] before, Id<Role>[] after)
    {
        if (!permissions.HasFlag(Permissions.ManageRoles))
        {
            throw Refusal.MissingPermissions();
        }

        foreach (var id in after)
        {
            // Discord's own code for an id among the roles that is none.
            if (!Roles.ContainsKey(id))
            {
                throw Refusals.UnknownRole;
            }
        }

        foreach (var id in before.Except(after).Concat(after.Except(before)))
        {
            if (Roles[id].Managed || !Outranks(actor, Roles[id]))
            {
                throw Refusal.MissingPermissions();
            }
        }
    }

    private void RequireForTimeout(WorldMember actor, Permissions permissions, WorldMember member, DateTimeOffset? until)
    {
        if (!permissions.HasFlag(Permissions.ModerateMembers) || member.Id == OwnerId)
        {
            throw Refusal.MissingPermissions();
        }

        RequireToOutrank(actor, member);
        if (until is not null && PermissionsOf(member) == Permissions.All)
        {
            throw Refusal.MissingPermissions();
        }

        if (until > World.Now + Limits.TimeoutLength)
        {
            throw Refusal.Form(new FieldError("communication_disabled_until", "INVALID_COMMUNICATION_DISABLED_TIMESTAMP", "Timestamp must be less than 28 days in the future"));
        }
    }

    private static GuildMemberFlags CheckFlags(GuildMemberFlags before, GuildMemberFlags wished) =>
        (before & ~FlagsOpenToModerators) | (wished & FlagsOpenToModerators);

    private static Id<Role>[] Sorted(IEnumerable<Id<Role>> roles)
    {
        Id<Role>[] sorted = [.. roles.Distinct()];
        Array.Sort(sorted);
        return sorted;
    }

    private Id<Role>[] Sorted(IReadOnlyList<Id<Role>> roles) => Sorted(roles.Where(r => r != EveryoneId));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>What the audit log says of a role given or taken.</summary>
    private sealed record NamedRole(Id<Role> Id, string Name);

    private readonly record struct MemberState(string? Nick, Id<Role>[] Roles, bool Mute, bool Deaf, DateTimeOffset? TimedOutUntil, GuildMemberFlags Flags, string? Avatar)
    {
        public static MemberState Of(WorldMember m) => new(m.Nick, m.Roles, m.IsMute, m.IsDeaf, m.TimedOutUntil, m.Flags, m.Avatar);

        public bool Equals(MemberState other) =>
            Nick == other.Nick && Mute == other.Mute && Deaf == other.Deaf && TimedOutUntil == other.TimedOutUntil && Flags == other.Flags && Avatar == other.Avatar
            && Roles.AsSpan().SequenceEqual(other.Roles);

        public override int GetHashCode() => HashCode.Combine(Nick, Mute, Deaf, TimedOutUntil, Flags, Avatar, Roles.Length);
    }
}
