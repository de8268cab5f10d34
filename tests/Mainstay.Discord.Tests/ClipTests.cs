using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Discord.Tests;

public sealed class ClipTests
{
    // Letters, blanks, an emoji of one code point, a family of seven, a flag of two, a letter with an accent of its own, lone surrogates.
    private static readonly string[] Pieces = ["a", "bc", " ", "\n", "😀", "👨‍👩‍👧‍👦", "🇩🇪", "e\u0301", "\ud83d", "\ude00", "漢"];

    private static Gen<string> Texts { get; } = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("😀", 1)]
    [InlineData("👨‍👩‍👧‍👦", 7)]
    [InlineData("e\u0301", 2)]
    public void A_character_is_a_code_point(string text, int length) => Clip.Length(text).ShouldBe(length);

    [Fact]
    public void A_lone_surrogate_is_a_character_too() => Clip.Length("\ud83d\ud83d\ude00\ude00").ShouldBe(3);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("one too many", 11, "one too ma…")]
    [InlineData("blank before the cut", 6, "blank…")]
    [InlineData("😀😀😀", 2, "😀…")]
    [InlineData("ab👨‍👩‍👧‍👦", 8, "ab…")]
    [InlineData("x", 1, "x")]
    [InlineData("xy", 1, "…")]
    [InlineData(null, 5, "")]
    public void What_is_too_long_ends_in_an_ellipsis(string? text, int limit, string clipped) => Clip.To(text, limit).ShouldBe(clipped);

    [Fact]
    public void A_limit_below_one_is_a_bug() => Should.Throw<ArgumentOutOfRangeException>(() => Clip.To("x", 0));

    [Fact]
    public void What_comes_out_fits_is_the_beginning_and_breaks_no_surrogate_pair() =>
        Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (text, limit) =>
        {
            var clipped = Clip.To(text, limit);
            var kept = clipped == text ? text : clipped[..^Clip.Ellipsis.Length];
            return Clip.Length(clipped) <= limit
                && (clipped == text || clipped.EndsWith(Clip.Ellipsis, StringComparison.Ordinal))
                && text.StartsWith(kept, StringComparison.Ordinal)
                && !(kept.Length < text.Length && kept.Length > 0 && char.IsHighSurrogate(kept[^1]) && char.IsLowSurrogate(text[kept.Length]))
                && (Clip.Length(text) > limit || clipped == text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_are_left_out_whole_and_counted() =>
        Clip.Lines("one\ntwo\nthree\nfour", 14, left => $"+{left}").ShouldBe("one\ntwo\n+2");

    [Fact]
    public void Lines_that_fit_stay() => Clip.Lines("one\ntwo", 7, left => $"+{left}").ShouldBe("one\ntwo");

    [Fact]
    public void A_first_line_that_is_too_long_is_cut() => Clip.Lines("onetwothree\nx", 5, left => $"+{left}").ShouldBe("onet…");

    [Fact]
    public void Clipped_lines_fit() => Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(),
        (text, limit) => Clip.Length(Clip.Lines(text, limit, left => $"… {left}")) <= limit).QuickCheckThrowOnFailure();

    [Fact]
    public void Embeds_fit_each_by_its_limits_and_all_together()
    {
        var long10 = new string('x', 10_000);
        var huge = new Embed
        {
            Title = long10,
            Description = long10,
            Author = new EmbedAuthor { Name = long10 },
            Footer = new EmbedFooter { Text = long10 },
            Fields = [.. Enumerable.Range(0, 40).Select(i => new EmbedField { Name = $"field {i}", Value = long10, Inline = true })],
        };

        var fitting = Clip.Embeds([.. Enumerable.Repeat(huge, 12)]);

        fitting.Count.ShouldBe(Limits.MessageEmbeds);
        fitting.Sum(Clip.Length).ShouldBeLessThanOrEqualTo(Limits.EmbedsTotal);
        fitting[0].Title!.Length.ShouldBe(Limits.EmbedTitle);
        fitting[0].Footer!.Text.Length.ShouldBe(Limits.EmbedFooter);
        fitting.SelectMany(embed => embed.Fields ?? []).ShouldAllBe(field => field.Name.Length > 0 && field.Value.Length > 0);
    }

    [Fact]
    public void An_embed_that_fits_stays_as_it_is()
    {
        var embed = new Embed { Title = "t", Description = "d", Fields = [new EmbedField { Name = "n", Value = "v" }], Color = 5 };

        var fitting = Clip.Embeds([embed])[0];

        (fitting with { Fields = embed.Fields }).ShouldBe(embed);
        fitting.Fields!.ShouldBe(embed.Fields);
    }
}
