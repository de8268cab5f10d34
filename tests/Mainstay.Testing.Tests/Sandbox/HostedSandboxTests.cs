using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mainstay.Sandbox.Faults;
using Mainstay.Testing.Sandbox;

namespace Mainstay.Testing.Tests.Sandbox;

public sealed class HostedSandboxTests
{
    [Fact]
    public async Task A_bot_logs_in_with_the_token_and_the_control_API_answers()
    {
        await using var sandbox = await HostedSandbox.StartAsync(cancellation: TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bot {sandbox.Token}");

        var me = await http.GetFromJsonAsync<JsonElement>($"{sandbox.RestBase}/users/@me", TestContext.Current.CancellationToken);
        me.GetProperty("bot").GetBoolean().ShouldBeTrue();
        (await sandbox.GetAsync("/sandbox/api/info", TestContext.Current.CancellationToken)).ValueKind.ShouldBe(JsonValueKind.Object);
        var refused = await Should.ThrowAsync<HttpRequestException>(() => sandbox.GetAsync("/sandbox/api/nothing", TestContext.Current.CancellationToken));
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_live_side_by_side_and_faults_can_be_set_while_they_run()
    {
        await using var one = await HostedSandbox.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var other = await HostedSandbox.StartAsync(cancellation: TestContext.Current.CancellationToken);
        other.RestBase.ShouldNotBe(one.RestBase);
        one.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, On = "rest:*", Share = 1, Times = 1 }] };

        using var http = new HttpClient();
        (await http.GetAsync($"{one.RestBase}/gateway", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await http.GetAsync($"{one.RestBase}/gateway", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync($"{other.RestBase}/gateway", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
