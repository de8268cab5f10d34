using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>Repair plans from what is proven: a failed read, an outage or a hidden channel never makes it plan against anything.</summary>
public class RepairUnderFaultsTests
{
    private static readonly string[] Operations = ["repair.channels", "repair.config", "repair.orphaned", "repair.staff-roles"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_reads_and_hidden_channels_change_no_plan_and_an_outage_makes_none()
    {
        await using var firm = await SyncedFirm.StartAsync(more: SyncedFirm.Impatient);
        await LawFirm.ImportAsync(firm);
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await PlansAsync(firm);
        before.ShouldContain("repair.staff-roles member-roles");

        firm.Sandbox.Faults = new FaultPlan
        {
            Rules = [.. new[] { "", "/members", "/members/{user_id}", "/roles", "/channels" }.Select(read => new FaultRule { Kind = FaultKind.ServerError, Status = 503, On = "GET /guilds/{guild_id}" + read, Share = 1 })],
        };
        await owner.UseAsync("/sync full confirm:True", Token);
        await owner.UseAsync("/sync users force:True", Token);
        (await PlansAsync(firm)).ShouldBe(before, "what could not be read is not gone");
        firm.Sandbox.Faults = FaultPlan.None;

        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        foreach (var channel in image.Channels.Where(c => c.Type == ChannelType.GuildText).Take(3).ToArray())
        {
            await owner.CallAsync(HttpMethod.Put, $"/as/owner/channels/{channel.Id}/permissions/{image.BotId}", new JsonObject { ["type"] = 1, ["allow"] = "0", ["deny"] = "1024" }, Token);
            await firm.ShowsAsync(now => now.Channels.Find(channel.Id) is { } found && GuildImage.IsHidden(found));
        }

        (await PlansAsync(firm)).ShouldBe(before, "what is hidden is not gone");

        firm.Sandbox.BeginOutage(firm.Guild().Value);
        await firm.ShowsAsync(now => !now.IsAvailable);
        foreach (var operation in Operations)
        {
            var looked = await firm.Get<IOperations>().LookAsync(firm.Guild(), operation, Arguments.None, Token);
            (looked.Try(out var draft, out _) ? draft.Changes.Count : 0).ShouldBe(0, operation);
        }
    }

    private static async Task<string> PlansAsync(HostedMainstay firm)
    {
        var plans = new List<string>();
        foreach (var operation in Operations)
        {
            var looked = await firm.Get<IOperations>().LookAsync(firm.Guild(), operation, Arguments.None, Token);
            plans.Add(looked.Try(out var draft, out var failure) ? string.Join('\n', draft.Changes.Select(c => $"{operation} {c.Kind} {c.Target}")) : $"{operation} {failure.Sentence}");
        }

        return string.Join('\n', plans);
    }
}

[OnPostgres]
public sealed class RepairUnderFaultsOnPostgres : RepairUnderFaultsTests;
