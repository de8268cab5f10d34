using System.Text.Json.Nodes;
using Mainstay.Host.Sandbox;

namespace Mainstay.Host.Tests.Sandbox;

public sealed class MentionNamesTests
{
    private static readonly MentionNames Names = MentionNames.Of(
        JsonNode.Parse("""{"roles":[{"id":"2","name":"Partner"},{"id":"9","name":"@everyone"}],"channels":[{"id":"3","name":"general"}]}"""),
        JsonNode.Parse("""{"1":{"name":"Ada"}}"""));

    [Theory]
    [InlineData("<@1> and <@!1> are <@&2> in <#3>", "@Ada and @Ada are @Partner in #general")]
    [InlineData("<@&9>", "@everyone")]
    [InlineData("use </staff rank add:77>", "use /staff rank add")]
    [InlineData("<t:0:R> <t:99999999999999>", "1970-01-01 00:00 UTC <t:99999999999999>")]
    [InlineData("since <t:86399:D>, <t:86399:d>", "since 1970-01-01, 1970-01-01")]
    [InlineData("<@5> <@&5> <#1> a < b", "@unknown-user @unknown-role #unknown a < b")]
    [InlineData(@"create the channel mainstay\-log", "create the channel mainstay-log")]
    [InlineData(@"a\_b \*\*bold\*\* \\", @"a_b **bold** \")]
    [InlineData(@"\<\@1\> is no mention, and \n no escape", @"<@1> is no mention, and \n no escape")]
    [InlineData(@"`a\-b <@1>` is code, a\-b is not", @"`a\-b <@1>` is code, a-b is not")]
    [InlineData("one\n-# small\n-#none", "one\n  small\n-#none")]
    public void Marks_become_words(string text, string words) => Names.InWords(text).ShouldBe(words);
}
