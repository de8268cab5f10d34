using System.Text.Json;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Migrations;

public abstract class MigratorTests(DatabaseKind kind)
{
    private static readonly Migration First = new(1, "a_table", "CREATE TABLE one (id {identity}, v {bytes});", "DROP TABLE one;");
    private static readonly Migration Second = new(2, "a_column", "ALTER TABLE one ADD COLUMN w TEXT;", "ALTER TABLE one DROP COLUMN w;");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mirror_goes_up_down_and_up_to_the_same_schema()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        (await store.Migrator.MigrateAsync([StoreServices.Migrations], Token)).Count.ShouldBe(StoreServices.Migrations.Migrations.Count);
        var head = await SchemaAsync(store);
        head.ShouldContain(line => line.Contains("\"Name\":\"member\"", StringComparison.Ordinal));

        await store.Migrator.RollbackAsync(StoreServices.Migrations, 0, Token);
        (await SchemaAsync(store)).ShouldHaveSingleItem().ShouldContain("\"Name\":\"migration\"");

        await store.Migrator.MigrateAsync([StoreServices.Migrations], Token);
        (await SchemaAsync(store)).ShouldBe(head);
    }

    [Fact]
    public async Task Only_what_has_not_run_runs()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        (await store.Migrator.MigrateAsync([Set(First)], Token)).Select(row => row.Number).ShouldBe([1]);
        (await store.Migrator.MigrateAsync([Set(First, Second)], Token)).Select(row => row.Number).ShouldBe([2]);
        (await store.Migrator.MigrateAsync([Set(First, Second)], Token)).ShouldBeEmpty();
        (await store.Migrator.ListAsync(Token)).Select(row => (row.Module, row.Number, row.Name)).ShouldBe([("sample", 1, "a_table"), ("sample", 2, "a_column")]);
        (await store.Migrator.RollbackAsync(Set(First, Second), 1, Token)).Select(row => row.Number).ShouldBe([2]);
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.Migrator.MigrateAsync([Set(First)], Token);
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Migrator.MigrateAsync([Set(First with { Up = "CREATE TABLE two (id BIGINT);" })], Token));
        failure.Fault.ShouldBe(DatabaseFault.Changed);
        failure.Message.ShouldBe("Step 1 (a_table) of sample has run in this database with another text than this program has: install an unchanged release.");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_nothing_runs()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.Migrator.MigrateAsync([Set(First, Second)], Token);
        var failure = await Should.ThrowAsync<DatabaseException>(
            () => store.Migrator.MigrateAsync([new MigrationSet("other", [First with { Up = "CREATE TABLE o (id BIGINT);" }]), Set(First)], Token));
        failure.Fault.ShouldBe(DatabaseFault.Newer);
        failure.Message.ShouldContain("step 2 (a_column) of sample");
        (await store.Migrator.ListAsync(Token)).ShouldAllBe(row => row.Module == "sample");
    }

    [Fact]
    public async Task A_migration_that_fails_halfway_leaves_nothing()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        var broken = Second with { Up = "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);" };
        await Should.ThrowAsync<Exception>(() => store.Migrator.MigrateAsync([Set(First, broken)], Token));
        (await store.Migrator.ListAsync(Token)).Select(row => row.Number).ShouldBe([1]);
        (await SchemaAsync(store)).ShouldNotContain(line => line.Contains("half", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_migration_that_the_database_refuses_is_a_sentence_and_not_a_bug()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.Migrator.MigrateAsync([Set(First)], Token);
        await store.ExecuteAsync("DROP TABLE one");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Migrator.MigrateAsync([Set(First, Second)], Token));
        failure.Message.ShouldStartWith("Step 2 (a_column) of sample failed and nothing of it was kept (");
        failure.Message.ShouldEndWith("see what 'mainstay db check' says.");
    }

    [Fact]
    public async Task Looking_at_what_has_run_makes_nothing()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        (await store.Migrator.ListAsync(Token)).ShouldBeEmpty();
        (await SchemaAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_taking_steps_back_would_cost_is_found_without_doing_it()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.Migrator.MigrateAsync([Set(First, Second)], Token);
        await store.ExecuteAsync("INSERT INTO one (w) VALUES ('a'), ('b')");
        var head = await SchemaAsync(store);

        var column = await store.Migrator.PreviewRollbackAsync(Set(First, Second), 1, Token);
        column.Steps.Select(step => step.Number).ShouldBe([2]);
        column.Lost.ShouldHaveSingleItem().ShouldSatisfyAllConditions(lost => lost.Table.ShouldBe("one"), lost => lost.Rows.ShouldBe(2), lost => lost.Columns.ShouldBe(["w"]));
        var table = await store.Migrator.PreviewRollbackAsync(Set(First, Second), 0, Token);
        table.Steps.Select(step => step.Number).ShouldBe([2, 1]);
        table.Lost.ShouldHaveSingleItem().ShouldSatisfyAllConditions(lost => lost.Rows.ShouldBe(2), lost => lost.Columns.ShouldBeEmpty());

        (await SchemaAsync(store)).ShouldBe(head);
        (await store.Migrator.ListAsync(Token)).Count.ShouldBe(2);
        (await store.QueryAsync<string>("SELECT w FROM one ORDER BY w")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_table_that_others_refer_to_does_not_go_and_their_rows_stay()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        var other = new MigrationSet("other", [new Migration(1, "refers", "CREATE TABLE child (id BIGINT PRIMARY KEY, one_id BIGINT NOT NULL REFERENCES one (id) ON DELETE CASCADE);", "DROP TABLE child;")]);
        await store.Migrator.MigrateAsync([Set(First), other], Token);
        await store.ExecuteAsync("INSERT INTO one (id) VALUES (7); INSERT INTO child VALUES (1, 7)");

        (await Should.ThrowAsync<DatabaseException>(() => store.Migrator.RollbackAsync(Set(First), 0, Token))).Fault.ShouldBe(DatabaseFault.Constraint);
        (await Should.ThrowAsync<DatabaseException>(() => store.Migrator.PreviewRollbackAsync(Set(First), 0, Token))).Message.ShouldContain("first.");
        (await store.QueryAsync<long>("SELECT one_id FROM child")).ShouldBe([7]);
        (await store.Migrator.ListAsync(Token)).Count.ShouldBe(2);
    }

    [Fact]
    public void Line_ends_do_not_change_the_checksum_and_letters_do()
    {
        var unix = new Migration(1, "x", "CREATE TABLE a (\n  id BIGINT\n);\n", "DROP TABLE a;");
        var windows = unix with { };
        new Migration(1, "x", "CREATE TABLE a (\r\n  id BIGINT\r\n);", "DROP TABLE a;").Checksum.ShouldBe(windows.Checksum);
        new Migration(1, "x", "CREATE TABLE a (\n  id TEXT\n);", "DROP TABLE a;").Checksum.ShouldNotBe(unix.Checksum);
    }

    [Fact]
    public void Numbers_without_gaps_are_part_of_the_declaration() =>
        Should.Throw<ArgumentException>(() => Set(First, Second with { Number = 3 })).Message.ShouldContain("Migration 2 of module sample has the number 3.");

    private static MigrationSet Set(params Migration[] migrations) => new("sample", migrations);

    private static async Task<string[]> SchemaAsync(TemporaryStore store) =>
        [.. (await store.Get<ISchemaInspector>().ReadAsync(Token)).Select(table => JsonSerializer.Serialize(table))];
}

public sealed class SqliteMigratorTests() : MigratorTests(DatabaseKind.Sqlite);

public sealed class PostgresMigratorTests() : MigratorTests(DatabaseKind.Postgres);
