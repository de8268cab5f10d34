using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mainstay.ChaosHost;
using Mainstay.Discord;
using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Server;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>A Discord in this process, a Mainstay in another that is killed and started again on the same folder, and the furniture of the plan that it applies.</summary>
internal sealed class ChaosStage : IAsyncDisposable
{
    /// <summary>Further than any lease, so that what a killed process held is free at the next start.</summary>
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);

    private readonly Folder _folder = new();
    private readonly AheadTime _time;
    private ServiceProvider? _store;
    private MainstayProgram? _program;

    private readonly bool _isProgram;
    private SeenReply? _plan;

    private ChaosStage(SandboxServer discord, AheadTime time, bool isProgram) => (Discord, _time, _isProgram) = (discord, time, isProgram);

    public SandboxServer Discord { get; }

    public SandboxPerson Owner => new(Discord, "owner");

    public string Guild { get; private set; } = "";

    public IReadOnlyList<string> Banned { get; private set; } = [];

    private Dictionary<string, string> Account => new() { ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken, ["MAINSTAY_DISCORD__API"] = Discord.RestBase.ToString() };

    /// <summary>The run of the last plan.</summary>
    public long Run { get; private set; }

    public int Starts { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The program itself, as people run it, in an empty server: what a killed one held is free when its lease has run out.</summary>
    public static async Task<ChaosStage> StartProgramAsync()
    {
        var discord = await SandboxServer.StartAsync(
            HostedSandbox.ForTests with { Record = false, Gateway = HostedSandbox.ForTests.Gateway with { MemberListWindow = TimeSpan.Zero } }, Token);
        var info = await new SandboxPerson(discord, "owner").CallAsync(HttpMethod.Get, "/info", null, Token);
        return new ChaosStage(discord, new AheadTime(), isProgram: true) { Guild = (string)info["guilds"]![0]!["id"]! };
    }

    /// <summary>Mainstay with the module whose plans hold every kind of change, in a furnished law firm, on a clock that leaps over leases.</summary>
    public static async Task<ChaosStage> StartAsync()
    {
        var time = new AheadTime();
        var discord = await SandboxServer.StartAsync(
            HostedSandbox.ForTests with { Scenario = "law-firm", Time = time, Record = false, Gateway = HostedSandbox.ForTests.Gateway with { MemberListWindow = TimeSpan.Zero } }, Token);
        var stage = new ChaosStage(discord, time, isProgram: false) { Guild = discord.Roster!.Guild.ToString() };
        try
        {
            await stage.FurnishAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts Mainstay, for the first time or again.</summary>
    public async Task RunAsync(bool ready = true)
    {
        Starts++;
        _program = _isProgram ? MainstayProgram.Start(["--data", _folder.Path], Account) : MainstayProgram.Start(
            [_folder.Path, Discord.RestBase.ToString(), SandboxOptions.DefaultToken, _time.Ahead.TotalSeconds.ToString(CultureInfo.InvariantCulture)], program: "Mainstay.ChaosHost.dll");
        if (ready)
        {
            await _program.LineAsync("Ready.");
        }
    }

    /// <summary>Waits until a Mainstay that was started again goes on with the run that it was killed in.</summary>
    public Task TakenUpAsync() => _program!.LineAsync($"Run {Run} was interrupted and is taken up again");

    /// <summary>Kills Mainstay, and waits until none of its requests is held any more.</summary>
    public async Task KillAsync(IEnumerable<string> held)
    {
        await _program!.KillAsync();
        await _program.DisposeAsync();
        foreach (var name in held)
        {
            await UntilAsync(() => Discord.Waiting(name) == 0, $"let go of {name}");
        }

        _time.Ahead += _isProgram ? TimeSpan.Zero : Leap;
    }

    /// <summary>Plans, presses Apply and does not wait.</summary>
    public async Task ApplyAsync(string what)
    {
        await PlanAsync($"/chaos what:{what} unban:{string.Join(' ', Banned)}");
        await PressAsync();
    }

    public async Task PlanAsync(string command)
    {
        var synced = await Owner.UseAsync("/sync users", Token);
        synced.Text.ShouldContain("in sync", Case.Insensitive, $"{synced}\n{_program!.Output}");
        _plan = await Owner.UseAsync(command, Token);
        if (!_plan.Buttons.Any(b => b.StartsWith("Apply", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"No plan: {_plan}\n{_program.Output}");
        }

        // A gateway session that goes on after a kill tells of the command once more, and that makes another preview.
        Run = (await QueryAsync<long>("SELECT MAX(run_id) FROM operation_run"))[0];
    }

    /// <summary>Presses Apply, types the phrase that a plan asks for which destroys something, and does not wait.</summary>
    public Task PressAsync() => Regex.Match(_plan!.Text, "and type `([^`]+)`") is { Success: true } phrase
        ? Owner.BeginFillAsync(_plan, "Apply", new Dictionary<string, string> { ["phrase"] = phrase.Groups[1].Value }, Token)
        : Owner.BeginPressAsync(_plan, "Apply", Token);

    /// <summary>Waits until the run has ended: every step was done.</summary>
    public async Task DoneAsync()
    {
        var state = await EndAsync();
        if (state != "done")
        {
            var steps = await QueryAsync<string>("SELECT ordinal || ' ' || state || ' ' || COALESCE(code, '') || ' ' || COALESCE(sentence, '') || ' ' || change FROM operation_step WHERE state <> 'applied' AND run_id = " + Run + " ORDER BY ordinal LIMIT 20");
            throw new InvalidOperationException($"The run is {state}.\n{string.Join('\n', steps)}\n{_program!.Output}");
        }
    }

    public async Task<string> StateAsync() => (await QueryAsync<string>($"SELECT state FROM operation_run WHERE run_id = {Run}"))[0];

    public async Task<long> AppliedAsync() => (await QueryAsync<long>($"SELECT COUNT(*) FROM operation_step WHERE state = 'applied' AND run_id = {Run}"))[0];

    private async Task<string> EndAsync()
    {
        var state = "";
        await Wait.UntilAsync(async () => (state = await StateAsync()) is not ("previewed" or "queued" or "running"), () => $"the end of a run that is {state}\n{_program!.Output}");
        return state;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        _store ??= new ServiceCollection().AddSingleton<TimeProvider>(_time).AddLogging().AddStore(new StoreOptions { File = _folder.File("mainstay.db") }).BuildServiceProvider();
        return await _store.GetRequiredService<IDatabase>().ReadAsync(unit => unit.QueryAsync<T>(sql), Token);
    }

    /// <summary>Anything that a person may do on Discord, as the owner.</summary>
    public Task<JsonNode> AsOwnerAsync(HttpMethod method, string path, JsonNode? body = null) => Owner.CallAsync(method, $"/as/owner{path}", body, Token);

    public Task<JsonNode> GetAsync(string path) => AsOwnerAsync(HttpMethod.Get, path);

    /// <summary>All entries of the audit log that are younger than the stage, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> AuditLogAsync()
    {
        var all = new List<JsonNode>();
        var before = "";
        while (true)
        {
            var page = (JsonArray)(await GetAsync($"/guilds/{Guild}/audit-logs?limit=100{before}"))["audit_log_entries"]!;
            all.AddRange(page.OfType<JsonNode>());
            if (page.Count < 100)
            {
                all.Reverse();
                return all;
            }

            before = $"&before={page[^1]!["id"]}";
        }
    }

    /// <summary>Which doors something waits at, once nothing moves any more; Mainstay stands still from then on, so that nothing more comes until it is killed.</summary>
    public async Task<IReadOnlyList<string>> CaughtAsync(IReadOnlyList<string> doors)
    {
        await StillAsync(doors);
        await _program!.FreezeAsync();
        return await StillAsync(doors);
    }

    /// <summary>Lets go of doors that something waits at, and lets Mainstay take what comes through them.</summary>
    public async Task ReleaseAsync(IReadOnlyList<string> doors)
    {
        foreach (var door in doors)
        {
            Discord.Release(door);
        }

        if (doors.Count > 0)
        {
            await _program!.ThawAsync();
        }
    }

    // As many as before for a while.
    private async Task<IReadOnlyList<string>> StillAsync(IReadOnlyList<string> doors)
    {
        var (seen, since) = ("", 0L);
        IReadOnlyList<string> caught = [];
        await UntilAsync(
            () =>
            {
                int[] waiting = [.. doors.Select(d => Discord.Waiting(d))];
                var now = string.Join(' ', waiting);
                if (now != seen)
                {
                    (seen, since) = (now, TimeProvider.System.GetTimestamp());
                }

                caught = [.. doors.Where((_, i) => waiting[i] > 0)];
                return caught.Count > 0 && TimeProvider.System.GetElapsedTime(since) > Quiet;
            },
            $"held at one of {string.Join(", ", doors)}");
        return caught;
    }

    public Task UntilAsync(Func<Task<bool>> holds, string what) => Wait.UntilAsync(holds, () => $"{what}\n{_program?.Output}");

    public Task UntilAsync(Func<bool> holds, string what) => Wait.UntilAsync(holds, () => $"{what}\n{_program?.Output}");

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        await Discord.DisposeAsync();
        _folder.Dispose();
    }

    private async Task FurnishAsync()
    {
        foreach (var name in Names("edit", ChaosPlan.Edits).Concat(Names("doomed", ChaosPlan.Doomed)).Append("given"))
        {
            await AsOwnerAsync(HttpMethod.Post, $"/guilds/{Guild}/roles", new JsonObject { ["name"] = name, ["permissions"] = "0" });
        }

        foreach (var name in Names("edit", ChaosPlan.Edits).Concat(Names("doomed", ChaosPlan.Doomed)).Append("posts"))
        {
            await AsOwnerAsync(HttpMethod.Post, $"/guilds/{Guild}/channels", new JsonObject { ["name"] = name, ["type"] = 0 });
        }

        var members = await Owner.CallAsync(HttpMethod.Get, $"/guilds/{Guild}/members?limit=60&offset=1000", null, Token);
        Banned = [.. ((JsonArray)members["members"]!).OfType<JsonNode>().Where(m => (bool?)m["bot"] != true).Take(3).Select(m => (string)m["id"]!)];
        foreach (var user in Banned)
        {
            await AsOwnerAsync(HttpMethod.Put, $"/guilds/{Guild}/bans/{user}");
        }
    }

    private static IEnumerable<string> Names(string what, int count) => Enumerable.Range(0, count).Select(i => ChaosPlan.Text(what, i));
}
