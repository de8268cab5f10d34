using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>kick</c>: one DELETE of a member. There is no way back but their own.</summary>
internal sealed class KickKind(DiscordRest rest, AuditTrail trail) : DiscordKind
{
    public override string Name => "kick";

    public override string Noun(int count) => count == 1 ? "kick" : "kicks";

    public override string Describe(Change change) => $"kick {Mention.User(((KickChange)change).Member)}";

    public override string? Lost(Change change) => $"the membership of {Mention.User(((KickChange)change).Member)}, who comes back only by themselves";

    public override bool IsReversible(Change change) => false;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change) =>
        plan.Needs(Permissions.KickMembers).Concat(plan.ForMember(((KickChange)change).Member, "kick"));

    public override Change Resolve(Change change, IdMap ids) => change;

    public override RestRoute RouteOf(Change change) => Routes.RemoveMember;

    public override TargetState Observe(GuildImage image, Change change) => image.Members.Look(((KickChange)change).Member) switch
    {
        Membership.Present => TargetState.Before,
        Membership.Gone => TargetState.After,
        _ => TargetState.Unknown,
    };

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) =>
        Requests.DeleteAsync(DiscordErrorCode.UnknownMember, () => rest.RemoveMemberAsync(errand.Guild, ((KickChange)change).Member, Requests.Bulk(errand.Reason), cancellationToken));

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        // Who was kicked may have come back since: the log tells.
        var member = ((KickChange)change).Member;
        var entries = await trail.ReadAsync(errand, AuditLogEvent.MemberKick, cancellationToken).ConfigureAwait(false);
        if (entries?.Any(e => AuditTrail.IsOf(e, errand) && e.TargetId == member.ToString()) == true)
        {
            return TargetState.After;
        }

        var seen = await Requests.LookAsync(DiscordErrorCode.UnknownMember, async () =>
        {
            var found = await rest.GetMemberAsync(errand.Guild, member, Requests.Bulk(null), cancellationToken).ConfigureAwait(false);
            return entries is null && found.JoinedAt > errand.Since - AuditTrail.Skew ? TargetState.Unknown : TargetState.Before;
        }).ConfigureAwait(false);
        return seen.State == TargetState.Gone ? TargetState.After : seen;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        // Nobody can be put back into a server.
    }
}
