using System.Text.Json.Nodes;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary><c>/operations</c> about a run that is under way, whose own message somebody else is looking at.</summary>
public sealed class OperationsStoryTests
{
    private const string Slow = """
        {"rules": [{"kind": "HoldResponse", "on": "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}", "ordinals": [1], "name": "answer"}]}
        """;

    [Theory]
    [InlineData("/operations cancel run:1", null)]
    [InlineData("/operations show run:1", "Stop")]
    public async Task Stopping_from_elsewhere_ends_with_its_reply_and_the_run_ends_with_its_own(string command, string? button)
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.CallAsync(HttpMethod.Put, "/faults", JsonNode.Parse(Slow), LawFirm.Token);
        var run = await owner.BeginPressAsync(await owner.UseAsync("/repair staff-roles", LawFirm.Token), "Apply", LawFirm.Token);
        await owner.WaitAsync(run, seen => seen.Buttons.Contains("Stop"), LawFirm.Token);

        var reply = await owner.UseAsync(command, LawFirm.Token);
        reply = button is null ? reply : await owner.PressAsync(reply, button, LawFirm.Token);

        reply.Text.ShouldContain("the rest is left alone");
        reply.Buttons.ShouldBe(["Look at the run"]);
        await owner.CallAsync(HttpMethod.Post, "/faults/release/answer", new JsonObject(), LawFirm.Token);
        (await owner.SettleAsync(run, LawFirm.Token)).Text.ShouldContain("stopped");
        (await owner.PressAsync(reply, "Look", LawFirm.Token)).Text.ShouldContain("Repair staff roles: stopped");
    }
}
