using Mainstay.Host.Cli;
using Mainstay.Host.Sandbox;
using Mainstay.Sandbox;

namespace Mainstay.Host.Tests.Sandbox;

public sealed class SandboxCommandTests
{
    [Theory]
    [InlineData("sandbox --scenario empty --seed 7 --port 0 --profile storm --token t")]
    [InlineData("sandbox exec /help")]
    [InlineData("sandbox exec --as member --press Apply --press Undo --fill why=x --json --timeout 5 --channel general /help")]
    public void Its_arguments_are_understood(string line) =>
        new System.CommandLine.RootCommand { SandboxCommand.Create(TimeProvider.System) }.Parse(line.Split(' ')).Errors.ShouldBeEmpty();

    [Fact]
    public async Task A_scenario_that_is_not_there_is_a_sentence()
    {
        var failure = await Should.ThrowAsync<CliException>(SandboxCommand.StartAsync(new SandboxOptions { Scenario = "nix" }, TestContext.Current.CancellationToken));
        (failure.ExitCode, failure.Message).ShouldBe((ExitCode.Usage, "There is no scenario \"nix\". Use law-firm, empty, or large:N with N from 3 to 1000000."));
    }

    [Fact]
    public async Task A_template_that_cannot_be_read_is_a_sentence()
    {
        var failure = await Should.ThrowAsync<CliException>(SandboxCommand.StartAsync(new SandboxOptions { TemplateFile = "/no/such.json" }, TestContext.Current.CancellationToken));
        (failure.ExitCode, failure.Message).ShouldBe((ExitCode.Usage, "The template /no/such.json cannot be read: check the path and its permissions."));
    }

    [Fact]
    public async Task A_port_in_use_is_a_sentence()
    {
        await using var first = await SandboxCommand.StartAsync(new SandboxOptions { Scenario = "empty", Record = false }, TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<CliException>(SandboxCommand.StartAsync(new SandboxOptions { Scenario = "empty", Port = first.Origin.Port, Record = false }, TestContext.Current.CancellationToken));
        failure.ExitCode.ShouldBe(ExitCode.CannotStart);
        failure.Message.ShouldContain($"Port {first.Origin.Port} is in use");
    }
}
