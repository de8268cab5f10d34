using Mainstay.Tests;

namespace Mainstay.Modules.Tests.Hosted;

[OnPostgres]
public sealed class GuardedApplyOnPostgres : GuardedApplyTests;

[OnPostgres]
public sealed class RepairStoryOnPostgres : RepairStoryTests;
