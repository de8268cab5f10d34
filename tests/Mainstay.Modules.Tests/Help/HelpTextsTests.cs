using Mainstay.Modules.Help;
using Mainstay.Sdk;

namespace Mainstay.Modules.Tests.Help;

/// <summary>However many commands there are, each is listed, and none is cut in the middle.</summary>
public sealed class HelpTextsTests
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(20, true)]
    [InlineData(50, false)]
    [InlineData(100, false)]
    public void Every_command_is_listed_whole(int count, bool clickable)
    {
        DirectoryEntry[] entries = [.. Enumerable.Range(100, count).Select(Entry)];
        var (lines, overview) = (HelpTexts.Lines(entries), HelpTexts.Overview(entries));

        lines.Text.Length.ShouldBeLessThanOrEqualTo(4096);
        lines.Text.Split('\n').Length.ShouldBe(count);
        lines.Text.Contains("</", StringComparison.Ordinal).ShouldBe(clickable);
        overview.Fields.ShouldAllBe(field => field.Value.Length <= 1024);
        overview.Fields.Sum(field => field.Value.Split('\n').Length).ShouldBe(count);
        (overview.Title.Length + overview.Text.Length + overview.Footer!.Length + overview.Fields.Sum(f => f.Name.Length + f.Value.Length)).ShouldBeLessThanOrEqualTo(6000);
    }

    private static DirectoryEntry Entry(int number)
    {
        var command = new Command
        {
            Path = $"part{number % 7} command-{number}",
            Description = "Show what would be done to this part of the server and what it costs",
            Capability = new Capability($"part{number % 7}.use", "use it"),
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Run = (_, _) => throw new InvalidOperationException(),
        };
        return new DirectoryEntry($"part{number % 7}", command, "", $"</{command.Path}:1573602312826388480>");
    }
}
