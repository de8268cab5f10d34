using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>What nobody could settle by looking, a person decides: they are on record for it, and what waited is checked before it goes on.</summary>
public sealed class RunDecisionTests
{
    private const ulong Second = 12;

    [Fact]
    public async Task Who_decided_is_in_the_journal_and_what_waited_goes_on()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await UncertainAsync(rig);

        var decided = await rig.Get<RunDecisions>().DoneAsync(rig.As(1, $"{run}:0"), EngineRig.Token);

        decided.Succeeded.ShouldBeTrue();
        rig.Discord.RolesOf(11).ShouldBe([EngineRig.Staff]);
        (await rig.QueryAsync<string>("SELECT state FROM operation_step ORDER BY ordinal")).ShouldBe(["applied", "applied"]);
        (await rig.QueryAsync<long>("SELECT actor_id FROM journal WHERE step = 0 ORDER BY number")).ShouldBe([(long)Second, 1]);
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["done"]);
    }

    [Fact]
    public async Task What_waited_does_not_go_on_when_something_stands_in_its_way_by_now()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await UncertainAsync(rig);
        rig.Discord.Change(guild => guild.Role(EngineRig.Staff, 95));

        var decided = await rig.Get<RunDecisions>().DoneAsync(rig.As(1, $"{run}:0"), EngineRig.Token);

        decided.Failure.Code.ShouldBe("run.obstacles");
        decided.Failure.Sentence.ShouldContain($"<@&{EngineRig.Staff}>");
        rig.Discord.Requests.ShouldBe(1);
        (await rig.QueryAsync<string>("SELECT state FROM operation_step ORDER BY ordinal")).ShouldBe(["unverified", "skipped"]);

        (await rig.Get<RunDecisions>().NotDoneAsync(rig.As(1, $"{run}:0"), EngineRig.Token)).Succeeded.ShouldBeTrue();
        (await rig.QueryAsync<string>("SELECT state FROM operation_step ORDER BY ordinal")).ShouldBe(["failed", "skipped"]);
    }

    /// <summary>A run of an administrator whose first step Discord took and never showed, so that the second was left out.</summary>
    private static async Task<string> UncertainAsync(EngineRig rig)
    {
        rig.Discord.Change(guild => guild.Role(EngineRig.Other, 60, Permissions.Administrator));
        var asker = rig.As(Second, roles: new Id<Role>(EngineRig.Other));
        rig.Discord.Script = n => (n != 1, new Sending.Accepted());
        var preview = (await rig.Get<IOperations>().PreviewAsync(asker, "probe.chain", Arguments.None, EngineRig.Token)).Value;
        var run = preview.Buttons.First(b => b.Action == OperationTexts.Apply).State;
        var applying = rig.Get<RunActions>().ApplyAsync(rig.As(Second, run, new Id<Role>(EngineRig.Other)), EngineRig.Token);
        await rig.Time.DriveAsync(applying, EngineRig.Token);
        return run;
    }
}
