using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Server;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Sync;

/// <summary>kill -9 in the middle of a sync of fifteen pages, on the compiled program.</summary>
public sealed class KilledSyncTests
{
    private const string Pages = "GET /guilds/{guild_id}/members";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_that_was_killed_goes_on_by_itself_from_its_last_checkpoint_and_nobody_is_called_gone()
    {
        using var folder = new Folder();
        await using var discord = await SandboxServer.StartAsync(HostedSandbox.ForTests with { Scenario = "large:14500" }, Token);
        var environment = new Dictionary<string, string>
        {
            ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken,
            ["MAINSTAY_DISCORD__API"] = discord.RestBase.ToString(),
        };

        var owner = new SandboxPerson(discord, "owner");
        string asked;
        await using (var program = MainstayProgram.Start(["--data", folder.Path], environment))
        {
            await program.LineAsync("Ready.");
            (await owner.UseAsync("/sync users", Token)).Text.ShouldContain("Members are in sync");

            // So soon after a whole list over the gateway, Discord gives the next one by pages. The 13th never comes.
            discord.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = Pages, Ordinals = [13], Name = "page" }] };
            asked = await owner.BeginAsync("/sync users force:True", Token);
            await Wait.UntilAsync(() => discord.Waiting("page") == 1);
        }

        // Pages 11 to 15 are left: the seventh request would be one too many.
        discord.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = Pages, Ordinals = [7], Name = "too many" }] };
        await using (var program = MainstayProgram.Start(["--data", folder.Path], environment))
        {
            await program.LineAsync("Ready.");
            await Wait.UntilAsync(async () => (await RowsAsync(folder, "SELECT number FROM sync_run WHERE resumed = 1 AND ended_at IS NOT NULL")).Count == 1);
            discord.Waiting("too many").ShouldBe(0);
            (await ExecAsync(discord, "/sync stats")).Output.ShouldContain("resumed");
            (await owner.SettleAsync(asked, Token)).Text.ShouldContain("went on afterwards", customMessage: "whoever asked is told in the same reply");
            (await program.StopAsync()).ShouldBe(0, program.Output);
        }

        (await RowsAsync(folder, "SELECT listed FROM sync_run WHERE resumed = 1")).ShouldBe([14_500L], "each was counted once");
        (await RowsAsync(folder, "SELECT COUNT(*) FROM member WHERE left_at IS NULL")).ShouldBe([14_500L]);
        (await RowsAsync(folder, "SELECT COUNT(*) FROM member WHERE left_at IS NOT NULL")).ShouldBe([0L]);
        (await RowsAsync(folder, "SELECT COUNT(*) FROM sync_run WHERE reply_token IS NOT NULL")).ShouldBe([0L]);
    }

    private static async Task<IReadOnlyList<long>> RowsAsync(Folder folder, string sql)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStore(new StoreOptions { File = Path.Combine(folder.Path, "mainstay.db") }).BuildServiceProvider();
        return await services.GetRequiredService<IDatabase>().ReadAsync(unit => unit.QueryAsync<long>(sql), Token);
    }

    private static Task<(int Code, string Output)> ExecAsync(SandboxServer discord, string command) =>
        MainstayProgram.RunAsync(["sandbox", "exec", "--url", discord.Origin.ToString(), "--as", "owner", command]);
}
