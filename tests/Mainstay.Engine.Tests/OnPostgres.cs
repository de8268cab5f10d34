using Mainstay.Engine.Tests.Authority;
using Mainstay.Engine.Tests.Operations;
using Mainstay.Engine.Tests.Operations.Kinds;
using Mainstay.Engine.Tests.Settings;

namespace Mainstay.Engine.Tests;

// What touches the database runs on both.
[OnPostgres]
public sealed class OperationsOnPostgres : OperationTests;

[OnPostgres]
public sealed class UndoOnPostgres : UndoTests;

[OnPostgres]
public sealed class OutcomesOnPostgres : OutcomeTests;

[OnPostgres]
public sealed class LedgersOnPostgres : LedgerTests;

[OnPostgres]
public sealed class SettingsOnPostgres : SettingsTests;

[OnPostgres]
public sealed class RunGuardsOnPostgres : RunGuardTests;

[OnPostgres]
public sealed class RunFaultsOnPostgres : RunFaultTests;

[OnPostgres]
public sealed class StructureKindsOnPostgres : StructureKindTests;

[OnPostgres]
public sealed class StructureOutcomesOnPostgres : StructureOutcomeTests;

[OnPostgres]
public sealed class PeopleKindsOnPostgres : PeopleKindTests;

[OnPostgres]
public sealed class OtherKindsOnPostgres : OtherKindTests;

[OnPostgres]
public sealed class AuthorityOnPostgres : AuthorityTests;
