using System.Text.RegularExpressions;

namespace Mainstay.EndToEnd.Guide;

/// <summary>Every script of the guide does what its page says, each page in a sandbox of its own.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(GuidePage.Folder, "*.md").Select(file => Path.GetFileName(file)).Where(name => name != "README.md").Order()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_scripts_of_a_page_answer_what_the_page_says(string name)
    {
        var page = GuidePage.Read(name);
        page.Scripts.ShouldNotBeEmpty();
        using var shell = new GuideShell();
        if (page.Server is not null)
        {
            await shell.ServeAsync(page.Server);
        }

        var (code, printed) = await shell.RunAsync(page.Scripts);

        foreach (var (script, answer) in page.Scripts.Zip(printed))
        {
            script.IsAnsweredBy(answer).ShouldBeTrue($"docs/guide/{name}:{script.Line}\n{script.Text}\nanswered\n\n{answer}");
        }

        code.ShouldBe(0, $"docs/guide/{name} ended early:\n{printed[^1]}");
    }

    [Fact]
    public void The_guides_contents_name_every_page_and_no_other() =>
        Regex.Matches(File.ReadAllText(Path.Combine(GuidePage.Folder, "README.md")), @"^\d+\. \[.*?\]\((.*?)\)", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)
            .ShouldBe(Pages.Select(page => page.Data), ignoreOrder: true);

    [Theory]
    [InlineData("one\ntwo", "one\ntwo\n", true)]
    [InlineData("one\ntwo", "one\n", false)]
    [InlineData("one", "one\ntwo\n", false)]
    [InlineData("", "one\n", false)]
    [InlineData("one\n…\nfour", "one\ntwo\nthree\nfour\n", true)]
    [InlineData("one\n…\nfour", "one\nfour\nfive\n", false)]
    [InlineData("took … seconds.", "took 3 seconds.\n", true)]
    [InlineData("took … seconds.", "took 3 minutes.\n", false)]
    public void An_answer_is_compared_word_for_word_save_for_its_ellipses(string shown, string printed, bool same) =>
        new GuideScript(1, "", shown).IsAnsweredBy(printed).ShouldBe(same);
}
