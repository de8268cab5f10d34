using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>A whole plan as its obstacles are looked for: the guild, what Mainstay and the actor may, and what the plan itself makes.</summary>
internal sealed class PlanChecks
{
    private readonly Dictionary<ulong, Change> _made = [];

    /// <summary>What Mainstay may do throughout the plan, whatever the plan takes from its roles on the way.</summary>
    private readonly Permissions _throughout;

    public PlanChecks(GuildImage image, ImageReach reach, IReadOnlyList<Change> changes)
    {
        (Image, Reach, Overwrites) = (image, reach, new OverwriteReach(image, reach, changes));
        foreach (var change in changes)
        {
            if (PlanOrder.MadeBy(change) is { } made)
            {
                _made[made] = change;
            }
        }

        _throughout = Throughout(changes);
    }

    public GuildImage Image { get; }

    public ImageReach Reach { get; }

    /// <summary>What Mainstay may allow or deny in which channel.</summary>
    public OverwriteReach Overwrites { get; }

    /// <summary>Whether the plan makes the object before others name it.</summary>
    public bool Makes<T>(Id<T> id) => _made.ContainsKey(id.Value);

    /// <summary>The change that makes an object; null when the plan makes none of that id.</summary>
    public Change? MakerOf(ulong id) => _made.GetValueOrDefault(id);

    /// <summary>Why roles cannot be given, taken, edited or deleted.</summary>
    public IEnumerable<string> ForRoles(IEnumerable<Id<Role>> roles)
    {
        foreach (var role in roles)
        {
            // What the plan makes comes into being beneath Mainstay and the actor.
            if (!Makes(role) && Reach.Of(role) is var of and not RoleReach.Free)
            {
                yield return Sdk.Reach.Sentence(role, of);
            }
        }

        foreach (var obstacle in Loses(Permissions.ManageRoles & Reach.Mainstay))
        {
            yield return obstacle;
        }
    }

    /// <summary>Why something that asks for permissions in the whole guild cannot be done.</summary>
    public IEnumerable<string> Needs(Permissions needed) => (needed & ~Reach.Mainstay) is var lacking and not Permissions.None
        ? [$"Mainstay lacks {Mention.Permissions(lacking)}. Give its role that in the server settings."]
        : Loses(needed);

    /// <summary>Why something that asks for permissions in one channel cannot be done there.</summary>
    public IEnumerable<string> Needs(Permissions needed, Channel channel) => GuildImage.IsHidden(channel)
        ? ["A channel that Mainstay may not view is left alone: nothing is known of it."]
        : (needed & ~Reach.MainstayIn(channel)) is var lacking and not Permissions.None
            ? [$"Mainstay lacks {Mention.Permissions(lacking)} in {Mention.Channel(channel.Id)}. Allow it there, or take the denial away."]
            : [];

    /// <summary>Why somebody cannot be acted upon: they stand above Mainstay or above the actor.</summary>
    public IEnumerable<string> ForMember(Id<User> member, string what)
    {
        if (member == Image.BotId)
        {
            yield return $"Mainstay does not {what} itself.";
        }
        else if (!Reach.MainstayIsAbove(member))
        {
            yield return $"{Mention.User(member)} stands at or above Mainstay's own highest role, so Mainstay cannot {what} them. Move Mainstay's role up in the server settings.";
        }
        else if (!Reach.ActorIsAbove(member))
        {
            yield return $"{Mention.User(member)} does not stand below you, so somebody above them has to ask for this.";
        }
    }

    /// <summary>Why permissions cannot be granted in the whole guild: nobody hands out what they do not hold.</summary>
    public IEnumerable<string> Grants(Permissions granted, string to)
    {
        if ((granted & ~Reach.Mainstay) is var mine and not Permissions.None)
        {
            yield return $"Mainstay does not hold {Mention.Permissions(mine)} itself and so cannot grant it to {to}. Give it to Mainstay's role first.";
        }

        if ((granted & ~Reach.ActorsOwn) is var theirs and not Permissions.None)
        {
            yield return $"You do not hold {Mention.Permissions(theirs)} yourself, so a plan of yours does not grant it to {to}.";
        }
    }

    private IEnumerable<string> Loses(Permissions needed) => (needed & ~_throughout) is var lost and not Permissions.None
        ? [$"This plan would take {Mention.Permissions(lost)} from Mainstay itself before it is through, and it could not go on. Give Mainstay's own role that in the server settings first."]
        : [];

    private Permissions Throughout(IReadOnlyList<Change> changes)
    {
        var edits = changes.OfType<RoleChange>().Where(c => c.Before is not null).ToLookup(c => c.Role);
        if (Image.Guild?.OwnerId == Image.BotId || !Image.Members.TryGet(Image.BotId, out var me))
        {
            return Reach.Mainstay;
        }

        var granted = Permissions.None;
        foreach (var role in me.Roles.ToArray().Append(Image.Id.Cast<Role>()))
        {
            granted |= edits[role].Aggregate(Image.Roles.Find(role)?.Permissions ?? Permissions.None, (least, c) => c.After is null ? Permissions.None : least & (c.After.Permissions ?? least));
        }

        return PermissionMaths.Base(isOwner: false, granted);
    }
}
