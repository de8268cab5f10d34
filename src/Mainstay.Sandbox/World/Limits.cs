namespace Mainstay.Sandbox.World;

/// <summary>Limits that the world enforces, each named once with its unit.</summary>
internal static class Limits
{
    /// <summary>Roles of a guild, @everyone included.</summary>
    public const int RolesPerGuild = 250;

    /// <summary>Channels of a guild, categories included, threads not.</summary>
    public const int ChannelsPerGuild = 500;

    public const int ChannelsPerCategory = 50;
    public const int OverwritesPerChannel = 1_000;
    public const int WebhooksPerChannel = 15;
    public const int WebhooksPerGuild = 1_000;
    public const int InvitesPerGuild = 1_000;
    public const int ActiveThreadsPerGuild = 1_000;
    public const int MembersPerThread = 1_000;
    public const int PinsPerChannel = 250;

    /// <summary>Different emojis under one message.</summary>
    public const int ReactionsPerMessage = 20;

    public const int BulkDeleteMinimum = 2;
    public const int BulkDeleteMaximum = 100;

    /// <summary>Older messages cannot be deleted in bulk.</summary>
    public static readonly TimeSpan BulkDeleteAge = TimeSpan.FromDays(14);

    /// <summary>How far ahead a timeout may end.</summary>
    public static readonly TimeSpan TimeoutLength = TimeSpan.FromDays(28);

    /// <summary>How long invites and direct messages can be paused at a time.</summary>
    public static readonly TimeSpan IncidentActionLength = TimeSpan.FromHours(24);

    /// <summary>How long audit log entries are kept.</summary>
    public static readonly TimeSpan AuditLogAge = TimeSpan.FromDays(45);
}
