namespace Mainstay.Modules.Repair;

/// <summary>What repair looks at.</summary>
[Flags]
internal enum Routine
{
    None = 0,

    /// <summary>Roles that the staff records give.</summary>
    StaffRoles = 1,

    /// <summary>Roles that the job records give.</summary>
    JobRoles = 2,

    /// <summary>Roles that anybody else's records give.</summary>
    OtherRoles = 4,

    /// <summary>Configured channels and roles: whether they are there, and how they look.</summary>
    Channels = 8,

    /// <summary>What settings name.</summary>
    Config = 16,

    /// <summary>What records name.</summary>
    Orphaned = 32,

    /// <summary>Tables and indexes.</summary>
    Indexes = 64,

    /// <summary>Roles of members, whoever gives them.</summary>
    MemberRoles = StaffRoles | JobRoles | OtherRoles,

    All = MemberRoles | Channels | Config | Orphaned | Indexes,
}
