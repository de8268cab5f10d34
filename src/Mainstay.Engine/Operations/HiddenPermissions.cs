using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>What a deleted role was allowed in channels that Mainstay cannot view goes with it, unseen: taking the run back cannot return it.</summary>
internal static class HiddenPermissions
{
    public static IReadOnlyList<Finding> Findings(GuildImage image, IReadOnlyList<Change> changes)
    {
        var hidden = image.Channels.Count(GuildImage.IsHidden);
        if (hidden == 0 || !changes.Any(c => c is RoleChange { Before: not null, After: null }))
        {
            return [];
        }

        var where = hidden == 1 ? "a channel that is" : $"{hidden.ToString("N0", CultureInfo.InvariantCulture)} channels that are";
        return
        [
            new Finding(
                "operations.hidden",
                Severity.Warning,
                Target.Guild(image.Id),
                $"What the deleted roles may do in {where} hidden from Mainstay goes with them, and taking it back does not return that. Let Mainstay view every channel first if it matters."),
        ];
    }
}
