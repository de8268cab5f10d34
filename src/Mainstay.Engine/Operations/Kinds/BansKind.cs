using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>bans</c>: PUT for one account, one bulk ban for up to 200, DELETE to lift one. Bans are in no image: Discord says what became of them.</summary>
internal sealed class BansKind(DiscordRest rest, AuditTrail trail) : DiscordKind
{
    private const int NamedUsers = 5;

    public override string Name => "bans";

    public override bool IsEchoed => false;

    public override string Noun(int count) => count == 1 ? "change of bans" : "changes of bans";

    public override string Describe(Change change)
    {
        var bans = (BansChange)change;
        var named = string.Join(", ", bans.Users.Take(NamedUsers).Select(Mention.User));
        var more = bans.Users.Count > NamedUsers ? $" and {bans.Users.Count - NamedUsers} more" : "";
        return bans.Banned ? $"ban {named}{more}" : $"lift the ban of {named}";
    }

    public override string? Lost(Change change) => (BansChange)change switch
    {
        { Banned: false } => null,
        { DeleteMessageSeconds: > 0, Users.Count: 1 } one => $"the recent messages of {Mention.User(one.Users[0])}, and their membership and roles",
        { DeleteMessageSeconds: > 0 } many => $"the recent messages of {many.Users.Count} accounts, and their membership and roles",
        var bans => bans.Users.Count == 1 ? $"the membership and roles of {Mention.User(bans.Users[0])}" : $"the membership and roles of {bans.Users.Count} accounts",
    };

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var bans = (BansChange)change;
        var bulk = bans.Banned && bans.Users.Count > 1;
        if (bans.Users.Count > (bans.Banned ? BansChange.MostUsers : 1))
        {
            yield return $"Discord bans at most {BansChange.MostUsers} accounts at once and lifts one ban at a time.";
        }

        foreach (var obstacle in plan.Needs(bulk ? Permissions.BanMembers | Permissions.ManageGuild : Permissions.BanMembers))
        {
            yield return obstacle;
        }

        foreach (var obstacle in bans.Banned ? bans.Users.SelectMany(u => plan.ForMember(u, "ban")) : [])
        {
            yield return obstacle;
        }
    }

    public override Change Resolve(Change change, IdMap ids) => change;

    public override RestRoute RouteOf(Change change) => (BansChange)change switch
    {
        { Banned: false } => Routes.RemoveBan,
        { Users.Count: 1 } => Routes.CreateBan,
        _ => Routes.BulkBan,
    };

    /// <summary>Bans are not in the image. An account that is still a member is not banned; of others the request itself tells.</summary>
    public override TargetState Observe(GuildImage image, Change change) => TargetState.Before;

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.SendAsync(async () =>
    {
        var bans = (BansChange)change;
        var options = Requests.Bulk(errand.Reason);
        if (!bans.Banned)
        {
            await LiftAsync(errand, bans.Users[0], options, cancellationToken).ConfigureAwait(false);
            return new Sending.Verified();
        }

        if (bans.Users.Count == 1)
        {
            // Discord takes a ban of who is banned already as well, and taking it back would lift what somebody else did.
            switch (await IsBannedAsync(errand.Guild, bans.Users[0], cancellationToken).ConfigureAwait(false))
            {
                case true:
                    return new Sending.Already();
                case null:
                    return new Sending.Unknown("Discord does not say whether they are banned already");
            }

            await rest.CreateBanAsync(errand.Guild, bans.Users[0], bans.DeleteMessageSeconds, options, cancellationToken).ConfigureAwait(false);
            return new Sending.Verified();
        }

        try
        {
            var result = await rest.BulkBanAsync(errand.Guild, bans.Users, bans.DeleteMessageSeconds, options, cancellationToken).ConfigureAwait(false);
            Id<User>[] missed = [.. bans.Users.Except(result.BannedUsers)];
            if (missed.Length > 0 && await DoneAsync(errand, cancellationToken).ConfigureAwait(false) is { } done)
            {
                // The answer is that of the last attempt: whom an earlier one had banned before it broke off, Discord left out of it.
                missed = [.. missed.Where(u => !done.Contains(u))];
            }

            return new Sending.Verified { Missed = missed };
        }
        catch (DiscordRestException exception) when (exception.Code == DiscordErrorCode.FailedToBanUsers)
        {
            // Perhaps because an earlier attempt, whose answer was lost, had banned them all.
            return exception.Attempts > 1
                ? new Sending.Unknown("Discord banned nobody this time")
                : new Sending.Refused(new Failure("target.missed", "Discord banned nobody: they were banned before, it does not know them, or they stand too high."));
        }
    });

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var bans = (BansChange)change;
        if (bans.Banned && await DoneAsync(errand, cancellationToken).ConfigureAwait(false) is { } done)
        {
            return done.Count == 0 ? TargetState.Before : new Seen(TargetState.After) { Missed = [.. bans.Users.Where(u => !done.Contains(u))] };
        }

        var free = new List<Id<User>>();
        foreach (var user in bans.Users)
        {
            switch (await IsBannedAsync(errand.Guild, user, cancellationToken).ConfigureAwait(false))
            {
                case null:
                    return TargetState.Unknown;
                case false:
                    free.Add(user);
                    break;
            }
        }

        // Of one account it was known before the request that it was not banned; of many it was not, and only the log tells whose bans these are.
        return bans.Banned == (free.Count == bans.Users.Count) ? TargetState.Before
            : bans.Banned && bans.Users.Count > 1 ? TargetState.Unknown
            : TargetState.After;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var bans = (BansChange)change;
        if (!bans.Banned)
        {
            undo.Add(bans with { Banned = true, DeleteMessageSeconds = 0, Reason = UndoPlan.Reason(bans) });
            return;
        }

        foreach (var user in bans.Users)
        {
            undo.Add(bans with { Users = [user], Banned = false, DeleteMessageSeconds = 0, Reason = UndoPlan.Reason(bans), Risk = Risk.Elevated });
        }
    }

    /// <summary>Whom this step has banned, by the entries of the log that carry its key: who was banned before is no work of it. Null: the log cannot be read.</summary>
    private async Task<HashSet<Id<User>>?> DoneAsync(Errand errand, CancellationToken cancellationToken) =>
        await trail.ReadAsync(errand, AuditLogEvent.MemberBanAdd, cancellationToken).ConfigureAwait(false) is { } entries
            ? [.. entries.Where(e => AuditTrail.IsOf(e, errand)).Select(e => Id<User>.TryParse(e.TargetId, out var user) ? user : default)]
            : null;

    private async Task LiftAsync(Errand errand, Id<User> user, RestCallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await rest.RemoveBanAsync(errand.Guild, user, options, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordRestException exception) when (exception.Code == DiscordErrorCode.UnknownBan)
        {
            // Somebody else lifted it: it is as wanted.
        }
    }

    private async Task<bool?> IsBannedAsync(Id<Guild> guild, Id<User> user, CancellationToken cancellationToken)
    {
        try
        {
            await rest.GetBanAsync(guild, user, Requests.Bulk(null), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordRestException exception)
        {
            return exception.Code == DiscordErrorCode.UnknownBan ? false : null;
        }
    }
}
