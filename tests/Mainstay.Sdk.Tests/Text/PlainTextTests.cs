using FsCheck.Fluent;

namespace Mainstay.Sdk.Tests.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("  Senior   Partner ", "Senior Partner")]
    [InlineData("Cafe\u0301", "Café")]
    [InlineData("\u212Bngstr\u006F\u0308m", "\u00C5ngstr\u00F6m")]
    [InlineData("Vie\u0323\u0302t", "Vi\u1EC7t")]
    [InlineData("Vie\u0302\u0323t", "Vi\u1EC7t")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a\u0315\u0300\u05AE\u0062", "\u00E0\u05AE\u0315b")]
    [InlineData("Part\u200Bner\uFEFF", "Partner")]
    [InlineData("\u202Erentrap\u202C", "rentrap")]
    [InlineData("a\r\nb\tc\u00A0d\u2028e", "a b c d e")]
    [InlineData("\u2066\u200F\u3164\u2800 \u0000", "")]
    [InlineData("\uD83D", "")]
    [InlineData("\uFFFE\uFDD0x", "\uFDD0x")]
    [InlineData("@everyone **bold** <@1>", "@everyone **bold** <@1>")]
    [InlineData("名前 🎩", "名前 🎩")]
    public void A_line_keeps_what_can_be_seen(string typed, string kept) => PlainText.Line(typed).ShouldBe(kept);

    [Fact]
    public void A_block_keeps_its_breaks_and_one_empty_line_at_most() =>
        PlainText.Block("\n\n one \r\n two\n\n\n\n three \n").ShouldBe("one\ntwo\n\nthree");

    [Fact]
    public void Cleaning_again_changes_nothing_and_never_throws() =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll<string>(text =>
        {
            var once = PlainText.Line(text ?? "");
            return PlainText.Line(once) == once && once == once.Trim();
        }));
}
