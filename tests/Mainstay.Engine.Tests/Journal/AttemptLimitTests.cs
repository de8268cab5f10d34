using Mainstay.Engine.Journal;

namespace Mainstay.Engine.Tests.Journal;

public sealed class AttemptLimitTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Many_people_together_do_not_fill_the_journal_of_a_server_nor_keep_another_server_from_its_own()
    {
        var limit = new AttemptLimit();
        var kept = Enumerable.Range(1, 500).Count(person => limit.Take(new(9), new((ulong)person), Start).Keep);

        kept.ShouldBe(AttemptLimit.PerGuild);
        limit.Take(new(10), new(1), Start).Keep.ShouldBeTrue();
        limit.Take(new(9), new(500), Start + AttemptLimit.Window).ShouldBe((true, 1));
        limit.Take(new(9), new(500), Start + AttemptLimit.Window).ShouldBe((true, 0), "a count is told once");
    }
}
