using Mainstay.EndToEnd.Running;

namespace Mainstay.EndToEnd;

/// <summary>What <c>mainstay journal</c> says about arguments that make no sense.</summary>
public sealed class JournalArgumentsTests
{
    private const int Usage = 2;

    [Theory]
    [InlineData(Usage, "There is no database", "verify")]
    [InlineData(Usage, "--guild is an id", "verify", "--guild", "the firm")]
    [InlineData(Usage, "There is no outcome", "search", "--outcome", "done")]
    [InlineData(Usage, "--since is a moment", "search", "--since", "yesterday")]
    [InlineData(Usage, "--run is the number", "search", "--run", "-1")]
    [InlineData(Usage, "--limit", "search", "--limit", "0")]
    [InlineData(Usage, "--output", "export")]
    [InlineData(Usage, "--actor is an id", "search", "--actor", "@everyone")]
    public async Task An_argument_that_makes_no_sense_is_one_sentence(int expected, string named, params string[] arguments)
    {
        using var folder = new Folder();
        var (code, output) = await MainstayProgram.RunAsync(["journal", .. arguments, "--data", folder.Path]);

        code.ShouldBe(expected, output);
        output.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("mainstay: ");
        output.ShouldContain(named);
        Directory.GetFiles(folder.Path).ShouldBeEmpty("looking makes nothing");
    }
}
