using Mainstay.Engine.Tests.Operations;
using Mainstay.Engine.Tests.Settings;
using Mainstay.Tests;

namespace Mainstay.Engine.Tests;

// What touches the database runs on both.
[OnPostgres]
public sealed class OperationsOnPostgres : OperationTests;

[OnPostgres]
public sealed class LedgersOnPostgres : LedgerTests;

[OnPostgres]
public sealed class SettingsOnPostgres : SettingsTests;
