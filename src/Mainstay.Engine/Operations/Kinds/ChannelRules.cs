using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>What stands in the way of a change of a channel: its own permissions and overwrites, who may grant what, Discord's limits.</summary>
internal static class ChannelRules
{
    public static IEnumerable<string> Obstacles(PlanChecks plan, ChannelChange change)
    {
        var found = plan.Image.Channels.Find(change.Channel);
        if (change.Before is not null && found is null && !plan.Makes(change.Channel))
        {
            return plan.Image.Channels.IsGone(change.Channel) ? ["A channel that the plan is about is gone from the server."] : ["Discord does not show a channel that the plan is about right now."];
        }

        if (found is not null && GuildImage.IsHidden(found))
        {
            return ["A channel that Mainstay may not view is left alone: nothing is known of it."];
        }

        var name = found is null ? $"the new channel {Mention.Plain(change.After?.Name ?? "")}" : Mention.Channel(found.Id);
        return Rights(plan, change, found).Concat(Overwrites(plan, change, found, name)).Concat(Bounds(change, name)).Concat(Parent(plan, change, name)).Concat(Community(plan, change));
    }

    private static IEnumerable<string> Rights(PlanChecks plan, ChannelChange change, Channel? found)
    {
        if (found is null)
        {
            return plan.Needs(Permissions.ManageChannels | (TouchedOf(change) is null ? Permissions.None : Permissions.ManageRoles));
        }

        var only = change is { Before: { } before, After: { } after }
            && ChannelFields.Same(before with { Overwrites = null }, after with { Overwrites = null });
        var voice = PermissionMaths.IsVoice(found.Type) ? Permissions.Connect : Permissions.None;
        return plan.Needs((only ? Permissions.None : Permissions.ManageChannels) | (TouchedOf(change) is null ? Permissions.None : Permissions.ManageRoles) | voice, found);
    }

    /// <summary>Mainstay allows and denies what Discord lets it, and the actor opens only what they hold, in the channel or in the server.</summary>
    private static IEnumerable<string> Overwrites(PlanChecks plan, ChannelChange change, Channel? found, string name)
    {
        if (change.After is not { Overwrites: { } wanted } || TouchedOf(change) is not { } touched)
        {
            yield break;
        }

        foreach (var overwrite in wanted.Where(o => o.Type == OverwriteType.Role))
        {
            var role = overwrite.Id.Cast<Role>();
            if (!plan.Makes(role) && plan.Image.Roles.IsGone(role))
            {
                yield return $"{name} would speak of a role that is gone from the server.";
            }
        }

        var (changed, opened) = touched;
        var theirs = found is null ? plan.Reach.ActorsOwn : plan.Reach.ActorIn(found);
        var refused = changed & ~plan.Overwrites.In(found);
        if ((refused & ~Permissions.ManageRoles) is var lacking and not Permissions.None)
        {
            yield return $"Mainstay does not hold {Mention.Permissions(lacking)} and so can neither allow nor deny it in {name}. Give its role that in the server settings.";
        }

        if (refused.HasFlag(Permissions.ManageRoles))
        {
            yield return $"Discord lets only administrators allow or deny **Manage Roles** in a channel, as {name} is to have it. Take it out of the template or the settings that ask for it, or give Mainstay **Administrator**.";
        }

        if (!plan.Reach.ActorsOwn.HasFlag(Permissions.Administrator) && (opened & ~(theirs | plan.Reach.ActorsOwn)) is var foreign and not Permissions.None)
        {
            yield return $"You do not hold {Mention.Permissions(foreign)} yourself, so a plan of yours does not allow it in {name}.";
        }

        if (!plan.Reach.Mainstay.HasFlag(Permissions.Administrator) && HidesItself(plan, wanted, found))
        {
            yield return $"{name} would be hidden from Mainstay itself, which could then neither see nor undo it. Allow **View Channel** to Mainstay's role there.";
        }
    }

    private static bool HidesItself(PlanChecks plan, IReadOnlyList<OverwriteState> wanted, Channel? found)
    {
        var roles = plan.Image.Me?.Roles.ToArray() ?? [];
        Overwrite[] overwrites = [.. wanted.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
        var after = PermissionMaths.InChannel(plan.Reach.Mainstay, plan.Image.Id, plan.Image.BotId, (IReadOnlyList<Id<Role>>)roles, overwrites);
        return !after.HasFlag(Permissions.ViewChannel) && (found is null || plan.Reach.MainstayIn(found).HasFlag(Permissions.ViewChannel));
    }

    private static IEnumerable<string> Bounds(ChannelChange change, string name)
    {
        if (change.After is not { } after)
        {
            yield break;
        }

        if (after.Name is { } text ? text.Length is 0 or > Limits.ChannelName : change.Before is null)
        {
            yield return $"A channel's name has 1 to {Limits.ChannelName} characters: {Mention.Plain(after.Name ?? "")} has {after.Name?.Length ?? 0}.";
        }

        if (after.Topic is { } topic && topic.Length > (after.Type is ChannelType.GuildForum or ChannelType.GuildMedia ? Limits.ForumTopic : Limits.ChannelTopic))
        {
            yield return $"The topic of {name} has {topic.Length} characters; Discord takes {Limits.ChannelTopic}, in forums {Limits.ForumTopic}.";
        }

        if (after.SlowmodeSeconds is < 0 or > Limits.Slowmode)
        {
            yield return $"Slow mode goes from 0 to {Limits.Slowmode} seconds; {name} was to have {after.SlowmodeSeconds}.";
        }

        if (after.Overwrites is { } overwrites)
        {
            var alone = change.Before is { } before && ChannelFields.SingleOverwrite(before, after) is not null;
            if (overwrites.Count > (alone ? Limits.OverwritesPerChannel : Limits.OverwritesPerRequest))
            {
                yield return $"{name} would have {overwrites.Count} overwrites; Discord takes {Limits.OverwritesPerRequest} in one request and {Limits.OverwritesPerChannel} in all.";
            }
        }
    }

    private static IEnumerable<string> Parent(PlanChecks plan, ChannelChange change, string name)
    {
        if (change.After?.Parent is not { IsNone: false } parent || parent == change.Before?.Parent)
        {
            yield break;
        }

        if (plan.MakerOf(parent.Value) is ChannelChange maker)
        {
            if (maker.After?.Type != ChannelType.GuildCategory)
            {
                yield return $"{name} cannot be put into {Mention.Plain(maker.After?.Name ?? "")}, which is no category.";
            }
        }
        else if (plan.Image.Channels.Find(parent) is not { Type: ChannelType.GuildCategory })
        {
            yield return $"{name} cannot be put into a category that is not there.";
        }
    }

    private static IEnumerable<string> Community(PlanChecks plan, ChannelChange change) =>
        change.After is null && plan.Image.Guild is { } guild && guild.Features.Contains(GuildFeature.Community)
            && (guild.RulesChannelId == change.Channel || guild.PublicUpdatesChannelId == change.Channel)
            ? [$"{Mention.Channel(change.Channel)} holds the rules or the notices of this Community server, and Discord does not let it be deleted."]
            : [];

    /// <summary>Bits that an edit of overwrites touches at all, and those that somebody gains by it; null when it touches none.</summary>
    private static (Permissions Changed, Permissions Opened)? TouchedOf(ChannelChange change)
    {
        if (change.After is not { Overwrites: { } wanted })
        {
            return null;
        }

        var old = (change.Before?.Overwrites ?? []).ToDictionary(o => o.Id);
        var now = wanted.ToDictionary(o => o.Id);
        var (changed, opened, any) = (Permissions.None, Permissions.None, false);
        foreach (var id in old.Keys.Union(now.Keys))
        {
            var (before, after) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            if (before == after)
            {
                continue;
            }

            any = true;
            var (allowed, denied) = (after?.Allow ?? Permissions.None, after?.Deny ?? Permissions.None);
            var (allowedBefore, deniedBefore) = (before?.Allow ?? Permissions.None, before?.Deny ?? Permissions.None);
            changed |= (allowed ^ allowedBefore) | (denied ^ deniedBefore);
            opened |= (allowed & ~allowedBefore) | (deniedBefore & ~denied);
        }

        return any ? (changed, opened) : null;
    }
}
