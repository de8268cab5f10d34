using Mainstay.Engine.Operations;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>What stands in the files beneath plans and reports, which no client draws.</summary>
public sealed class NamesInWordsTests
{
    [Theory]
    [InlineData(@"create the channel mainstay\-log", "create the channel mainstay-log")]
    [InlineData(@"**bold** and \*\*not\*\*, a\_b \\ c", @"bold and **not**, a_b \ c")]
    [InlineData(@"\<\@1\>", "<@1>")]
    [InlineData("<@1> <@&2> <#3>", "somebody who left (1) a deleted role (2) a hidden or deleted channel (3)")]
    [InlineData("<@99999999999999999999>", "<@99999999999999999999>")]
    public void Marks_of_discord_become_plain_text(string text, string plain) => NamesInWords.Write(null, text).ShouldBe(plain);
}
