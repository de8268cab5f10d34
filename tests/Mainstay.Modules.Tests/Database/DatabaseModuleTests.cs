using Mainstay.Modules.Database;
using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Tests.Database;

public class DatabaseModuleTests
{
    protected virtual string Name => "SQLite";

    private static PoolStatus Idle { get; } = new()
    {
        Limit = 9,
        Reading = 0,
        Writing = 0,
        Bulk = 0,
        Waiting = 0,
        LongestNow = TimeSpan.Zero,
        LongestWriter = TimeSpan.Zero,
        Repeated = 0,
        Failed = 0,
    };

    [Fact]
    public async Task Db_version_names_the_database_its_schema_and_its_connections_to_those_who_may()
    {
        await using var firm = await LawFirm.StartAsync();
        var reply = await firm.As("owner").UseAsync("/db version", LawFirm.Token);
        reply.Text.ShouldContain(Name);
        reply.Text.ShouldContain("up to date");
        reply.Text.ShouldContain("mirror: step ");
        reply.Text.ShouldContain("staff: step ");
        reply.Text.ShouldContain("Connections in use");
        reply.Text.ShouldNotContain("/tmp");

        (await firm.As("member").UseAsync("/db version", LawFirm.Token)).Text.ShouldNotContain(Name);
        (await firm.Get<IHealth>().CheckAsync(firm.Guild(), LawFirm.Token)).Single(check => check.Name == "schema").Result.Health.ShouldBe(Health.Ok);
    }

    [Fact]
    public void A_schema_that_is_not_this_programs_is_unhealthy_and_work_that_hangs_is_degraded()
    {
        Judge(SchemaState.Current, Idle).Health.ShouldBe(Health.Ok);
        Judge(SchemaState.Unknown, Idle).Health.ShouldBe(Health.Ok);
        Judge(SchemaState.Behind, Idle).Health.ShouldBe(Health.Unhealthy);
        Judge(SchemaState.Newer, Idle).Sentence.ShouldBe("The schema of staff is not the one that this program needs: newer than this program, which knows step 2.");
        Judge(SchemaState.Current, Idle with { LongestNow = TimeSpan.FromSeconds(11) }).Sentence.ShouldContain("11.0 s");
        Judge(SchemaState.Current, Idle with { Waiting = 10 }).Health.ShouldBe(Health.Degraded);
    }

    private static ProbeResult Judge(SchemaState state, PoolStatus pool) => DatabaseProbe.Judge(
        new DatabaseStatus("SQLite", "3", 1000, [new SchemaVersion("staff", 1, 2, state, new AppliedMigration("staff", 3, "x", "", DateTimeOffset.UnixEpoch))], pool));
}

[OnPostgres]
public sealed class DatabaseModuleOnPostgres : DatabaseModuleTests
{
    protected override string Name => "PostgreSQL";
}
