using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>A record that is never deleted, with a history to which lines are only ever added.</summary>
public class LedgerTests
{
    private static readonly Id<User> Ada = new(77);

    [Fact]
    public async Task A_change_and_its_line_are_written_together_and_taking_it_back_adds_a_line()
    {
        await using var rig = await RigAsync();
        var rows = Rows(rig);
        await ApplyAsync(rig, rows, Hire);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await ApplyAsync(rig, rows, RowKind.Invert(Hire));

        (await rig.QueryAsync<string>("SELECT status FROM shop_person")).ShouldBe(["gone"]);
        (await rig.QueryAsync<string>("SELECT number || ' ' || action || ' by ' || by_id FROM shop_line ORDER BY number")).ShouldBe(["1 hire by 77", "2 undone by 77"]);
        var written = await rig.QueryAsync<long>("SELECT at FROM shop_line ORDER BY number");
        (written[1] - written[0]).ShouldBe(3_600_000);

        await ApplyAsync(rig, rows, RowKind.Invert(RowKind.Invert(Hire)));
        (await rig.QueryAsync<string>("SELECT status FROM shop_person")).ShouldBe(["active"]);
        (await rig.QueryAsync<string>("SELECT action FROM shop_line ORDER BY number")).ShouldBe(["hire", "undone", "hire"]);
    }

    [Fact]
    public async Task Undoing_after_something_newer_leaves_record_and_history_alone()
    {
        await using var rig = await RigAsync();
        var rows = Rows(rig);
        await ApplyAsync(rig, rows, Hire);
        await rig.ExecuteAsync("UPDATE shop_person SET status = 'promoted'");

        (await ApplyAsync(rig, rows, RowKind.Invert(Hire))).ShouldBe(TargetState.Different);

        (await rig.QueryAsync<string>("SELECT action FROM shop_line")).ShouldBe(["hire"]);
    }

    [Fact]
    public async Task An_author_that_the_change_names_stands_and_unknown_is_null()
    {
        await using var rig = await RigAsync();
        await ApplyAsync(rig, Rows(rig), Hire with { Line = Hire.Line! with { Values = new Row { ["action"] = "hire", ["by_id"] = null } } });

        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM shop_line WHERE by_id IS NULL")).ShouldBe([1]);
    }

    [Fact]
    public async Task Nobody_writes_into_a_ledger_directly_nor_for_another_server()
    {
        await using var rig = await RigAsync();
        var rows = Rows(rig);
        var direct = new RowChange { Table = "shop_line", Key = new Row { ["guild_id"] = 1L, ["user_id"] = 2L, ["number"] = 1L }, Reason = "r", Summary = "s" };

        rows.Obstacle(1, direct)!.Sentence.ShouldContain("only ever added");
        rows.Obstacle(1, Hire).ShouldBeNull();
        rows.Obstacle(1, Hire with { Line = Hire.Line! with { Key = new Row { ["guild_id"] = 2L, ["user_id"] = 2L } } })!.Sentence.ShouldContain("another server");
        rows.Obstacle(1, Hire with { Line = Hire.Line! with { Values = new Row { ["number"] = 5L } } })!.Sentence.ShouldContain("number");
    }

    private static RowChange Hire { get; } = new()
    {
        Table = "shop_person",
        Key = new Row { ["guild_id"] = 1L, ["user_id"] = 2L },
        After = new Row { ["status"] = "active" },
        TakenBack = new Row { ["status"] = "gone" },
        Line = new LedgerLine
        {
            Table = "shop_line",
            Key = new Row { ["guild_id"] = 1L, ["user_id"] = 2L },
            Values = new Row { ["action"] = "hire" },
            TakenBack = new Row { ["action"] = "undone" },
        },
        Reason = "hired",
        Summary = "hire",
    };

    private static Task<TargetState> ApplyAsync(EngineRig rig, RowKind rows, RowChange change) =>
        rig.Get<IDatabase>().WriteAsync(unit => rows.ApplyAsync(unit, change, Ada), EngineRig.Token);

    private static RowKind Rows(EngineRig rig) => new(new Lazy<ModuleRegistry>(new ModuleRegistry([new ShopModule()])), rig.Time);

    private static async Task<EngineRig> RigAsync()
    {
        var rig = await EngineRig.StartAsync();
        await rig.ExecuteAsync("CREATE TABLE shop_person (guild_id BIGINT NOT NULL, user_id BIGINT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (guild_id, user_id))");
        await rig.ExecuteAsync(
            "CREATE TABLE shop_line (guild_id BIGINT NOT NULL, user_id BIGINT NOT NULL, number BIGINT NOT NULL, action TEXT NOT NULL, at BIGINT NOT NULL, by_id BIGINT, PRIMARY KEY (guild_id, user_id, number))");
        return rig;
    }

    private sealed class ShopModule : IModule
    {
        private static readonly Column Guild = new("guild_id", ColumnType.Integer);
        private static readonly Column User = new("user_id", ColumnType.Integer);

        public string Name => "shop";

        public IReadOnlyList<Table> Tables =>
        [
            new() { Name = "shop_person", Description = "People.", Kind = TableKind.Record, Key = ["guild_id", "user_id"], Columns = [Guild, User, new("status", ColumnType.Text)] },
            new()
            {
                Name = "shop_line",
                Description = "What happened.",
                Kind = TableKind.Record,
                Key = ["guild_id", "user_id", "number"],
                Ledger = new("number", "at", "by_id"),
                Columns = [Guild, User, new("number", ColumnType.Integer), new("action", ColumnType.Text), new("at", ColumnType.Time), new("by_id", ColumnType.Integer) { Nullable = true }],
            },
        ];
    }
}
