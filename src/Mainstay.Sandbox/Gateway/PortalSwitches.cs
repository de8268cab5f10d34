using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>The privileged intents of the developer portal, kept where Discord shows them: in the application's flags. Small applications have the "limited" ones.</summary>
internal static class PortalSwitches
{
    private static readonly (PrivilegedIntents Intent, ApplicationFlags Full, ApplicationFlags Limited)[] Switches =
    [
        (PrivilegedIntents.Members, ApplicationFlags.GatewayGuildMembers, ApplicationFlags.GatewayGuildMembersLimited),
        (PrivilegedIntents.Presences, ApplicationFlags.GatewayPresence, ApplicationFlags.GatewayPresenceLimited),
        (PrivilegedIntents.MessageContent, ApplicationFlags.GatewayMessageContent, ApplicationFlags.GatewayMessageContentLimited),
    ];

    public static void Set(WorldApplication application, PrivilegedIntents intents)
    {
        foreach (var (intent, full, limited) in Switches)
        {
            application.Flags &= ~(int)(full | limited);
            application.Flags |= intents.HasFlag(intent) ? (int)limited : 0;
        }
    }

    /// <summary>Whether the application may ask for these intents.</summary>
    public static bool Allow(WorldApplication application, Intents asked) => Switches.All(one =>
        ((int)asked & (int)one.Intent) == 0 || (application.Flags & (int)(one.Full | one.Limited)) != 0);
}
