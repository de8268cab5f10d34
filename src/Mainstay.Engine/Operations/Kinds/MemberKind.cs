using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Attribution;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>member</c>: nickname, time-out, and roles with them, in one PATCH.</summary>
internal sealed class MemberKind(DiscordRest rest, RoleAttribution attribution, TimeProvider time) : DiscordKind
{
    public override string Name => "member";

    public override string Noun(int count) => count == 1 ? "member" : "members";

    public override string Describe(Change change)
    {
        var member = (MemberChange)change;
        var parts = new List<string>();
        if (member.After.Nick is { } nick && nick != member.Before.Nick)
        {
            parts.Add(nick.Length == 0 ? "loses the nickname" : $"is called {Mention.Plain(nick)}");
        }

        if (member.After.TimeoutUntil is { } until && until != member.Before.TimeoutUntil)
        {
            parts.Add(until == DateTimeOffset.UnixEpoch ? "may speak again" : $"may not speak until {Mention.Moment(until)}");
        }

        if (member.After.Roles is { } after && member.Before.Roles is { } before)
        {
            parts.AddRange(after.Except(before).Select(r => $"**+** {Mention.Role(r)}"));
            parts.AddRange(before.Except(after).Select(r => $"**−** {Mention.Role(r)}"));
        }

        return $"{Mention.User(member.Member)} {string.Join(", ", parts)}";
    }

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var member = (MemberChange)change;
        var needed = Permissions.None;
        if (member.After.Nick is { } nick)
        {
            needed |= Permissions.ManageNicknames;
            if (nick.Length > Limits.Nickname)
            {
                yield return $"A nickname has at most {Limits.Nickname} characters: {Mention.Plain(nick)} is longer.";
            }
        }

        if (member.After.TimeoutUntil is { } until)
        {
            needed |= Permissions.ModerateMembers;
            if (until > time.GetUtcNow() + Limits.TimeoutLength)
            {
                yield return $"A time-out lasts at most {Limits.TimeoutLength.Days} days.";
            }
        }

        foreach (var obstacle in plan.Needs(needed))
        {
            yield return obstacle;
        }

        if (needed != Permissions.None)
        {
            foreach (var obstacle in plan.ForMember(member.Member, "change"))
            {
                yield return obstacle;
            }
        }

        if (member.After.Roles is { } after && member.Before.Roles is { } before)
        {
            foreach (var obstacle in plan.ForRoles(after.Except(before).Concat(before.Except(after))))
            {
                yield return obstacle;
            }
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var member = (MemberChange)change;
        return member with { Before = Resolve(member.Before, ids), After = Resolve(member.After, ids) };
    }

    public override RestRoute RouteOf(Change change) => Routes.ModifyMember;

    public override TargetState Observe(GuildImage image, Change change)
    {
        var member = (MemberChange)change;
        return image.Members.TryGet(member.Member, out var found)
            ? !found.HasTexts && member.Before.Nick is not null ? TargetState.Unknown
            : Compare(member, new MemberState { Roles = found.Roles.ToArray(), Nick = found.Nick ?? "", TimeoutUntil = Running(found.TimeoutUntil) })
            : image.Members.Look(member.Member) == Membership.Gone ? TargetState.Gone : TargetState.Unknown;
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.SendAsync(async () =>
    {
        var member = (MemberChange)change;
        var (before, after) = (member.Before, member.After);
        var (wanted, held) = (after.Roles ?? [], before.Roles ?? []);
        using var own = after.Roles is null ? null : attribution.Expect(errand.Guild, member.Member, wanted.Except(held), held.Except(wanted));
        var body = new ModifyMember
        {
            Nick = after.Nick is { } nick && nick != before.Nick ? new(nick.Length == 0 ? null : nick) : default,
            Roles = after.Roles is { } roles && !roles.SequenceEqual(before.Roles ?? []) ? roles : null,
            CommunicationDisabledUntil = after.TimeoutUntil is { } until && until != before.TimeoutUntil
                ? new(until == DateTimeOffset.UnixEpoch ? null : until)
                : default,
        };
        var answer = await rest.ModifyMemberAsync(errand.Guild, member.Member, body, Requests.Bulk(errand.Reason), cancellationToken).ConfigureAwait(false);
        return Compare(member, StateOf(answer)) == TargetState.After ? new Sending.Verified() : new Sending.Accepted();
    });

    public override Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.LookAsync(DiscordErrorCode.UnknownMember, async () =>
    {
        var member = (MemberChange)change;
        return Compare(member, StateOf(await rest.GetMemberAsync(errand.Guild, member.Member, Requests.Bulk(null), cancellationToken).ConfigureAwait(false)));
    });

    public override void Invert(Change change, UndoPlan undo)
    {
        var member = (MemberChange)change;
        undo.Add(member with { Before = member.After, After = member.Before, Reason = UndoPlan.Reason(member) });
    }

    private MemberState StateOf(GuildMember member) => new()
    {
        Roles = [.. member.Roles.Order()],
        Nick = member.Nick.OrDefault() ?? "",
        TimeoutUntil = Running(member.CommunicationDisabledUntil.OrDefault()),
    };

    /// <summary>A time-out that has run out is none.</summary>
    private DateTimeOffset Running(DateTimeOffset? until) => until is { } end && end > time.GetUtcNow() ? end : DateTimeOffset.UnixEpoch;

    private TargetState Compare(MemberChange change, MemberState actual) =>
        MemberFields.Agrees(Now(change.After), actual) ? TargetState.After
        : MemberFields.Agrees(Now(change.Before), actual) ? TargetState.Before
        : TargetState.Different;

    private MemberState Now(MemberState state) => state.TimeoutUntil is { } until ? state with { TimeoutUntil = Running(until) } : state;

    private static MemberState Resolve(MemberState state, IdMap ids) => state.Roles is { } roles ? state with { Roles = ids.Ascending(roles) } : state;
}
