using System.Text.Json.Nodes;
using Mainstay.Host.Sandbox;

namespace Mainstay.Host.Tests.Sandbox;

public sealed class ReplyStateTests
{
    private const string Apply = """{"type": 2, "style": 3, "label": "Apply", "custom_id": "a"}""";
    private const string Stop = """{"type": 2, "style": 4, "label": "Stop", "custom_id": "s"}""";
    private const string Off = """{"type": 2, "style": 3, "label": "Apply", "custom_id": "a", "disabled": true}""";
    private const string Link = """{"type": 2, "style": 5, "label": "Docs", "url": "https://example.org"}""";

    [Theory]
    [InlineData(Apply, false)]
    [InlineData(Stop, true)]
    [InlineData(Stop + "," + Apply, false)]
    [InlineData(Stop + "," + Off, true)]
    [InlineData(Stop + "," + Link, true)]
    [InlineData(Link, false)]
    [InlineData("", false)]
    public void More_is_to_come_while_all_one_can_do_is_stop_it(string buttons, bool more) => ReplyState.IsUnderWay([Message(buttons)]).ShouldBe(more);

    [Fact]
    public void More_is_to_come_while_it_thinks_or_shows_a_busy_embed()
    {
        ReplyState.IsUnderWay([JsonNode.Parse("""{"flags": 192}""")!]).ShouldBeTrue();
        ReplyState.IsUnderWay([Message("", color: 0x5865F2)]).ShouldBeTrue();
        ReplyState.IsUnderWay([Message(Apply, color: 0x5865F2)]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 0xDA373C, "x", true)]
    [InlineData("", 0x3BA55D, "x", false)]
    [InlineData("", 0xF0B232, "x", false)]
    [InlineData(Apply, 0xDA373C, "x", false)]
    [InlineData(Off, 0xDA373C, "x", true)]
    [InlineData("", 0, "❌ You may not do that.", true)]
    [InlineData("", 0, "Nothing to do ❌", false)]
    public void A_failure_is_red_or_crossed_out_with_nothing_left_to_press(string buttons, int color, string content, bool failed) =>
        ReplyState.IsFailure([Message(buttons, color, content)]).ShouldBe(failed);

    [Fact]
    public void Buttons_are_found_in_sections_and_containers()
    {
        var message = JsonNode.Parse($$"""{"components": [{"type": 17, "components": [{"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": {{Apply}}}, {"type": 1, "components": [{{Stop}}]}]}]}""")!;
        ReplyState.Buttons(message).Select(ReplyState.LabelOf).ShouldBe(["Apply", "Stop"]);
    }

    private static JsonNode Message(string buttons, int color = 0, string content = "") => JsonNode.Parse(
        $$"""{"content": "{{content}}", "flags": 0, "embeds": [{"title": "t", "color": {{color}}}], "components": [{"type": 1, "components": [{{buttons}}]}]}""")!;
}
