using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests.Json;

public sealed class ComponentConverterTests
{
    [Fact]
    public void The_type_may_stand_anywhere_in_the_object()
    {
        var component = Read("""{"style":4,"emoji":{"name":"⚖️","type":99},"custom_id":"x","type":2}""");

        component.ShouldBeOfType<Button>().Style.ShouldBe(ButtonStyle.Danger);
    }

    [Fact]
    public void Components_in_components_are_typed_too()
    {
        var container = Read("""{"type":17,"accent_color":null,"components":[{"type":9,"components":[{"type":10,"content":"Hello"}],"accessory":{"type":2,"style":5,"url":"https://example.com"}}]}""");

        var section = container.ShouldBeOfType<Container>().Components.Single().ShouldBeOfType<Section>();
        section.Components.Single().ShouldBeOfType<TextDisplay>().Content.ShouldBe("Hello");
        section.Accessory.ShouldBeOfType<Button>().Style.ShouldBe(ButtonStyle.Link);
    }

    [Fact]
    public void A_type_that_nobody_knows_is_kept_as_it_came()
    {
        const string json = """{"type":77,"components":[{"type":78}],"glow":true}""";

        var component = Read(json);

        component.Type.ShouldBe((ComponentType)77);
        JsonSerializer.Serialize(component, DiscordJson.Options).ShouldBe(json);
    }

    [Fact]
    public void What_is_written_says_its_type() =>
        JsonSerializer.Serialize<Component>(new TextDisplay { Content = "x" }, DiscordJson.Options).ShouldBe("""{"type":10,"content":"x"}""");

    [Theory]
    [InlineData("""{"style":1}""")]
    [InlineData("""{"type":"2"}""")]
    [InlineData("""{"type":2.5}""")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"type":2}""")]
    public void Anything_else_is_refused(string json) => Should.Throw<JsonException>(() => Read(json));

    private static Component Read(string json) => JsonSerializer.Deserialize<Component>(json, DiscordJson.Options)!;
}
