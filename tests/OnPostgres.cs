using Mainstay.Testing.Data;
using Xunit.v3;

namespace Mainstay.Tests;

/// <summary>The tests of this class, inherited ones included, run on PostgreSQL instead of SQLite; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute
{
    /// <summary>An empty database for the test under way, of the kind that its class asks for.</summary>
    public static async Task<TestDatabase> DatabaseAsync()
    {
        var context = TestContext.Current;
        if (context.TestClass is not IXunitTestClass { Class: { } type } || !type.IsDefined(typeof(OnPostgresAttribute), inherit: false))
        {
            return TestDatabase.Sqlite();
        }

        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return await TestDatabase.CreateAsync(DatabaseKind.Postgres, context.CancellationToken);
    }
}
