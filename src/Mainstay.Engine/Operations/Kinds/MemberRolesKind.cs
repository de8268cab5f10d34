using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>member-roles</c>: PUT or DELETE of one role when exactly one changes, otherwise one PATCH of the member with the whole list.</summary>
internal sealed class MemberRolesKind(IMemberRoles wire) : DiscordKind
{
    public override string Name => "member-roles";

    public override string Noun(int count) => count == 1 ? "member's roles" : "members' roles";

    public override RestRoute RouteOf(Change change) =>
        Single((MemberRolesChange)change) is not { } single ? Routes.ModifyMember : single.Given ? Routes.AddMemberRole : Routes.RemoveMemberRole;

    public override Failure? Obstacle(GuildImage image, Reach reach, Change change)
    {
        var roles = (MemberRolesChange)change;
        foreach (var role in roles.Given.Concat(roles.Taken))
        {
            if (reach.Of(role) is var of and not RoleReach.Free)
            {
                return new Failure("role.reach", Reach.Sentence(role, of));
            }
        }

        return null;
    }

    public override TargetState Observe(GuildImage image, Change change)
    {
        var roles = (MemberRolesChange)change;
        return image.Members.TryGet(roles.Member, out var member)
            ? Compare(roles, member.Roles.ToArray())
            : image.Members.Look(roles.Member) == Membership.Gone ? TargetState.Gone : TargetState.Unknown;
    }

    public override Task<Sending> ApplyAsync(Id<Guild> guild, Change change, string reason, CancellationToken cancellationToken)
    {
        var roles = (MemberRolesChange)change;
        return Single(roles) switch
        {
            { Given: true } one => wire.AddAsync(guild, roles.Member, one.Role, reason, cancellationToken),
            { } one => wire.RemoveAsync(guild, roles.Member, one.Role, reason, cancellationToken),
            null => wire.SetAsync(guild, roles.Member, roles.After, reason, cancellationToken),
        };
    }

    public override async Task<TargetState> LookAsync(Id<Guild> guild, Change change, CancellationToken cancellationToken)
    {
        var roles = (MemberRolesChange)change;
        var seen = await wire.LookAsync(guild, roles.Member, cancellationToken).ConfigureAwait(false);
        return seen.Roles is { } held ? Compare(roles, [.. held.Order()]) : seen.Gone ? TargetState.Gone : TargetState.Unknown;
    }

    public override Change Invert(Change change)
    {
        var roles = (MemberRolesChange)change;
        return roles with { Before = roles.After, After = roles.Before, Reason = $"Undo: {roles.Reason}", DependsOn = [] };
    }

    public override Change? Remaining(GuildImage image, Change change)
    {
        var roles = (MemberRolesChange)change;
        var remaining = roles with { Before = [.. roles.Before.Where(IsThere)], After = [.. roles.After.Where(IsThere)] };
        return remaining.Before.SequenceEqual(remaining.After) ? null : remaining;

        bool IsThere(Id<Role> role) => !image.Roles.IsGone(role);
    }

    public override string Describe(Change change)
    {
        var roles = (MemberRolesChange)change;
        var parts = roles.Given.Select(r => $"**+** {Mention.Role(r)}").Concat(roles.Taken.Select(r => $"**−** {Mention.Role(r)}"));
        return $"{Mention.User(roles.Member)} {string.Join(' ', parts)}";
    }

    private static TargetState Compare(MemberRolesChange change, Id<Role>[] held) =>
        held.AsSpan().SequenceEqual([.. change.After]) ? TargetState.After
        : held.AsSpan().SequenceEqual([.. change.Before]) ? TargetState.Before
        : TargetState.Different;

    private static One? Single(MemberRolesChange change) => (change.Given, change.Taken) switch
    {
        ([var role], []) => new One(role, true),
        ([], [var role]) => new One(role, false),
        _ => null,
    };

    private readonly record struct One(Id<Role> Role, bool Given);
}

/// <summary>The requests that this kind sends.</summary>
internal interface IMemberRoles
{
    Task<Sending> AddAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken);

    Task<Sending> RemoveAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken);

    Task<Sending> SetAsync(Id<Guild> guild, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken);

    Task<SeenMember> LookAsync(Id<Guild> guild, Id<User> member, CancellationToken cancellationToken);
}

/// <summary>What a look at a member showed: their roles, that they are proven to be gone, or neither.</summary>
internal readonly record struct SeenMember(IReadOnlyList<Id<Role>>? Roles, bool Gone);
