using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations;

public sealed class FrameTests
{
    private static readonly Actor Owner = new() { User = GuildBuilder.Owner };

    [Fact]
    public void A_member_list_that_became_complete_takes_nothing_from_a_plan_and_one_that_broke_off_does()
    {
        var partial = Frame.Of(new GuildBuilder().Incomplete().Build(), Owner, []);
        var complete = Frame.Of(new GuildBuilder().Build(), Owner, []);

        partial.DifferencesTo(complete).ShouldBeEmpty();
        complete.DifferencesTo(partial).ShouldHaveSingleItem().ShouldContain("member list");
    }
}
