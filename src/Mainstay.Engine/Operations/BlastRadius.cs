using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>What a plan may not do whoever asks for it: more than the guild's limits allow, and anything to what is protected.</summary>
internal static class BlastRadius
{
    /// <summary>So many people may always be affected: a percentage of a small server would allow nothing.</summary>
    private const int AlwaysAllowed = 20;

    /// <summary>Clauses for people; empty when the plan is within bounds. What takes a run back is as large as what was done, and only what is protected holds it.</summary>
    public static IEnumerable<string> Obstacles(GuildImage image, IReadOnlyList<Change> changes, OperationSettings limits, bool takesBack = false) =>
        (takesBack ? [] : TooLarge(image, changes, limits)).Concat(Protected(image, changes, limits).Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> TooLarge(GuildImage image, IReadOnlyList<Change> changes, OperationSettings limits)
    {
        if (changes.Count > limits.MostChanges)
        {
            yield return Over($"holds {OperationTexts.Count(changes.Count, "change")}", limits.MostChanges, "most-changes");
        }

        var people = AffectedPeople.PeopleOf(changes, image).Count;
        if (people > limits.MostPeople)
        {
            yield return Over($"affects {OperationTexts.Count(people, "person", "people")}", limits.MostPeople, "most-people");
        }

        if (people > AlwaysAllowed && people * 100L > (long)limits.MostPeoplePercent * image.Members.Count)
        {
            yield return Over($"affects {OperationTexts.Count(people, "person", "people")} of {image.Members.Count.ToString("N0", CultureInfo.InvariantCulture)}", $"{limits.MostPeoplePercent} percent", "most-people-percent");
        }

        var deleted = changes.Count(c => c is RoleChange { After: null } or ChannelChange { After: null });
        if (deleted > limits.MostDeletions)
        {
            yield return Over($"deletes {OperationTexts.Count(deleted, "role or channel", "roles and channels")}", limits.MostDeletions, "most-deletions");
        }

        var touched = changes.Where(c => c is RoleChange or ChannelChange).Select(c => c.Target).Distinct().Count();
        if (touched > limits.MostRolesAndChannels)
        {
            yield return Over($"touches {OperationTexts.Count(touched, "role or channel", "roles and channels")}", limits.MostRolesAndChannels, "most-roles-and-channels");
        }
    }

    private static IEnumerable<string> Protected(GuildImage image, IReadOnlyList<Change> changes, OperationSettings limits)
    {
        foreach (var change in changes)
        {
            foreach (var role in Roles(image, change, limits.ProtectedRoles).Where(limits.ProtectedRoles.Contains))
            {
                yield return $"{Mention.Role(role)} is protected{Where("protected-roles")}: no plan gives, takes, edits, moves or deletes it";
            }

            foreach (var channel in Channels(image, change, limits.ProtectedChannels).Where(limits.ProtectedChannels.Contains))
            {
                yield return $"{Mention.Channel(channel)} is protected{Where("protected-channels")}: no plan edits, moves or deletes it, or writes in it";
            }

            foreach (var channel in change is RoleChange { Before: not null, After: null } gone ? Naming(image, gone.Role, limits.ProtectedChannels) : [])
            {
                yield return $"{Mention.Channel(channel)} is protected{Where("protected-channels")}: no plan deletes {Mention.Role(((RoleChange)change).Role)}, which its permissions name";
            }

            foreach (var person in limits.ProtectedMembers.Count == 0 ? [] : AffectedPeople.Named(change).Where(limits.ProtectedMembers.Contains))
            {
                yield return $"{Mention.User(person)} is protected{Where("protected-members")}: no plan changes, kicks or bans them";
            }

            foreach (var person in ProtectedPeople.Losing(image, change, limits.ProtectedMembers))
            {
                yield return $"{Mention.User(person)} is protected{Where("protected-members")}: no plan deletes {Mention.Role(((RoleChange)change).Role)}, which they hold";
            }
        }
    }

    private static string Where(string key) => $" (`{key}` in `/settings show name:operations`)";

    private static IEnumerable<Id<Role>> Roles(GuildImage image, Change change, IReadOnlyList<Id<Role>> looked) => change switch
    {
        MemberRolesChange roles => roles.Given.Concat(roles.Taken),
        MemberChange { Before.Roles: { } before, After.Roles: { } after } => after.Except(before).Concat(before.Except(after)),
        RoleChange role => [role.Role],
        RoleOrderChange order when looked.Count > 0 => Passed(Orders.Of(image.Roles), order.After, looked),
        _ => [],
    };

    private static IEnumerable<Id<Channel>> Channels(GuildImage image, Change change, IReadOnlyList<Id<Channel>> looked) => change switch
    {
        ChannelChange { After: null } gone => image.Channels.Where(c => c.ParentId.OrDefault() == gone.Channel).Select(c => c.Id).Prepend(gone.Channel),
        ChannelChange channel => [channel.Channel],
        MessageChange message => [message.Channel],
        ChannelOrderChange order when looked.Count > 0 => Moved(image, order, looked),
        _ => [],
    };

    private static IEnumerable<Id<Channel>> Naming(GuildImage image, Id<Role> role, IReadOnlyList<Id<Channel>> looked) =>
        looked.Where(id => image.Channels.Find(id) is { } channel && ObjectStates.OverwritesOf(channel).Any(o => o.Id.Value == role.Value));

    /// <summary>The channels that come into another category, or that another passes which was and stays beside them.</summary>
    private static IEnumerable<Id<Channel>> Moved(GuildImage image, ChannelOrderChange order, IReadOnlyList<Id<Channel>> looked)
    {
        var after = order.After.ToDictionary(p => p.Channel, p => p.Parent);
        var stay = image.Channels.Where(c => !after.TryGetValue(c.Id, out var parent) || parent == ParentOf(c)).ToArray();
        Id<Channel>[] wanted = [.. order.After.Select(p => p.Channel)];
        return looked.Where(id => image.Channels.Find(id) is { } channel && after.TryGetValue(id, out var parent) && parent != ParentOf(channel))
            .Concat(stay.GroupBy(c => (ParentOf(c), ChannelOrderKind.SortOf(c.Type))).SelectMany(group =>
                Passed([.. group.OrderBy(c => c.Position ?? 0).ThenBy(c => c.Id).Select(c => c.Id)], wanted, looked)));

        static Id<Channel> ParentOf(Channel channel) => channel.ParentId.OrDefault() ?? default(Id<Channel>);
    }

    /// <summary>Those that another passes once some of it stands as wanted; what is only now made passes nobody.</summary>
    private static IEnumerable<T> Passed<T>(IReadOnlyList<T> standing, IReadOnlyList<T> wanted, IReadOnlyList<T> looked)
        where T : struct
    {
        var after = Orders.Rearranged(standing, wanted);
        return looked.Where(l => standing.Contains(l) && !standing.TakeWhile(s => !s.Equals(l)).ToHashSet().SetEquals(after.TakeWhile(s => !s.Equals(l))));
    }

    private static string Over(string does, object most, string setting) =>
        $"the plan {does}, and this server allows {(most is int number ? number.ToString("N0", CultureInfo.InvariantCulture) : most)} (`/settings set name:operations key:{setting}`)";
}
