using Mainstay.Discord;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Keys;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Engine.Tests.Journal;

public abstract class JournalChainTests(DatabaseKind kind)
{
    [Theory]
    [InlineData("UPDATE journal SET outcome = 'failed' WHERE number = 3", "Edited 3 3")]
    [InlineData("UPDATE journal SET actor_id = 99 WHERE number = 1", "Edited 1 1")]
    [InlineData("UPDATE journal SET subject_id = 99 WHERE number = 2", "Edited 2 2")]
    [InlineData("UPDATE journal SET actor_kind = 'unknown' WHERE number = 2", "Edited 2 2")]
    [InlineData("UPDATE journal SET protection = 'none' WHERE number = 2", "Edited 2 2")]
    [InlineData("UPDATE journal SET detail = (SELECT detail FROM journal WHERE number = 3) WHERE number = 4", "Edited 4 4")]
    [InlineData("DELETE FROM journal WHERE number = 2", "Removed 2 2")]
    [InlineData("DELETE FROM journal WHERE number = 1", "Removed 1 1")]
    [InlineData("DELETE FROM journal WHERE number BETWEEN 2 AND 4", "Removed 2 4")]
    [InlineData("DELETE FROM journal WHERE number = 5", "Removed 5 5")]
    [InlineData("DELETE FROM journal WHERE number >= 3", "Removed 3 5")]
    [InlineData("DELETE FROM journal WHERE number > 0", "Removed 1 5")]
    [InlineData("DELETE FROM journal WHERE number = 5; DELETE FROM journal_head WHERE number = 5", "HeadMissing 4 4")]
    [InlineData("UPDATE journal SET number = 100 WHERE number = 2; UPDATE journal SET number = 2 WHERE number = 3; UPDATE journal SET number = 3 WHERE number = 100", "Reordered 2 3")]
    [InlineData("DELETE FROM journal WHERE number = 3; UPDATE journal SET number = number - 1 WHERE number = 4; UPDATE journal SET number = number - 1 WHERE number = 5", "Removed 3 3")]
    [InlineData("UPDATE journal SET number = 6 WHERE number = 5; UPDATE journal SET number = 5 WHERE number = 4; INSERT INTO journal SELECT * FROM temp_row", "Inserted 4 4")]
    [InlineData("UPDATE journal_head SET number = 4 WHERE number = 5", "Inserted 5 5")]
    [InlineData("UPDATE journal SET number = 0 WHERE number = 1", "Inserted 0 0")]
    public async Task What_is_edited_removed_moved_or_inserted_breaks_a_link_that_is_named(string sql, string named)
    {
        await using var rig = await EngineRig.StartAsync(kind);
        await FillAsync(rig, rig.Guild);
        await FillAsync(rig, new Id<Guild>(77));
        (await VerifyAsync(rig)).ShouldBeNull();

        foreach (var statement in sql.Split(';'))
        {
            await rig.ExecuteAsync(statement.Contains("temp_row", StringComparison.Ordinal)
                ? $"""
                   INSERT INTO journal ({JournalStore.Columns})
                   SELECT guild_id, 4, at, correlation, actor_kind, actor_id, action, target, subject_id, 'failed', run_id, step, protection, detail, previous, hash
                   FROM journal WHERE guild_id = {rig.Guild} AND number = 1
                   """
                : statement.Replace("WHERE", $"WHERE guild_id = {rig.Guild} AND", StringComparison.Ordinal));
        }

        var broken = (await VerifyAsync(rig)).ShouldNotBeNull();
        $"{broken.Fault} {broken.First} {broken.Last}".ShouldBe(named);
        broken.Sentence.ShouldEndWith(".");
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), new Id<Guild>(77), EngineRig.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_from_before_details_were_sealed_load_and_hold_and_the_chain_goes_on_from_them()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        await rig.Get<IMigrator>().RollbackAsync(MigrationSet.Embedded("engine", typeof(EngineServices)), 1, EngineRig.Token);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Corpus", "journal", "unprotected.sql"), EngineRig.Token))
        {
            await rig.ExecuteAsync(kind == DatabaseKind.Sqlite ? line : line.Replace("X'", "'\\x", StringComparison.Ordinal));
        }

        await rig.Get<MainstayBot>().MigrateAsync(EngineRig.Token);
        var guild = new Id<Guild>(41771983423143937);
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), guild, EngineRig.Token)).ShouldBeNull();
        await FillAsync(rig, guild);

        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), guild, EngineRig.Token)).ShouldBeNull();
        var rows = await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal WHERE guild_id = {guild} ORDER BY number");
        rows.Count.ShouldBe(8);
        (await ReadAsync(rig, rows[0])).ShouldContain("the firm's records say so");
        (await ReadAsync(rig, rows[7])).ShouldBe("{\"change\":5}");

        await rig.ExecuteAsync($"UPDATE journal SET actor_kind = 'mainstay' WHERE guild_id = {guild} AND number = 2");
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), guild, EngineRig.Token)).ShouldNotBeNull().First.ShouldBe(2);
    }

    [Fact]
    public async Task Erasing_a_person_leaves_the_chain_whole_and_what_is_about_them_unreadable()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        await FillAsync(rig, rig.Guild);
        await FillAsync(rig, new Id<Guild>(77));

        (await rig.Get<KeyRing>().EraseAsync(rig.Get<IDatabase>(), new(103), EngineRig.Token)).ShouldBe(1);

        (await VerifyAsync(rig)).ShouldBeNull();
        var rows = await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal ORDER BY guild_id, number");
        foreach (var row in rows)
        {
            (await ReadAsync(rig, row)).ShouldBe(row.SubjectId == 103 ? "Erased" : $"{{\"change\":{row.Number}}}");
        }

        rows.Count(r => r.SubjectId == 103).ShouldBe(2, "a person's key is theirs in every server");
        await FillAsync(rig, rig.Guild);
        var later = (await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal WHERE subject_id = 103 AND number = 8")).ShouldHaveSingleItem();
        (await ReadAsync(rig, later)).ShouldBe("{\"change\":3}", "what comes later has a new key");
    }

    [Fact]
    public async Task A_change_is_sealed_under_the_key_of_whom_it_is_about()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var subjects = rig.Get<JournalSubjects>();
        var note = new RowChange
        {
            Table = "probe_note",
            Key = new Row { ["guild_id"] = 1L, ["user_id"] = 10L },
            After = new Row { ["note"] = "late" },
            Reason = "noted",
            Summary = "a note",
        };

        subjects.Of(note, new(1)).ShouldBe(new(10));
        subjects.Of(note with { Table = "operation_run", Key = new Row { ["run_id"] = 3L }, After = new Row { ["actor_id"] = 12L } }, new(1)).ShouldBe(new(12));
        subjects.Of(note with { Table = "unknown" }, new(1)).ShouldBe(new(1));
        subjects.Of(new MemberRolesChange { Member = new(11), Before = [], After = [], Reason = "r" }, new(1)).ShouldBe(new(11));
    }

    [Fact]
    public async Task What_is_no_step_stands_in_the_journal_too_with_an_author_who_may_be_unknown()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        await rig.Get<IJournal>().AppendAsync(
            new AuditEntry
            {
                Guild = rig.Guild,
                Author = Author.Unknown,
                Action = "staff.role-seen",
                Target = Target.Member(new(10)),
                Reason = "Discord named nobody.",
                Detail = new Dictionary<string, string?> { ["role"] = "50" },
            },
            EngineRig.Token);

        var row = (await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal")).ShouldHaveSingleItem();
        (row.ActorKind, row.ActorId, row.SubjectId, row.Outcome, row.Target).ShouldBe(("unknown", 0L, 10L, "applied", "member:10"));
        (await ReadAsync(rig, row)).ShouldBe("""{"reason":"Discord named nobody.","detail":{"role":"50"}}""");
        System.Text.Encoding.UTF8.GetString(row.Detail).ShouldNotContain("Discord");
    }

    [Fact]
    public async Task What_was_denied_stands_in_the_journal_and_what_merely_failed_does_not()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var place = new Place(rig.Guild, new(500));
        var attempts = rig.Get<IAttempts>();
        await attempts.NoteAsync(new(12), place, "repair.staff-roles", "", "c1", new Failure("authority.denied", "You may not."));
        await attempts.NoteAsync(new(12), place, "repair.staff-roles", "", "c2", new Failure("option.bounds", "Too long."));
        await attempts.NoteAsync(new(12), new Place(null), "operations.apply", "7", "c3", new Failure("run.bound", "Not yours."));

        var rows = await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal ORDER BY at, guild_id DESC");
        rows.Select(r => (r.GuildId, r.Outcome, r.Action, r.ActorId, r.SubjectId, r.Correlation)).ShouldBe(
        [
            ((long)rig.Guild.Value, "denied", "attempt/repair.staff-roles", 12L, 12L, "c1"),
            (0L, "denied", "attempt/operations.apply", 12L, 12L, "c3"),
        ]);
        (await ReadAsync(rig, rows[1])).ShouldBe("""{"reason":"Not yours.","detail":{"code":"run.bound","state":"7"}}""");
    }

    [Fact]
    public async Task Who_is_denied_again_and_again_does_not_fill_the_journal_and_the_next_entry_tells_how_many_were_left_out()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var attempts = rig.Get<IAttempts>();
        var denied = new Failure("authority.denied", "You may not.");
        for (var i = 0; i < 30; i++)
        {
            await attempts.NoteAsync(new(12), new Place(rig.Guild), "repair.all", "", $"a{i}", denied);
        }

        await attempts.NoteAsync(new(13), new Place(rig.Guild), "repair.all", "", "other", denied);
        rig.Time.Advance(AttemptLimit.Window);
        await attempts.NoteAsync(new(12), new Place(rig.Guild), "repair.all", "", "later", denied);

        var rows = await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal ORDER BY number");
        rows.Select(r => r.Correlation).ShouldBe([.. Enumerable.Range(0, AttemptLimit.PerPerson).Select(i => $"a{i}"), "other", "later"]);
        (await ReadAsync(rig, rows[^1])).ShouldBe("""{"reason":"You may not.","detail":{"code":"authority.denied","state":"","leftOut":"20"}}""");
    }

    [Fact]
    public async Task The_journal_is_searched_by_who_what_when_and_by_what_its_details_say()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        await FillAsync(rig, rig.Guild);
        await FillAsync(rig, new Id<Guild>(77));
        await rig.Get<IAttempts>().NoteAsync(new(12), new Place(rig.Guild), "repair.all", "", "c1", new Failure("authority.denied", "You may not."));
        var reader = rig.Get<JournalReader>();
        (await reader.ComplaintAsync(EngineRig.Token)).ShouldBeNull();

        await FindsAsync(new JournalQuery { Guild = new(77) }, "77#5", "77#4", "77#3", "77#2", "77#1");
        await FindsAsync(new JournalQuery { Outcome = "denied" }, $"{rig.Guild}#6");
        await FindsAsync(new JournalQuery { Actor = new(12) }, $"{rig.Guild}#6");
        await FindsAsync(new JournalQuery { Target = "103" }, "77#3", $"{rig.Guild}#3");
        await FindsAsync(new JournalQuery { Target = "member:103", Guild = new(77) }, "77#3");
        await FindsAsync(new JournalQuery { Action = "attempt/" }, $"{rig.Guild}#6");
        await FindsAsync(new JournalQuery { Action = "%" });
        await FindsAsync(new JournalQuery { Since = DateTimeOffset.UnixEpoch.AddSeconds(2), Until = DateTimeOffset.UnixEpoch.AddSeconds(4), Guild = new(77) }, "77#3", "77#2");
        await FindsAsync(new JournalQuery { Text = "MAY not" }, $"{rig.Guild}#6");
        await FindsAsync(new JournalQuery { Text = "\"change\":4", Guild = rig.Guild }, $"{rig.Guild}#4");
        (await reader.SearchAsync(new JournalQuery(), 3, open: false, EngineRig.Token)).Select(f => (f.State, f.Detail)).ShouldBe([("sealed", null), ("sealed", null), ("sealed", null)]);
        (await reader.VerifyAsync(null, EngineRig.Token)).Select(c => (c.Guild, c.Entries, c.Broken)).ShouldBe([(new Id<Guild>(77), 5, null), (rig.Guild, 6, null)], ignoreOrder: true);

        async Task FindsAsync(JournalQuery query, params string[] expected) =>
            (await reader.SearchAsync(query, 100, open: true, EngineRig.Token)).Select(f => $"{f.Row.GuildId}#{f.Row.Number}")
                .ShouldBe(expected, ignoreOrder: query.Guild is null);
    }

    private static Task<BrokenLink?> VerifyAsync(EngineRig rig) => JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token);

    private static Task<string> ReadAsync(EngineRig rig, JournalRow row) => rig.Get<IDatabase>().ReadAsync(
        async unit => await rig.Get<JournalStore>().OpenAsync(unit, row) is { State: OpenedState.Open } opened
            ? System.Text.Encoding.UTF8.GetString(opened.Text!)
            : (await rig.Get<JournalStore>().OpenAsync(unit, row)).State.ToString(),
        EngineRig.Token);

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
                    Author = Author.Person(new(1)),
                    Subject = new(100 + (ulong)i),
                    Action = "probe.give/member-roles",
                    Target = $"member:{100 + i}",
                    Outcome = "applied",
                    Detail = $"{{\"change\":{i}}}",
                });
            }
        },
        EngineRig.Token);
}

public sealed class SqliteJournalChainTests() : JournalChainTests(DatabaseKind.Sqlite);

public sealed class PostgresJournalChainTests() : JournalChainTests(DatabaseKind.Postgres);
