using Mainstay.EndToEnd.Running;

namespace Mainstay.EndToEnd;

public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_option_is_one_sentence_and_exit_code_2()
    {
        var (code, output) = await MainstayProgram.RunAsync(["--frobnicate"]);

        code.ShouldBe(2);
        output.Trim().Split('\n').Length.ShouldBe(1, output);
        output.ShouldContain("--frobnicate");
        output.ShouldContain("mainstay --help");
    }
}
