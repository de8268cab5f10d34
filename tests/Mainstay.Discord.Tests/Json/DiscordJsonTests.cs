using System.Reflection;
using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests.Json;

public sealed class DiscordJsonTests
{
    // An unknown component is written by its converter as it came, never through type info.
    public static TheoryData<Type> Models { get; } =
        new(typeof(WireModel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WireModel)) && !type.IsAbstract && type != typeof(UnknownComponent)));

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_and_every_optional_in_it_is_known_to_the_json_context(Type model)
    {
        DiscordJson.Options.GetTypeInfo(model).Kind.ShouldNotBe(System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.None);
        foreach (var property in model.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Optional<>))
            {
                var inner = type.GetGenericArguments()[0];
                Should.NotThrow(() => DiscordJson.Options.GetTypeInfo(inner), $"{model.Name}.{property.Name} needs [JsonSerializable(typeof({inner}))].");
            }
        }
    }

    [Fact]
    public void Absent_null_and_value_are_three_things()
    {
        var member = new GuildMember { Roles = [], JoinedAt = null, Nick = null, Avatar = "a" };

        var json = JsonSerializer.Serialize(member, DiscordJson.Options);

        json.ShouldBe("""{"nick":null,"avatar":"a","roles":[],"joined_at":null}""");
        JsonSerializer.Deserialize<GuildMember>(json, DiscordJson.Options)!.Nick.HasValue.ShouldBeTrue();
        JsonSerializer.Deserialize<GuildMember>("""{"roles":[],"joined_at":null}""", DiscordJson.Options)!.Nick.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void A_body_without_a_required_property_is_refused_and_the_property_named() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<GuildMember>("{}", DiscordJson.Options)).Message.ShouldContain("roles");

    [Fact]
    public void A_mark_is_a_null_on_the_wire()
    {
        const string json = """{"bot_id":"5","premium_subscriber":null}""";

        var tags = JsonSerializer.Deserialize<RoleTags>(json, DiscordJson.Options)!;

        tags.PremiumSubscriber.IsSet.ShouldBeTrue();
        tags.GuildConnections.IsSet.ShouldBeFalse();
        JsonSerializer.Serialize(tags, DiscordJson.Options).ShouldBe(json);
    }

    [Theory]
    [InlineData("\"2021-01-02T03:04:05+00:00\"")]
    [InlineData("\"2021-01-02T03:04:05.120000+00:00\"")]
    [InlineData("\"2021-01-02T03:04:05.123456+00:00\"")]
    public void Times_keep_Discords_way_of_writing_them(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<DateTimeOffset>(json, DiscordJson.Options), DiscordJson.Options).ShouldBe(json);

    [Theory]
    [InlineData("\"2248473465835073\"", 2248473465835073UL)]
    [InlineData("8", 8UL)]
    [InlineData("\"18446744073709551615\"", ulong.MaxValue)]
    public void Permissions_are_digits_and_unknown_bits_survive(string json, ulong bits)
    {
        var permissions = JsonSerializer.Deserialize<Mainstay.Discord.Permissions>(json, DiscordJson.Options);

        ((ulong)permissions).ShouldBe(bits);
        JsonSerializer.Serialize(permissions, DiscordJson.Options).ShouldBe($"\"{bits}\"");
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("\"\"")]
    [InlineData("\"184467440737095516150\"")]
    [InlineData("-1")]
    [InlineData("null")]
    public void Other_permissions_are_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Mainstay.Discord.Permissions>(json, DiscordJson.Options));

    [Fact]
    public void Unknown_properties_and_enum_values_are_kept()
    {
        const string json = """{"id":"1","type":99,"brand_new":{"x":[1,null]}}""";

        var channel = JsonSerializer.Deserialize<Channel>(json, DiscordJson.Options)!;

        ((int)channel.Type).ShouldBe(99);
        JsonSerializer.Serialize(channel, DiscordJson.Options).ShouldBe(json);
    }
}
