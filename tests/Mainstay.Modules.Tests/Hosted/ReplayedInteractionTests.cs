using Mainstay.Sandbox.Faults;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>
/// A killed process stored how far it was in its session a while ago, so that Discord sends the next one interactions again that were answered already.
/// </summary>
public sealed class ReplayedInteractionTests
{
    private const string Callback = "POST /interactions/{interaction_id}/{interaction_token}/callback";

    [Fact]
    public async Task What_the_killed_process_answered_is_not_done_again()
    {
        var database = TestDatabase.Sqlite();
        await using var firm = await HostedMainstay.StartAsync(s => s.AddMainstayModules(), database: database, cancellationToken: LawFirm.Token);
        await LawFirm.ImportAsync(firm);
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var before = await StoredAsync(firm);
        var asked = await owner.BeginAsync("/repair staff-roles", LawFirm.Token);
        var plan = await owner.SettleAsync(asked, LawFirm.Token);
        var report = await owner.PressAsync(plan, "Apply", LawFirm.Token);
        await owner.PressAsync(report, "Undo", LawFirm.Token);
        (await RunsAsync(firm)).ShouldBe(2);

        await firm.StopAsync();
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = Callback, Ordinals = [1, 2, 3], Name = "again" }] };
        await RewindAsync(database, before);
        await firm.StartAgainAsync(LawFirm.Token);
        await Wait.UntilAsync(() => firm.Sandbox.Waiting("again") == 3);
        (await RunsAsync(firm)).ShouldBe(2, "nothing happens before Discord took the acknowledgement");
        firm.Sandbox.Release("again");
        await firm.RestartAsync(LawFirm.Token);

        (await RunsAsync(firm)).ShouldBe(2);
        (await owner.SeeAsync(asked, LawFirm.Token)).Text.ShouldNotContain("interrupted", customMessage: "what was answered stays as it is");
        (await owner.UseAsync("/operations list", LawFirm.Token)).Text.ShouldContain("Repair staff roles");
    }

    // It is stored together with what else is on its way to the mirror.
    private static async Task<long> StoredAsync(HostedMainstay firm)
    {
        await Wait.UntilAsync(async () => await OneAsync(firm, "SELECT COUNT(*) FROM gateway_session") > 0);
        return await OneAsync(firm, "SELECT sequence FROM gateway_session");
    }

    private static async Task RewindAsync(TestDatabase database, long sequence)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStore(database.Options).BuildServiceProvider();
        await services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync($"UPDATE gateway_session SET sequence = {sequence}"), LawFirm.Token);
    }

    private static Task<long> RunsAsync(HostedMainstay firm) => OneAsync(firm, "SELECT COUNT(*) FROM operation_run");

    private static Task<long> OneAsync(HostedMainstay firm, string sql) =>
        firm.Get<IDatabase>().ReadAsync(async unit => (await unit.QueryAsync<long>(sql))[0], LawFirm.Token);
}
