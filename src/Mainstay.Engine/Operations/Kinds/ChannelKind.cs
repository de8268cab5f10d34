using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>channel</c>: POST, PATCH or DELETE of one channel; PUT or DELETE of one overwrite when that is all.</summary>
internal sealed class ChannelKind(DiscordRest rest, AuditTrail trail) : DiscordKind
{
    public override string Name => "channel";

    public override string Noun(int count) => count == 1 ? "channel" : "channels";

    public override string Describe(Change change) => ChannelWords.Describe((ChannelChange)change);

    public override string? Lost(Change change) => change is ChannelChange { After: null, Before: { } gone } channel
        ? gone.Type == ChannelType.GuildCategory ? $"the id of the category {Mention.Plain(gone.Name ?? "")}" : $"the messages, threads, invites and webhooks of {Mention.Channel(channel.Channel)}"
        : null;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change) => ChannelRules.Obstacles(plan, (ChannelChange)change);

    public override Change Resolve(Change change, IdMap ids)
    {
        var channel = (ChannelChange)change;
        return channel with
        {
            Channel = ids.Of(channel.Channel),
            Before = channel.Before is { } before ? ChannelFields.Resolve(before, ids) : null,
            After = channel.After is { } after ? ChannelFields.Resolve(after, ids) : null,
        };
    }

    public override RestRoute RouteOf(Change change) => (ChannelChange)change switch
    {
        { Before: null } => Routes.CreateGuildChannel,
        { After: null } => Routes.DeleteChannel,
        var edit => ChannelFields.SingleOverwrite(edit.Before!, edit.After!) switch
        {
            null => Routes.ModifyChannel,
            { Goes: true } => Routes.DeleteOverwrite,
            _ => Routes.SetOverwrite,
        },
    };

    public override ulong MajorOf(Change change) => ((ChannelChange)change).Before is null ? 0 : ((ChannelChange)change).Channel.Value;

    public override TargetState Observe(GuildImage image, Change change)
    {
        var channel = (ChannelChange)change;
        return channel.Before is null ? image.Channels.Find(channel.Channel) is null ? TargetState.Before : TargetState.After
            : image.Channels.TryGet(channel.Channel, out var found) ? GuildImage.IsHidden(found) ? TargetState.Unknown : Compare(channel, found, image)
            : !image.Channels.IsGone(channel.Channel) ? TargetState.Unknown
            : channel.After is null ? TargetState.After : TargetState.Gone;
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var channel = (ChannelChange)change;
        var options = Requests.Bulk(errand.Reason);
        return (channel.Before, channel.After) switch
        {
            (null, { } after) => Requests.SendAsync(async () =>
            {
                var answer = await rest.CreateGuildChannelAsync(errand.Guild, ChannelBodies.Create(after), options, cancellationToken).ConfigureAwait(false);
                return new Sending.Verified { Made = answer.Id.Value };
            }),
            (_, null) => Requests.DeleteAsync(DiscordErrorCode.UnknownChannel, () => rest.DeleteChannelAsync(channel.Channel, options, cancellationToken)),
            ({ } before, { } after) when ChannelFields.SingleOverwrite(before, after) is var (one, goes) => goes
                ? Requests.DeleteAsync(DiscordErrorCode.UnknownOverwrite, () => rest.DeleteOverwriteAsync(channel.Channel, one.Id, options, cancellationToken))
                : Requests.SendAsync(() => rest.SetOverwriteAsync(channel.Channel, one.Id, new SetOverwrite { Type = one.Type, Allow = one.Allow, Deny = one.Deny }, options, cancellationToken)),
            ({ } before, { } after) => Requests.SendAsync(async () =>
            {
                var answer = await rest.ModifyChannelAsync(channel.Channel, ChannelBodies.Modify(before, after), options, cancellationToken).ConfigureAwait(false);
                return Compare(channel, answer, errand.Image) == TargetState.After ? new Sending.Verified() : new Sending.Accepted();
            }),
        };
    }

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var channel = (ChannelChange)change;
        if (channel.Before is null)
        {
            return await LookForMadeAsync(errand, channel.After!, cancellationToken).ConfigureAwait(false);
        }

        var seen = await Requests.LookAsync(DiscordErrorCode.UnknownChannel, async () =>
            Compare(channel, await rest.GetChannelAsync(channel.Channel, Requests.Bulk(null), cancellationToken).ConfigureAwait(false), errand.Image)).ConfigureAwait(false);
        return seen.State == TargetState.Gone && channel.After is null ? TargetState.After : seen;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var channel = (ChannelChange)change;
        var reason = UndoPlan.Reason(channel);
        if (channel is { Before: null, After: { } made })
        {
            var whole = undo.Image is { } image && image.Channels.TryGet(channel.Channel, out var found) && !GuildImage.IsHidden(found) ? ObjectStates.Whole(image, found) : new ChannelState();
            undo.Add(new ChannelChange { Channel = channel.Channel, Before = ChannelFields.Over(whole, made), Reason = reason, Risk = Risk.Destructive });
        }
        else if (channel is { After: null, Before: { } gone })
        {
            Recreate(channel.Channel, gone, reason, undo);
        }
        else
        {
            undo.Add(channel with { Before = channel.After, After = channel.Before, Reason = reason });
        }
    }

    /// <summary>The channel anew, in its place and with its overwrites; a category gets its channels back. When it is there again, only what of these it lacks.</summary>
    private static void Recreate(Id<Channel> old, ChannelState gone, string reason, UndoPlan undo)
    {
        var id = undo.Anew(old);
        OverwriteState[] overwrites = [.. gone.Overwrites ?? []];
        if (overwrites.Length > Limits.OverwritesPerRequest)
        {
            // Who is kept out is kept out from the first request on.
            overwrites = [.. overwrites.OrderBy(o => o.Deny == 0).ThenBy(o => o.Id)];
        }

        if (undo.IsThere(id))
        {
            Complete(id, gone, reason, undo);
        }
        else
        {
            undo.Add(new ChannelChange
            {
                Channel = id,
                After = gone with { Children = null, Overwrites = [.. overwrites.Take(Limits.OverwritesPerRequest)] },
                Recreates = old,
                Reason = reason,
                Risk = Risk.Elevated,
            });
            AddOneByOne(id, overwrites, Limits.OverwritesPerRequest, reason, undo);
        }

        ChannelPlace[] children = [.. (gone.Children ?? []).Where(c => undo.IsThere(c) && !(undo.IsThere(id) && undo.PlannedParentOf(c) == id)).Select(c => new ChannelPlace(c, undo.ParentOf(c)))];
        if (children.Length > 0)
        {
            undo.Add(new ChannelOrderChange { Guild = undo.Image!.Id, Before = children, After = [.. children.Select(c => c with { Parent = id })], Reason = reason });
        }
    }

    /// <summary>A channel that is there again gets the overwrites that it lacks, and its category when it stands in none.</summary>
    private static void Complete(Id<Channel> id, ChannelState gone, string reason, UndoPlan undo)
    {
        if (gone.Parent is { IsNone: false } old && undo.Anew(old) is var parent && undo.IsThere(parent) && undo.PlannedParentOf(id).IsNone)
        {
            undo.Add(new ChannelChange { Channel = id, Before = new ChannelState { Parent = default(Id<Channel>) }, After = new ChannelState { Parent = parent }, Reason = reason });
        }

        if (undo.OverwritesOf(id) is not { } standing || (gone.Overwrites ?? []).Where(o => standing.All(s => s.Id != o.Id)).ToArray() is not { Length: > 0 } missing)
        {
            return;
        }

        OverwriteState[] whole = [.. standing, .. missing];
        if (whole.Length > Limits.OverwritesPerRequest)
        {
            AddOneByOne(id, whole, standing.Count, reason, undo);
            return;
        }

        undo.Add(new ChannelChange
        {
            Channel = id,
            Before = new ChannelState { Overwrites = standing },
            After = new ChannelState { Overwrites = [.. whole.OrderBy(o => o.Id)] },
            Reason = reason,
        });
    }

    /// <summary>One request for each overwrite beyond what one request may carry.</summary>
    private static void AddOneByOne(Id<Channel> channel, IReadOnlyList<OverwriteState> overwrites, int from, string reason, UndoPlan undo)
    {
        for (var some = from; some < overwrites.Count; some++)
        {
            undo.AddAlone(new ChannelChange
            {
                Channel = channel,
                Before = new ChannelState { Overwrites = [.. overwrites.Take(some)] },
                After = new ChannelState { Overwrites = [.. overwrites.Take(some + 1)] },
                Reason = reason,
            });
        }
    }

    private async Task<Seen> LookForMadeAsync(Errand errand, ChannelState wanted, CancellationToken cancellationToken)
    {
        Channel[] all;
        try
        {
            all = await rest.ListGuildChannelsAsync(errand.Guild, Requests.Bulk(null), cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordRestException)
        {
            return TargetState.Unknown;
        }

        // A channel that hides itself from Mainstay is in no list: then only the log can tell that it was not made.
        Channel[] younger = [.. all.Where(c => c.Id.CreatedAt > errand.Since - AuditTrail.Skew)];
        ulong[] alike = [.. younger.Where(c => ChannelFields.Agrees(wanted with { Position = null }, ObjectStates.Of(c))).Select(c => c.Id.Value)];
        var mayHide = wanted.Overwrites?.Any(o => (o.Deny & Permissions.ViewChannel) != 0) == true;
        return await trail.MadeAsync(errand, AuditLogEvent.ChannelCreate, mayHide && alike.Length == 0 ? null : alike, younger.Length, cancellationToken).ConfigureAwait(false);
    }

    private static TargetState Compare(ChannelChange change, Channel channel, GuildImage? image)
    {
        var actual = ObjectStates.Of(channel);
        return change.After is not null && ChannelFields.Agrees(There(change.After, image), actual) ? TargetState.After
            : ChannelFields.Agrees(There(change.Before!, image), actual) ? TargetState.Before
            : TargetState.Different;
    }

    /// <summary>What names a role or a category that is gone by now is not missed.</summary>
    private static ChannelState There(ChannelState state, GuildImage? image) => image is null ? state : state with
    {
        Overwrites = state.Overwrites?.Where(o => o.Type != OverwriteType.Role || !image.Roles.IsGone(o.Id.Cast<Role>())).ToArray(),
        Parent = state.Parent is { IsNone: false } parent && image.Channels.IsGone(parent) ? default(Id<Channel>) : state.Parent,
    };
}
