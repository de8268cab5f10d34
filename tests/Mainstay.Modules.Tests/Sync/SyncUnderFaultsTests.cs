using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>Whatever Discord answers to a read, nobody and nothing is called gone for it.</summary>
public class SyncUnderFaultsTests
{
    private static readonly string[] Reads =
    [
        "GET /guilds/{guild_id}", "GET /guilds/{guild_id}/members", "GET /guilds/{guild_id}/members/{user_id}", "GET /guilds/{guild_id}/roles", "GET /guilds/{guild_id}/channels", "GET /channels/{channel_id}",
    ];

    private static readonly (string Name, FaultRule Rule)[] Faults =
    [
        ("403", new() { Kind = FaultKind.ServerError, On = "", Status = 403 }),
        ("404", new() { Kind = FaultKind.ServerError, On = "", Status = 404 }),
        ("500", new() { Kind = FaultKind.ServerError, On = "", Status = 500 }),
        ("502", new() { Kind = FaultKind.ServerError, On = "", Status = 502 }),
        ("503", new() { Kind = FaultKind.ServerError, On = "", Status = 503 }),
        ("no answer", new() { Kind = FaultKind.LoseResponse, On = "" }),
        ("a cut connection", new() { Kind = FaultKind.DropBefore, On = "" }),

        // The last, because Mainstay keeps to it afterwards.
        ("429", new() { Kind = FaultKind.RateLimited, On = "", Seconds = 2 }),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_failed_read_calls_anybody_or_anything_gone()
    {
        await using var firm = await StartAsync();
        var owner = firm.As("owner");
        (await owner.UseAsync("/sync users", Token)).Text.ShouldContain("Members are in sync");
        var before = await firm.BeliefAsync();
        before.Left.ShouldBe(0);
        var somebody = firm.Sandbox.Roster!.Staff[0].User;
        foreach (var (name, fault) in Faults)
        {
            firm.Sandbox.Faults = new FaultPlan { Rules = [.. Reads.Select(read => fault with { On = read, Share = 1 })] };

            (await owner.UseAsync("/sync users force:True", Token)).Text.ShouldContain("Nobody was marked as left", customMessage: name);
            (await owner.UseAsync("/sync roles", Token)).Text.ShouldContain("no role was called gone", customMessage: name);
            (await owner.UseAsync($"/sync roles user:{somebody}", Token)).Text.ShouldContain("Nothing was changed", customMessage: name);
            var plan = await owner.UseAsync("/sync full confirm:True", Token);
            (await owner.PressAsync(plan, "Start", Token)).Text.ShouldContain("as far as possible", customMessage: name);
            (await firm.BeliefAsync()).ShouldBe(before, name);

            firm.Sandbox.Faults = FaultPlan.None;
        }

        SeenReply? last = null;
        await Wait.UntilAsync(
            async () => (last = await owner.UseAsync("/sync users force:True", Token)).Text.Contains("Members are in sync\nThe whole list was read", StringComparison.Ordinal), () => $"members in sync: {last}");
        (await firm.BeliefAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_page_that_fails_in_the_middle_keeps_what_came_and_calls_nobody_gone()
    {
        await using var firm = await StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await firm.BeliefAsync();
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, Status = 503, On = Reads[1], Ordinals = [2, 3, 4, 5] }] };
        (await owner.UseAsync("/sync users force:True", Token)).Text.ShouldContain("it proves nothing: Discord has trouble of its own");
        (await firm.BeliefAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_server_with_an_outage_keeps_everybody_also_over_a_restart()
    {
        await using var firm = await StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await firm.BeliefAsync();
        firm.Sandbox.BeginOutage(firm.Guild().Value);
        await firm.ShowsAsync(image => !image.IsAvailable);

        var runs = firm.Get<ISyncRuns>();
        foreach (var kind in Enum.GetValues<SyncKind>())
        {
            (await runs.RunAsync(new SyncRequest(firm.Guild(), kind), null, Token)).Failure.Code.ShouldBe("sync.unavailable");
        }

        (await runs.HealthAsync(firm.Guild(), Token)).Stale.ShouldBe("Discord has an outage of this server");
        await firm.RestartAsync(Token);
        (await firm.BeliefAsync()).ShouldBe(before);

        firm.Sandbox.EndOutage(firm.Guild().Value);
        await firm.ShowsAsync(image => image.IsAvailable && image.Roles.Completeness.IsComplete);
        (await owner.UseAsync("/sync users", Token)).Text.ShouldContain("Members are in sync\nThe whole list was read");
        (await firm.BeliefAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_channel_that_Mainstay_may_not_view_is_hidden_and_not_gone()
    {
        await using var firm = await StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var channel = image.Channels.First(c => c.Type == ChannelType.GuildText && c.PermissionOverwrites is { Count: > 0 });
        var before = await firm.BeliefAsync();
        await owner.CallAsync(
            HttpMethod.Put, $"/as/owner/channels/{channel.Id}/permissions/{image.BotId}", new JsonObject { ["type"] = 1, ["allow"] = "0", ["deny"] = "1024" }, Token);
        await firm.ShowsAsync(now => now.Channels.Find(channel.Id) is { } found && GuildImage.IsHidden(found));

        await firm.RestartAsync(Token);
        await owner.UseAsync("/sync users force:True", Token);
        var plan = await owner.UseAsync("/sync full confirm:True", Token);
        await owner.PressAsync(plan, "Start", Token);

        (await firm.BeliefAsync()).ShouldBe(before);
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out image).ShouldBeTrue();
        var hidden = image.Channels.Find(channel.Id).ShouldNotBeNull();
        (hidden.Name, hidden.PermissionOverwrites).ShouldBe((null, null));
        (await firm.Get<IDatabase>().ReadAsync(
            unit => unit.FirstAsync<string>("SELECT name FROM channel WHERE guild_id = @guild AND channel_id = @id AND hidden = 1", new { guild = firm.Guild(), id = channel.Id }), Token))
            .ShouldBe(channel.Name, "what it was called when it could be seen");
    }

    private static Task<HostedMainstay> StartAsync() => SyncedFirm.StartAsync(more: SyncedFirm.Impatient);
}

[OnPostgres]
public sealed class SyncUnderFaultsOnPostgres : SyncUnderFaultsTests;
