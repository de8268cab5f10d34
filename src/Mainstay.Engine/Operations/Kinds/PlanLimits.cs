using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>Discord's limits on how much a guild holds, counted as they stand once the plan is done.</summary>
internal static class PlanLimits
{
    public static IEnumerable<string> Obstacles(PlanChecks plan, IReadOnlyList<Change> changes)
    {
        var roles = plan.Image.Roles.Count + changes.OfType<RoleChange>().Sum(c => Difference(c.Before, c.After));
        if (roles > Limits.RolesPerGuild && changes.OfType<RoleChange>().Any(c => c.Before is null))
        {
            yield return $"The server would have {roles} roles, and Discord allows {Limits.RolesPerGuild}. Delete {roles - Limits.RolesPerGuild} first.";
        }

        var edits = changes.OfType<ChannelChange>().ToArray();
        var channels = plan.Image.Channels.Count + edits.Sum(c => Difference(c.Before, c.After));
        if (channels > Limits.ChannelsPerGuild && edits.Any(c => c.Before is null))
        {
            yield return $"The server would have {channels} channels, and Discord allows {Limits.ChannelsPerGuild}. Delete {channels - Limits.ChannelsPerGuild} first.";
        }

        foreach (var category in Crowded(plan, changes))
        {
            yield return category;
        }
    }

    private static IEnumerable<string> Crowded(PlanChecks plan, IReadOnlyList<Change> changes)
    {
        var parents = plan.Image.Channels.Where(c => c.Type != ChannelType.GuildCategory).ToDictionary(c => c.Id, c => c.ParentId.OrDefault() ?? default(Id<Channel>));
        foreach (var change in changes)
        {
            switch (change)
            {
                case ChannelChange { After: null } gone:
                    parents.Remove(gone.Channel);
                    break;
                case ChannelChange { After.Parent: { } parent } put:
                    parents[put.Channel] = parent;
                    break;
                case ChannelOrderChange order:
                    foreach (var place in order.After.Where(p => parents.ContainsKey(p.Channel)))
                    {
                        parents[place.Channel] = place.Parent;
                    }

                    break;
            }
        }

        foreach (var category in parents.Values.Where(p => !p.IsNone).CountBy(p => p).Where(g => g.Value > Limits.ChannelsPerCategory))
        {
            if (plan.Image.Channels.Count(c => c.ParentId.OrDefault() == category.Key) < category.Value)
            {
                yield return $"{(plan.Makes(category.Key) ? "A new category" : Mention.Channel(category.Key))} would hold {category.Value} channels, and Discord allows {Limits.ChannelsPerCategory}. Move or delete {category.Value - Limits.ChannelsPerCategory} first.";
            }
        }
    }

    private static int Difference(object? before, object? after) => (after is null ? 0 : 1) - (before is null ? 0 : 1);
}
