using Mainstay.Sandbox.Faults;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>kill -9 in the middle of five hundred changes: whatever the moment, each effect is there once.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Without_any_fault_the_judge_is_content()
    {
        await using var stage = await ChaosStage.StartAsync();
        await stage.RunAsync();
        await stage.ApplyAsync("everything");
        await stage.DoneAsync();
        await ChaosJudge.JudgeAsync(stage);
    }
}
