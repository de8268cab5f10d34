using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Journal;

public sealed class JournalChainTests
{
    [Theory]
    [InlineData("UPDATE journal SET outcome = 'failed' WHERE number = 3", 3)]
    [InlineData("UPDATE journal SET actor_id = 99 WHERE number = 1", 1)]
    [InlineData("UPDATE journal SET detail = X'7B7D' WHERE number = 4", 4)]
    [InlineData("DELETE FROM journal WHERE number = 2", 3)]
    [InlineData("DELETE FROM journal WHERE number = 5", 5)]
    [InlineData("DELETE FROM journal WHERE number = 5; DELETE FROM journal_head WHERE number = 5", 4)]
    [InlineData("UPDATE journal SET number = 100 WHERE number = 2; UPDATE journal SET number = 2 WHERE number = 3; UPDATE journal SET number = 3 WHERE number = 100", 2)]
    [InlineData("DELETE FROM journal WHERE number = 4; UPDATE journal SET number = 4 WHERE number = 5", 4)]
    public async Task What_is_edited_removed_or_moved_breaks_a_link_that_is_named(string sql, long link)
    {
        await using var rig = await EngineRig.StartAsync();
        await FillAsync(rig, rig.Guild);
        await FillAsync(rig, new Id<Guild>(77));
        (await JournalStore.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldBeNull();

        foreach (var statement in sql.Split(';'))
        {
            await rig.ExecuteAsync(statement.Replace("WHERE", $"WHERE guild_id = {rig.Guild} AND", StringComparison.Ordinal));
        }

        (await JournalStore.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldNotBeNull().Number.ShouldBe(link);
        (await JournalStore.VerifyAsync(rig.Get<IDatabase>(), new Id<Guild>(77), EngineRig.Token)).ShouldBeNull();
    }

    private static Task FillAsync(EngineRig rig, Id<Guild> guild) => rig.Get<IDatabase>().WriteAsync(
        async unit =>
        {
            for (var i = 1; i <= 5; i++)
            {
                await rig.Get<JournalStore>().AppendAsync(unit, new JournalEntry
                {
                    Guild = guild,
                    At = DateTimeOffset.UnixEpoch.AddSeconds(i),
                    Correlation = "c",
                    Actor = new(1),
                    Action = "probe.give/member-roles",
                    Target = $"member:{i}",
                    Outcome = "applied",
                    Detail = "{\"change\":1}",
                });
            }
        },
        EngineRig.Token);
}
