using System.Diagnostics;
using System.Text.Json.Nodes;
using Mainstay.ChaosHost;
using Mainstay.Discord;
using Mainstay.Modules;
using Mainstay.Modules.Staff;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>
/// Two hundred random operations while requests fail, answers are lost, the gateway drops and people change things on Discord itself. In the end image, database,
/// world and journal say the same. What failed fails again with the same <c>MAINSTAY_CHAOS_SEED</c>, as far as chance goes.
/// </summary>
public sealed class ChaosRunTests
{
    private const int Operations = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_two_hundred_operations_with_faults_image_database_world_and_journal_agree()
    {
        var seed = ChaosSeed.Draw();
        await using var firm = await HostedMainstay.StartAsync(
            services => services.AddMainstayModules().AddSingleton<IModule, ChaosModule>(),
            new SandboxOptions
            {
                RateLimits = RateLimitProfile.Off,
                Record = false,
                Seed = seed,
                Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero, MemberListWindow = TimeSpan.Zero },
            },
            cancellationToken: Token);
        await ImportAsync(firm);
        await firm.As("owner").UseAsync("/sync users", Token);

        firm.Sandbox.Faults = Faults(seed);
        var walk = new ChaosWalk(firm, new Random(seed));
        var clock = Stopwatch.StartNew();
        for (var number = 1; number <= Operations; number++)
        {
            await walk.StepAsync(number, Token);
        }

        firm.Sandbox.Faults = FaultPlan.None;
        ChaosSeed.Note($"{Operations} operations in {clock.Elapsed.TotalSeconds:0.0} s: {walk.Told}");
        await ChaosAgreement.JudgeAsync(firm, Token);
    }

    /// <summary>What a plan asks of Discord fails one way or another once in twelve times; the gateway about once in a hundred frames.</summary>
    private static FaultPlan Faults(int seed)
    {
        string[] requests = [.. KillTests.Routes, "GET /guilds/{guild_id}/members/{user_id}", "GET /guilds/{guild_id}/roles", "GET /guilds/{guild_id}/channels", "GET /guilds/{guild_id}/audit-logs"];
        return new FaultPlan
        {
            Seed = seed,
            Rules =
            [
                .. requests.Select(r => new FaultRule { Kind = FaultKind.DropBefore, On = r, Share = 0.02 }),
                .. requests.Select(r => new FaultRule { Kind = FaultKind.DropAfter, On = r, Share = 0.02 }),
                .. requests.Select(r => new FaultRule { Kind = FaultKind.ServerError, On = r, Share = 0.02, Status = 502 }),
                .. requests.Select(r => new FaultRule { Kind = FaultKind.RateLimited, On = r, Share = 0.01, Seconds = 0.05 }),
                .. requests.Select(r => new FaultRule { Kind = FaultKind.Delay, On = r, Share = 0.01, Seconds = 0.05 }),
                new FaultRule { Kind = FaultKind.Disconnect, On = "gateway:*", Share = 0.003 },
                new FaultRule { Kind = FaultKind.HalfFrame, On = "gateway:*", Share = 0.003 },
                new FaultRule { Kind = FaultKind.Garble, On = "gateway:*", Share = 0.002 },
                new FaultRule { Kind = FaultKind.Reconnect, On = "gateway:*", Share = 0.002 },
                new FaultRule { Kind = FaultKind.InvalidSession, On = "gateway:*", Share = 0.001 },
            ],
        };
    }

    private static async Task ImportAsync(HostedMainstay firm)
    {
        var roster = firm.Sandbox.Roster!;
        var ranks = roster.Ranks.ToDictionary(r => r.Name, r => r.Role);
        await StaffImport.RunAsync(
            firm.Services.GetRequiredService<IDatabase>(),
            roster.Guild,
            [.. roster.Ranks.Select(r => new ImportedRank(r.Role, r.Name, r.Level, r.Limit))],
            [.. roster.Staff.Select(s => new ImportedStaff(s.User, ranks[s.Rank], s.HiredAt, s.HiredBy ?? default))],
            DateTimeOffset.UnixEpoch,
            Token);
    }
}
