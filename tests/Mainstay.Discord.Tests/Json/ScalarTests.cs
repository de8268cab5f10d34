using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests.Json;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("\"partner\"")]
    [InlineData("\"5\"")]
    [InlineData("5")]
    [InlineData("-9007199254740991")]
    [InlineData("0.5")]
    [InlineData("true")]
    [InlineData("false")]
    public void Each_kind_comes_back_as_it_was(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Scalar>(json, DiscordJson.Options), DiscordJson.Options).ShouldBe(json);

    [Fact]
    public void Only_its_own_kind_is_answered()
    {
        Scalar text = "5";
        Scalar integer = 5L;
        Scalar number = 2.5;

        text.AsInteger.ShouldBeNull();
        text.AsText.ShouldBe("5");
        integer.AsNumber.ShouldBe(5.0);
        number.AsInteger.ShouldBeNull();
        number.ToString().ShouldBe("2.5");
        ((Scalar)true).ToString().ShouldBe("true");
    }

    [Fact]
    public void Equal_values_are_equal()
    {
        ((Scalar)5L).ShouldBe(5L);
        ((Scalar)"a").ShouldBe("a");
        ((Scalar)"5").ShouldNotBe((Scalar)5L);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Objects_and_lists_are_refused(string json) => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Scalar>(json, DiscordJson.Options));
}
