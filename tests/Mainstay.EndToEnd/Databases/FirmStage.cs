using System.Text.Json.Nodes;
using Mainstay.EndToEnd.Running;
using Mainstay.Modules.Staff;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Server;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Databases;

/// <summary>The law firm in this process, the compiled program in another, and a database that something happens to while the program applies a repair.</summary>
internal sealed class FirmStage : IAsyncDisposable
{
    private const string Half = "half";

    private static readonly string[] Writes =
    [
        "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}", "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}", "PATCH /guilds/{guild_id}/members/{user_id}",
    ];

    private readonly Folder _folder = new();
    private readonly Dictionary<string, string> _environment;
    private readonly ServiceProvider _store;
    private MainstayProgram? _program;
    private string _said = "";

    private FirmStage(SandboxServer discord, StoreOptions? database)
    {
        Discord = discord;
        var place = database ?? new StoreOptions { File = _folder.File("mainstay.db") };
        File = place.File;
        Place = place.Server is { } server ? $"Host={server.Server};Username={server.User};Database={server.Database}" : place.File;
        _environment = new()
        {
            ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken,
            ["MAINSTAY_DISCORD__API"] = discord.RestBase.ToString(),
            ["MAINSTAY_DATABASE"] = Place,
            ["MAINSTAY_DATABASE__BUSY_SECONDS"] = "1",
            ["MAINSTAY_DATABASE__PATIENCE_SECONDS"] = "10",
        };
        _store = new ServiceCollection().AddStore(place).BuildServiceProvider();
    }

    public SandboxServer Discord { get; }

    public string File { get; }

    public string Place { get; }

    public SandboxPerson Owner => new(Discord, "owner");

    /// <summary>The database, as another program sees it.</summary>
    public IDatabase Database => _store.GetRequiredService<IDatabase>();

    /// <summary>What the program has printed, or the one before it when none runs.</summary>
    public string Output => _program?.Output ?? _said;

    /// <summary>What the program has logged.</summary>
    public string Log => string.Concat(Directory.GetFiles(_folder.File("logs")).Order(StringComparer.Ordinal).Select(System.IO.File.ReadAllText));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A firm whose records are in the database, and whose Mainstay is not running yet.</summary>
    public static async Task<FirmStage> MakeAsync(StoreOptions? database = null)
    {
        var discord = await SandboxServer.StartAsync(
            HostedSandbox.ForTests with { Scenario = "law-firm", Record = false, Gateway = HostedSandbox.ForTests.Gateway with { MemberListWindow = TimeSpan.Zero } }, Token);
        var stage = new FirmStage(discord, database);
        try
        {
            var (code, output) = await MainstayProgram.RunAsync(["db", "migrate", "--database", stage.Place]);
            code.ShouldBe(0, output);
            var roster = discord.Roster!;
            var ranks = roster.Ranks.ToDictionary(rank => rank.Name, rank => rank.Role);
            await StaffImport.RunAsync(
                stage.Database,
                roster.Guild,
                [.. roster.Ranks.Select(rank => new ImportedRank(rank.Role, rank.Name, rank.Level, rank.Limit))],
                [.. roster.Staff.Select(person => new ImportedStaff(person.User, ranks[person.Rank], person.HiredAt, person.HiredBy ?? default))],
                TimeProvider.System.GetUtcNow(),
                Token);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program, for the first time or again.</summary>
    public async Task RunAsync(params (string Setting, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(_environment);
        foreach (var (setting, value) in settings)
        {
            environment[setting] = value;
        }

        _program = MainstayProgram.Start(["--data", _folder.Path], environment);
        await _program.LineAsync("Ready.");
    }

    public async Task StopAsync()
    {
        var program = _program!;
        (await program.StopAsync()).ShouldBe(0, Output);
        (_program, _said) = (null, program.Output);
        await program.DisposeAsync();
    }

    public async Task<SeenReply> PlanAsync()
    {
        (await Owner.UseAsync("/sync users", Token)).Text.ShouldContain("in sync");
        var plan = await Owner.UseAsync("/repair staff-roles", Token);
        plan.Buttons.ShouldContain(button => button.StartsWith("Apply", StringComparison.Ordinal), plan.ToString());
        return plan;
    }

    /// <summary>Applies a plan up to a point in its middle, where Discord keeps requests waiting until <see cref="GoOnAsync" />.</summary>
    public async Task<string> ApplyHalfAsync(SeenReply plan)
    {
        Discord.Faults = new FaultPlan { Rules = [.. Writes.Select(route => new FaultRule { Kind = FaultKind.HoldResponse, On = route, Ordinals = [.. Enumerable.Range(6, 500)], Name = Half })] };
        var pressed = await Owner.BeginPressAsync(plan, "Apply", Token);
        await Wait.UntilAsync(() => Discord.Waiting(Half) > 0, () => $"half of it is sent\n{Output}");
        return pressed;
    }

    public void GoOn()
    {
        Discord.Faults = FaultPlan.None;
        Discord.Release(Half);
    }

    /// <summary>Waits for what the person is told in the end.</summary>
    public Task<SeenReply> ReportAsync(string pressed) => Owner.SettleAsync(pressed, Token);

    /// <summary>Nothing is left to repair, each member was written to once, and what is in the database agrees with it.</summary>
    public async Task JudgeAsync()
    {
        var left = await Owner.UseAsync("/repair staff-roles", Token);
        left.Buttons.ShouldBeEmpty(left.ToString());
        var changed = await ChangedAsync();
        changed.ShouldBeUnique();
        (await CountAsync("SELECT COUNT(*) FROM operation_step WHERE state IN ('pending', 'sent') AND run_id IN (SELECT run_id FROM operation_run WHERE started_at IS NOT NULL)")).ShouldBe(0);
        (await CountAsync("SELECT COUNT(*) FROM operation_step WHERE state = 'applied'")).ShouldBe(changed.Count);
        (await CountAsync("SELECT COUNT(*) FROM journal WHERE outcome = 'applied' AND run_id IS NOT NULL")).ShouldBe(changed.Count);
        var (code, output) = await MainstayProgram.RunAsync(["journal", "verify", "--database", Place, "--data", _folder.Path]);
        code.ShouldBe(0, output);
    }

    /// <summary>Whom the bot has written to, by Discord's audit log.</summary>
    public async Task<IReadOnlyList<string>> ChangedAsync()
    {
        var log = await Owner.CallAsync(HttpMethod.Get, $"/as/owner/guilds/{Discord.Roster!.Guild}/audit-logs?action_type=25&limit=100", null, Token);
        var entries = (JsonArray)log["audit_log_entries"]!;
        entries.Count.ShouldBeLessThan(100, "one page has them all");
        return [.. entries.Where(entry => ((string?)entry!["reason"])?.Contains("Mainstay run", StringComparison.Ordinal) == true).Select(entry => (string)entry!["target_id"]!)];
    }

    public Task<long> CountAsync(string sql) => Database.ReadAsync(unit => unit.ScalarAsync<long>(sql), Token);

    public async ValueTask DisposeAsync()
    {
        GoOn();
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        await _store.DisposeAsync();
        await Discord.DisposeAsync();
        _folder.Dispose();
    }
}
