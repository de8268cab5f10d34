using Mainstay.Sandbox.Faults;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>kill -9 in the middle of five hundred changes: whatever the moment, each effect is there once.</summary>
public sealed class KillTests
{
    private const int Places = 20;
    private const string Beyond = "beyond";

    /// <summary>The request of each kind of change, in each of its forms.</summary>
    internal static readonly string[] Routes =
    [
        "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}",
        "PATCH /guilds/{guild_id}/members/{user_id}",
        "DELETE /guilds/{guild_id}/members/{user_id}",
        "PUT /guilds/{guild_id}/bans/{user_id}",
        "POST /guilds/{guild_id}/bulk-ban",
        "DELETE /guilds/{guild_id}/bans/{user_id}",
        "POST /guilds/{guild_id}/roles",
        "PATCH /guilds/{guild_id}/roles/{role_id}",
        "DELETE /guilds/{guild_id}/roles/{role_id}",
        "PATCH /guilds/{guild_id}/roles",
        "POST /guilds/{guild_id}/channels",
        "PATCH /channels/{channel_id}",
        "DELETE /channels/{channel_id}",
        "PATCH /guilds/{guild_id}/channels",
        "PATCH /guilds/{guild_id}",
        "POST /channels/{channel_id}/messages",
        "PATCH /channels/{channel_id}/messages/{message_id}",
        "DELETE /channels/{channel_id}/messages/{message_id}",
    ];

    private static readonly string[] Few = ["POST /guilds/{guild_id}/bulk-ban", "PATCH /guilds/{guild_id}"];

    private enum At
    {
        Starting,
        Looking,
        Writing,
    }

    private enum Phase
    {
        Before,
        Between,
        After,
        Over,
    }

    [Fact]
    public async Task Without_any_fault_the_judge_is_content()
    {
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();
        await stage.ApplyAsync("everything");
        await stage.DoneAsync();
        await ChaosJudge.JudgeAsync(stage);
    }

    [Fact]
    public async Task Killed_before_each_kind_of_request_between_request_and_response_and_after_the_response()
    {
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();

        // Every kind is stopped at its own door at once, so that one kill catches all of them in the same phase; then the next phase.
        var phases = Routes.ToDictionary(r => r, _ => Phase.Before);
        stage.Discord.Faults = Doors(phases);
        await stage.ApplyAsync("everything");
        while (phases.Values.Any(p => p != Phase.Over))
        {
            string[] caught = [.. await stage.CaughtAsync([.. Routes.Where(r => phases[r] != Phase.Over)])];
            string[] after = [.. caught.Where(r => phases[r] == Phase.After)];

            // What Mainstay sends once it moves again is not counted, so nothing of it may take effect: some kinds have one request for each phase.
            stage.Discord.Faults = Doors(Routes.ToDictionary(r => r, _ => Phase.Before));
            var applied = await stage.AppliedAsync();
            await stage.ReleaseAsync(after);
            await stage.UntilAsync(async () => after.Length == 0 || await stage.AppliedAsync() > applied, "an answer that was let go is taken");
            await stage.KillAsync([.. Routes, Beyond]);
            Note($"start {stage.Starts}: {string.Join(", ", caught.Select(r => $"{phases[r]} {r}"))}");
            foreach (var route in caught)
            {
                phases[route]++;
            }

            stage.Discord.Faults = Doors(phases);
            await stage.RunAsync(ready: false);
        }

        await stage.DoneAsync();
        await ChaosJudge.JudgeAsync(stage);
    }

    [Fact]
    public async Task Killed_at_twenty_places_drawn_by_seed()
    {
        var seed = ChaosSeed.Draw();
        var chance = new Random(seed);
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();
        await stage.ApplyAsync("everything");
        await stage.UntilAsync(async () => await stage.StateAsync() == "running", "running");
        for (var place = 0; place < Places; place++)
        {
            // While it starts, while it looks what became of its last steps, or while it writes: the run has enough writes for every place.
            var when = place == 0 ? At.Writing : chance.Next(4) switch { 0 => At.Starting, 1 => At.Looking, _ => At.Writing };
            var rule = new FaultRule { Kind = chance.Next(3) == 0 ? FaultKind.Hold : FaultKind.HoldResponse, On = when == At.Writing ? "rest:writes" : "rest:*", Ordinals = [chance.Next(1, 30)], Name = "place" };
            var released = rule.Kind == FaultKind.HoldResponse && chance.Next(2) == 0;
            if (place > 0 && when != At.Starting)
            {
                await stage.TakenUpAsync();
            }

            stage.Discord.Faults = NothingBeyond(rule);
            await stage.UntilAsync(() => stage.Discord.Waiting("place") > 0, $"at place {place}");
            if (released)
            {
                stage.Discord.Release("place");
            }

            await stage.KillAsync(["place", Beyond]);
            Note($"place {place}: {rule.Kind} {rule.Ordinals![0]} while {when}{(released ? ", released" : "")}");
            stage.Discord.Faults = FaultPlan.None;
            await stage.RunAsync(ready: false);
        }

        await stage.DoneAsync();
        await ChaosJudge.JudgeAsync(stage);
    }

    [Fact]
    public async Task Killed_while_records_are_written()
    {
        var chance = new Random(ChaosSeed.Draw());
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();
        await stage.ApplyAsync("rows");
        for (var time = 0; time < 3; time++)
        {
            var rows = chance.Next(1, 200) * (time + 1);
            await stage.UntilAsync(async () => (await stage.QueryAsync<long>("SELECT COUNT(*) FROM chaos_row"))[0] >= Math.Min(rows, 500), $"{rows} rows");
            await stage.KillAsync([]);
            await stage.RunAsync(ready: false);
        }

        await stage.DoneAsync();
        (await stage.QueryAsync<long>("SELECT COUNT(*) FROM chaos_row"))[0].ShouldBe(500);
        (await stage.QueryAsync<long>("SELECT COUNT(*) FROM journal WHERE outcome = 'applied' AND target LIKE 'row:chaos_row/%'"))[0].ShouldBe(500);

        await stage.ApplyAsync("wipe");
        await stage.UntilAsync(async () => await stage.StateAsync() != "previewed", "begun");
        await stage.KillAsync([]);
        await stage.RunAsync(ready: false);
        await stage.DoneAsync();
        (await stage.QueryAsync<long>("SELECT COUNT(*) FROM chaos_row"))[0].ShouldBe(0);
        (await stage.QueryAsync<long>($"SELECT COUNT(*) FROM journal WHERE run_id = {stage.Run} AND outcome = 'applied'"))[0].ShouldBe(1);
    }

    [Fact]
    public async Task The_program_itself_is_killed_three_times_while_it_sets_a_server_up()
    {
        const string Roles = "POST /guilds/{guild_id}/roles";
        const string Channels = "POST /guilds/{guild_id}/channels";
        await using var stage = await ChaosStage.StartProgramAsync();
        await stage.RunAsync();
        await stage.PlanAsync("/setupserver template:Law firm");
        stage.Discord.Faults = Doors(new() { [Roles] = Phase.Before });
        await stage.PressAsync();
        foreach (var (door, next) in new[] { (Roles, Doors(new() { [Roles] = Phase.Between })), (Roles, Doors(new() { [Channels] = Phase.After })), (Channels, FaultPlan.None) })
        {
            await stage.CaughtAsync([door]);
            await stage.ReleaseAsync(door == Channels ? [door] : []);
            await stage.KillAsync([door, Beyond]);
            stage.Discord.Faults = next;
            await stage.RunAsync(ready: false);
        }

        await stage.DoneAsync();
        foreach (var (list, action) in new[] { ("roles", Mainstay.Discord.AuditLogEvent.RoleCreate), ("channels", Mainstay.Discord.AuditLogEvent.ChannelCreate) })
        {
            var made = (await stage.AuditLogAsync()).Where(e => (int)e["action_type"]! == (int)action && ((string?)e["reason"])?.Contains("Mainstay run", StringComparison.Ordinal) == true).ToArray();
            var there = ((System.Text.Json.Nodes.JsonArray)await stage.GetAsync($"/guilds/{stage.Guild}/{list}")).Select(o => (string)o!["id"]!).ToHashSet();
            made.ShouldNotBeEmpty();
            made.ShouldAllBe(e => there.Contains((string)e["target_id"]!));
            made.Select(e => (string)e["reason"]!).ShouldBeUnique();
            (await stage.QueryAsync<long>($"SELECT COUNT(*) FROM operation_step WHERE state = 'applied' AND kind = '{list[..^1]}' AND change NOT LIKE '%\"before\":{{%'"))[0].ShouldBe(made.Length);
        }
    }

    [Fact]
    public async Task Responses_are_dropped_and_lost_while_the_process_lives()
    {
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();
        stage.Discord.Faults = new FaultPlan
        {
            Rules =
            [
                .. Routes.Select(route => new FaultRule { Kind = FaultKind.DropAfter, On = route, Ordinals = [1, 4, 6] }),
                .. Routes.Select(route => new FaultRule { Kind = FaultKind.DropBefore, On = route, Ordinals = [3, 7] }),
                .. Routes.Select(route => new FaultRule { Kind = FaultKind.ServerError, On = route, Ordinals = [5], Status = 502 }),
            ],
        };
        await stage.ApplyAsync("everything");
        await stage.DoneAsync();
        await ChaosJudge.JudgeAsync(stage);
    }

    /// <summary>Few get past a door whose phase is not over, so that there is somebody left for the next phase.</summary>
    private static FaultPlan Doors(Dictionary<string, Phase> phases) => new()
    {
        Rules =
        [
            .. phases.Where(p => p.Value is Phase.Between or Phase.After).Select(p => new FaultRule { Kind = FaultKind.HoldResponse, On = p.Key, Ordinals = Few.Contains(p.Key) ? [1] : [1, 2], Name = p.Key }),
            .. phases.Where(p => p.Value != Phase.Over).Select(p => new FaultRule { Kind = FaultKind.Hold, On = p.Key, Share = 1, Name = p.Value == Phase.Before ? p.Key : Beyond }),
        ],
    };

    /// <summary>What comes after the place waits, however long the kill takes.</summary>
    private static FaultPlan NothingBeyond(FaultRule place) => new()
    {
        Rules = [place, new FaultRule { Kind = FaultKind.Hold, On = place.On, Ordinals = [.. Enumerable.Range(place.Ordinals![0] + 1, 1_000)], Name = Beyond }],
    };

    private static void Note(string line) => ChaosSeed.Note(line);
}
