using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

/// <summary>Who is right when Discord and the records say different things.</summary>
internal enum Winner
{
    /// <summary>The records: Discord is changed.</summary>
    Database,

    /// <summary>Discord: it stays as it is, and records that name what is gone give way.</summary>
    Discord,

    /// <summary>A person says so each time: nothing is changed, and both are shown.</summary>
    Ask,
}

/// <summary>What the watch does about drift.</summary>
internal enum WatchMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>It is reported once into the log channel.</summary>
    Report,

    /// <summary>It is repaired without anybody pressing Apply, unless that would destroy something.</summary>
    Heal,
}

/// <summary>What conflicts are about.</summary>
internal enum Entity
{
    StaffRoles,
    JobRoles,
    OtherRoles,
    RoleLooks,
    Channels,
    ChannelNames,
    Overwrites,
    Positions,
    Settings,
    Records,
}

/// <summary>Whom repair believes, and what the watch does, per guild.</summary>
internal sealed record RepairSettings
{
    [Setting("Who is right about staff roles: database gives and takes them, discord leaves them, ask shows both")]
    public Winner StaffRoles { get; init; } = Winner.Database;

    [Setting("Who is right about job roles")]
    public Winner JobRoles { get; init; } = Winner.Database;

    [Setting("Who is right about roles that other parts of Mainstay give")]
    public Winner OtherRoles { get; init; } = Winner.Database;

    [Setting("Who is right about the names, colours and permissions of roles")]
    public Winner RoleLooks { get; init; } = Winner.Ask;

    [Setting("Who is right when a configured channel or role was deleted: database makes it again, discord forgets it")]
    public Winner Channels { get; init; } = Winner.Database;

    [Setting("Who is right about the names and topics of channels")]
    public Winner ChannelNames { get; init; } = Winner.Ask;

    [Setting("Who is right about the permissions of channels")]
    public Winner Overwrites { get; init; } = Winner.Database;

    [Setting("Who is right about the order and categories of channels")]
    public Winner Positions { get; init; } = Winner.Ask;

    [Setting("Who is right when settings name what was deleted: discord forgets it, database keeps it")]
    public Winner Settings { get; init; } = Winner.Discord;

    [Setting("Who is right when records name somebody or something gone: discord sets them aside, database keeps them")]
    public Winner Records { get; init; } = Winner.Discord;

    [Setting("What the watch does about staff roles: off, report, or heal")]
    public WatchMode WatchStaffRoles { get; init; } = WatchMode.Report;

    [Setting("What the watch does about job roles")]
    public WatchMode WatchJobRoles { get; init; } = WatchMode.Report;

    [Setting("What the watch does about channels")]
    public WatchMode WatchChannels { get; init; } = WatchMode.Report;

    [Setting("What the watch does about settings that name what was deleted")]
    public WatchMode WatchConfig { get; init; } = WatchMode.Report;

    [Setting("What the watch does about records that name what is gone")]
    public WatchMode WatchOrphaned { get; init; } = WatchMode.Report;

    [Setting("Minutes between two looks of the watch when nothing happens", Min = 5, Max = 10_080)]
    public int WatchMinutes { get; init; } = 360;

    [Setting("Seconds that the watch waits after a change on Discord, so that many changes become one look", Min = 1, Max = 600)]
    public int WatchSeconds { get; init; } = 30;

    public Winner Of(Entity entity) => entity switch
    {
        Entity.StaffRoles => StaffRoles,
        Entity.JobRoles => JobRoles,
        Entity.OtherRoles => OtherRoles,
        Entity.RoleLooks => RoleLooks,
        Entity.Channels => Channels,
        Entity.ChannelNames => ChannelNames,
        Entity.Overwrites => Overwrites,
        Entity.Positions => Positions,
        Entity.Settings => Settings,
        _ => Records,
    };

    public WatchMode Watching(Routine routine) => routine switch
    {
        Routine.StaffRoles => WatchStaffRoles,
        Routine.JobRoles => WatchJobRoles,
        Routine.Channels => WatchChannels,
        Routine.Config => WatchConfig,
        Routine.Orphaned => WatchOrphaned,
        _ => WatchMode.Off,
    };
}
