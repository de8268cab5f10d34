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

    public override string Describe(Change change)
    {
        var roles = (MemberRolesChange)change;
        var parts = roles.Given.Select(r => $"**+** {Mention.Role(r)}").Concat(roles.Taken.Select(r => $"**−** {Mention.Role(r)}"));
        return $"{Mention.User(roles.Member)} {string.Join(' ', parts)}";
    }

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var roles = (MemberRolesChange)change;
        return plan.ForRoles(roles.Given).Concat(plan.ForRoles(roles.Taken));
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var roles = (MemberRolesChange)change;
        return roles with { Before = ids.Ascending(roles.Before), After = ids.Ascending(roles.After) };
    }

    public override RestRoute RouteOf(Change change) =>
        Single((MemberRolesChange)change) is not { } single ? Routes.ModifyMember : single.Given ? Routes.AddMemberRole : Routes.RemoveMemberRole;

    public override TargetState Observe(GuildImage image, Change change)
    {
        var roles = (MemberRolesChange)change;
        return image.Members.TryGet(roles.Member, out var member)
            ? Compare(roles, member.Roles.ToArray(), image)
            : image.Members.Look(roles.Member) == Membership.Gone ? TargetState.Gone : TargetState.Unknown;
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var roles = (MemberRolesChange)change;
        return Single(roles) switch
        {
            { Given: true } one => wire.AddAsync(errand.Guild, roles.Member, one.Role, errand.Reason, cancellationToken),
            { } one => wire.RemoveAsync(errand.Guild, roles.Member, one.Role, errand.Reason, cancellationToken),
            null => SetAsync(errand, roles, cancellationToken),
        };
    }

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var roles = (MemberRolesChange)change;
        var seen = await wire.LookAsync(errand.Guild, roles.Member, cancellationToken).ConfigureAwait(false);
        return seen.Roles is { } held ? Compare(roles, held, errand.Image) : seen.Gone ? TargetState.Gone : TargetState.Unknown;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var roles = (MemberRolesChange)change;
        undo.Add(roles with { Before = roles.After, After = roles.Before, Reason = UndoPlan.Reason(roles) });
    }

    /// <summary>Only the roles that the change is about count: another that somebody gave or took meanwhile is none of its business. A role that was deleted since is not missed.</summary>
    private static TargetState Compare(MemberRolesChange change, IReadOnlyCollection<Id<Role>> held, GuildImage? image)
    {
        var given = change.Given.Where(r => image?.Roles.IsGone(r) != true).ToArray();
        return given.All(held.Contains) && !change.Taken.Any(held.Contains) ? TargetState.After
            : !given.Any(held.Contains) && change.Taken.All(r => held.Contains(r) || image?.Roles.IsGone(r) == true) ? TargetState.Before
            : TargetState.Different;
    }

    /// <summary>
    /// A list is written whole. Where somebody else had a hand in it since the plan, it is read first, because the image may be a moment behind, and what that moment
    /// brought would be lost.
    /// </summary>
    private async Task<Sending> SetAsync(Errand errand, MemberRolesChange change, CancellationToken cancellationToken)
    {
        var wanted = change.After;
        if (errand.Image is { } image && image.Members.TryGet(change.Member, out var member) && !member.Roles.ToArray().SequenceEqual(change.Before.Where(r => !image.Roles.IsGone(r))))
        {
            var seen = await wire.LookAsync(errand.Guild, change.Member, cancellationToken).ConfigureAwait(false);
            if (seen.Roles is not { } held)
            {
                return new Sending.Refused(new Failure("target.unknown", seen.Gone ? "No longer there." : "Discord does not show it right now."));
            }

            wanted = [.. held.Except(change.Taken).Union(change.Given).Order()];
        }

        return await wire.SetAsync(errand.Guild, change.Member, [.. wanted.Where(r => errand.Image?.Roles.IsGone(r) != true)], errand.Reason, cancellationToken).ConfigureAwait(false);
    }

    private static One? Single(MemberRolesChange change) => (change.After.Count - change.Before.Count) switch
    {
        1 when change.Given is [var role] => new One(role, true),
        -1 when change.Taken is [var role] => new One(role, false),
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
