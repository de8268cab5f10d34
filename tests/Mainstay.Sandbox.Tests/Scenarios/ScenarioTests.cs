using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("law-firm")]
    [InlineData("empty")]
    [InlineData("large:5000")]
    public void A_scenario_is_found_by_its_name(string name) => Scenario.Parse(name).Name.ShouldBe(name);

    [Theory]
    [InlineData("lawfirm")]
    [InlineData("large:")]
    [InlineData("large:2")]
    [InlineData("large:1000001")]
    public void Others_are_refused_in_a_sentence(string name) =>
        Should.Throw<FormatException>(() => Scenario.Parse(name)).Message.ShouldContain("law-firm, empty, or large:N");

    [Theory]
    [InlineData(3)]
    [InlineData(20_000)]
    public void Large_worlds_have_exactly_as_many_members(int members)
    {
        var world = new DiscordWorld(new ManualTime(), 1);
        Scenario.Large(members).Build(world, new ScenarioSeat("token", "Mainstay", 1));
        var guild = world.Guilds.First!;
        guild.Members.Count.ShouldBe(members);
        guild.Members.All().Select(m => m.Id.Value).ShouldBeInOrder();
        guild.Members.All().ShouldAllBe(m => m.User.Username.Length <= 32 && m.Roles.All(guild.Roles.ContainsKey));
    }
}
