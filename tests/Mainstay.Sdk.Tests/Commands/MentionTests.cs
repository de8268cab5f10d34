namespace Mainstay.Sdk.Tests.Commands;

public sealed class MentionTests
{
    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("**bold** _it_", @"\*\*bold\*\* \_it\_")]
    [InlineData("@everyone <@1>", @"\@everyone \<\@1\>")]
    [InlineData("a\u200Bb\u202Ec", "abc")]
    [InlineData("[x](http://y)", @"\[x\]\(http\://y\)")]
    public void Somebody_elses_text_does_nothing(string text, string plain) => Mention.Plain(text).ShouldBe(plain);
}
