using System.Text.Json;
using Mainstay.Discord;

namespace Mainstay.Sdk.Tests.Operations;

/// <summary>Changes outlive the program that wrote them: what stands here as text must be read for ever.</summary>
public sealed class ChangeJsonTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public void Member_roles_version_1_is_read()
    {
        var change = JsonSerializer.Deserialize<Change>(
            """{"kind":"member-roles/1","member":"10","before":["40"],"after":["40","50"],"reason":"hired","risk":"Elevated","dependsOn":[0]}""", Json).ShouldBeOfType<MemberRolesChange>();

        change.Member.ShouldBe(new Id<User>(10));
        change.Given.ShouldBe([new Id<Role>(50)]);
        change.Taken.ShouldBeEmpty();
        (change.Risk, change.DependsOn.Single(), change.Target.ToString()).ShouldBe((Risk.Elevated, 0, "member:10"));
    }

    [Fact]
    public void Row_version_1_is_read()
    {
        var change = JsonSerializer.Deserialize<Change>(
            """{"kind":"row/1","table":"staff_member","key":{"guild_id":1,"user_id":10},"before":null,"after":{"status":"active","ended_at":null},"summary":"hire","reason":"hired"}""",
            Json).ShouldBeOfType<RowChange>();

        change.Key["user_id"].ShouldBe(10L);
        change.After!["status"].ShouldBe("active");
        change.After["ended_at"].ShouldBeNull();
        change.Target.ToString().ShouldBe("row:staff_member/1,10");
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var change = new RowChange
        {
            Table = "staff_member",
            Key = new Row { ["user_id"] = 18_000_000_000_000_000_000UL },
            After = new Row { ["hired_at"] = DateTimeOffset.UnixEpoch.AddDays(1), ["flag"] = true, ["note"] = "ünï\n\"quoted\"" },
            Reason = "why",
            Summary = "what",
        };

        JsonSerializer.Deserialize<Change>(JsonSerializer.Serialize<Change>(change, Json), Json).ShouldBe(change, new Same());
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Change>("""{"kind":"teleport/1"}""", Json));

    private sealed class Same : IEqualityComparer<Change?>
    {
        public bool Equals(Change? x, Change? y) => JsonSerializer.Serialize(x, Json) == JsonSerializer.Serialize(y, Json);

        public int GetHashCode(Change obj) => 0;
    }
}
