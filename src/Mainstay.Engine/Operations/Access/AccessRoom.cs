using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// Room for what a plan makes: Discord counts what there is at each moment, so that a server or a category that is full has to lose something before something else is made in it.
/// </summary>
internal static class AccessRoom
{
    /// <summary>
    /// What has to go before what is made, one for one, as far as there is no room without it. Nothing that waits for something made is chosen, so that whatever
    /// order there was is not turned into a ring. Failure <c>access.room</c>: all that goes waits for what is made.
    /// </summary>
    /// <param name="image">The guild as it is.</param>
    /// <param name="changes">The changes, in the order of the graph's numbers.</param>
    /// <param name="graph">What has to come before what otherwise.</param>
    /// <param name="levels">How early each change can come.</param>
    public static Outcome<IReadOnlyList<(int Goes, int Made)>> Links(GuildImage image, IReadOnlyList<Change> changes, AccessGraph graph, int[] levels)
    {
        int[] made = [.. Enumerable.Range(0, changes.Count).Where(i => changes[i] is RoleChange { Before: null } or ChannelChange { Before: null })];
        if (made.Length == 0)
        {
            return Outcome.Of<IReadOnlyList<(int, int)>>([]);
        }

        var links = new List<(int, int)>();
        int[] free = [.. Free()];
        var roles = Limits.RolesPerGuild - image.Roles.Count;
        var channels = Limits.ChannelsPerGuild - image.Channels.Count;
        if (!TryLink(i => changes[i] is RoleChange { Before: null }, i => changes[i] is RoleChange { After: null }, roles)
            || !TryLink(i => changes[i] is ChannelChange { Before: null }, i => changes[i] is ChannelChange { After: null }, channels))
        {
            return new Failure(
                "access.room",
                "The server has as many roles or channels as Discord allows, and all that this plan deletes has to wait for what it makes. Delete some by hand first, and ask again.");
        }

        foreach (var into in made.Select(Into).Where(c => !c.IsNone).Distinct().ToArray())
        {
            var room = Limits.ChannelsPerCategory - image.Channels.Count(c => c.ParentId.OrDefault() == into);
            TryLink(i => Into(i) == into, i => changes[i] is ChannelChange { After: null } gone && image.Channels.Find(gone.Channel)?.ParentId.OrDefault() == into, room);
        }

        return Outcome.Of<IReadOnlyList<(int, int)>>([.. links.Distinct()]);

        IEnumerable<int> Free()
        {
            var waiting = graph.After(made);
            return Enumerable.Range(0, changes.Count).Where(i => changes[i] is RoleChange { After: null } or ChannelChange { After: null } && !waiting.Contains(i)).OrderBy(i => levels[i]).ThenBy(i => i);
        }

        // False when enough goes in the end, but too little of it can go in time. Where too little goes at all, the plan's limits say so.
        bool TryLink(Func<int, bool> makes, Func<int, bool> goes, int room)
        {
            int[] lacking = [.. made.Where(makes).OrderBy(i => levels[i]).ThenBy(i => i).Skip(Math.Max(0, room))];
            int[] leaving = lacking.Length == 0 ? [] : [.. free.Where(goes)];
            links.AddRange(leaving.Zip(lacking));
            return leaving.Length >= lacking.Length || Enumerable.Range(0, changes.Count).Count(goes) < lacking.Length;
        }

        Id<Channel> Into(int place) => changes[place] is ChannelChange { Before: null, After.Parent: { } parent } ? parent : default;
    }
}
