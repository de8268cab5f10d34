using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>Somebody else holds the database in the middle of a sync.</summary>
public class SyncOnBadDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_that_cannot_write_says_so_and_goes_on_by_itself_when_it_can()
    {
        StoreOptions? place = null;
        await using var firm = await SyncedFirm.StartAsync(more: services =>
        {
            place = (StoreOptions)services.Single(s => s.ServiceType == typeof(StoreOptions)).ImplementationInstance!;
            services.Replace(ServiceDescriptor.Singleton(place with { BusyTimeout = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromMilliseconds(200) }));
        });
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await firm.BeliefAsync();
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = "GET /guilds/{guild_id}/members", Ordinals = [2], Name = "page" }] };
        var begun = await owner.BeginAsync("/sync users force:True", Token);
        await owner.WaitAsync(begun, reply => reply.Buttons.Contains("Cancel"), Token);

        await using (var other = new ServiceCollection().AddLogging().AddStore(place!).BuildServiceProvider())
        {
            var (holds, done) = (new TaskCompletionSource(), new TaskCompletionSource());
            var holding = other.GetRequiredService<IDatabase>().WriteAsync(
                async unit =>
                {
                    await (place!.Server is null
                        ? unit.ExecuteAsync("UPDATE member SET username = username WHERE guild_id = 0")
                        : unit.ExecuteAsync("LOCK TABLE member IN EXCLUSIVE MODE"));
                    holds.SetResult();
                    await done.Task;
                },
                Token);
            await holds.Task;
            firm.Sandbox.Release("page");
            var said = await owner.SettleAsync(begun, Token);
            said.Text.ShouldContain("Members: interrupted\nMy database was busy for too long", customMessage: said.ToString());
            said.Text.ShouldContain("the sync goes on by itself");
            done.SetResult();
            await holding;
        }

        // On SQLite not even the interruption could be written: the run's lease runs out first.
        var runs = firm.Get<ISyncRuns>();
        await Wait.UntilAsync(async () => (await runs.ListAsync(firm.Guild(), 1, Token))[0].EndedAt is not null);
        var run = (await runs.ListAsync(firm.Guild(), 1, Token))[0];
        (run.State, run.Report.Complete, run.Resumed > 0).ShouldBe((SyncRunState.Completed, true, true));
        (await firm.BeliefAsync()).ShouldBe(before);
    }
}

[OnPostgres]
public sealed class SyncOnBadDatabaseOnPostgres : SyncOnBadDatabaseTests;
