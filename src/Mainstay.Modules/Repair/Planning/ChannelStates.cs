using Mainstay.Discord;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>What is equal about channels that are written differently.</summary>
internal static class ChannelStates
{
    /// <summary>Text and announcement channels can become each other; nothing else changes its type.</summary>
    public static bool IsSameSort(ChannelType one, ChannelType other) => Sort(one) == Sort(other);

    /// <summary>What Discord's client lists together within a category: categories, what one reads, what one hears.</summary>
    public static int Sort(ChannelType type) => type == ChannelType.GuildCategory ? 0 : PermissionMaths.IsVoice(type) ? 2 : 1;
}
