namespace Mainstay.Modules.Tests.Hosted;

[OnPostgres]
public sealed class GuardedApplyOnPostgres : GuardedApplyTests;

[OnPostgres]
public sealed class RepairStoryOnPostgres : RepairStoryTests;

[OnPostgres]
public sealed class DebugStoryOnPostgres : DebugStoryTests;

[OnPostgres]
public sealed class SetupStoryOnPostgres : SetupStoryTests;

[OnPostgres]
public sealed class SetupRecordsStoryOnPostgres : SetupRecordsStoryTests;

[OnPostgres]
public sealed class StaffStoryOnPostgres : StaffStoryTests;

[OnPostgres]
public sealed class HandStoryOnPostgres : HandStoryTests;

[OnPostgres]
public sealed class SettingsStoryOnPostgres : SettingsStoryTests;
