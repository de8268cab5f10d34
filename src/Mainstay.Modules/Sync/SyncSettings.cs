using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>How often something is done without anybody asking.</summary>
internal enum Every
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>A day after the last time.</summary>
    Day,

    /// <summary>Seven days after the last time.</summary>
    Week,

    /// <summary>Thirty days after the last time.</summary>
    Month,
}

/// <summary>What the sync does by itself, per guild.</summary>
internal sealed record SyncSettings
{
    public const string Name = "sync";

    [Setting("How often the whole member list is read by itself: off, day, week, month")]
    public Every Members { get; init; } = Every.Week;

    [Setting("How often the marks for left and dormant members are set by themselves: off, day, week, month")]
    public Every Marks { get; init; } = Every.Week;

    [Setting("Silent for how many days is dormant, where nobody says otherwise", Min = SyncRequest.MinDays, Max = SyncRequest.MaxDays)]
    public int Days { get; init; } = SyncRequest.DefaultDays;
}
