using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Tests.Server;

public sealed class RouteTableTests
{
    private readonly RouteTable _routes = new();

    public RouteTableTests()
    {
        foreach (var (method, template) in new[]
        {
            ("GET", "/users/@me"), ("GET", "/users/{user_id}"), ("PATCH", "/guilds/{guild_id}/members/@me"), ("PATCH", "/guilds/{guild_id}/members/{user_id}"),
            ("DELETE", "/guilds/{guild_id}/members/{user_id}"), ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"),
        })
        {
            _routes.Map(method, template, _ => RestReply.NoContent);
        }
    }

    [Theory]
    [InlineData("GET", "/users/@me", "/users/@me")]
    [InlineData("GET", "/users/%40me", "/users/{user_id}")]
    [InlineData("GET", "/users/5/", "/users/{user_id}")]
    [InlineData("PATCH", "/guilds/1/members/@me", "/guilds/{guild_id}/members/@me")]
    [InlineData("DELETE", "/guilds/1/members/@me", "/guilds/{guild_id}/members/{user_id}")]
    [InlineData("patch", "/guilds/1/members/2", "/guilds/{guild_id}/members/{user_id}")]
    public void Fixed_segments_win_where_their_method_is_mapped(string method, string path, string template) =>
        _routes.Match(method, path).Route!.Template.ShouldBe(template);

    [Fact]
    public void Values_are_decoded()
    {
        var match = _routes.Match("PUT", "/channels/1/messages/2/reactions/%F0%9F%91%8D/@me");
        match.Parameters["emoji_name"].ShouldBe("👍");
        match.Parameters["message_id"].ShouldBe("2");
    }

    [Theory]
    [InlineData("GET", "/guilds/1/members/2", true)]
    [InlineData("GET", "/guilds/1", false)]
    [InlineData("GET", "/users//", false)]
    [InlineData("GET", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n", false)]
    public void Known_paths_are_told_from_unknown_ones(string method, string path, bool exists)
    {
        var match = _routes.Match(method, path);
        match.Route.ShouldBeNull();
        match.PathExists.ShouldBe(exists);
    }

    [Fact]
    public void A_route_is_mapped_once() => Should.Throw<InvalidOperationException>(() => _routes.Map("GET", "/users/{id}", _ => RestReply.NoContent));
}
