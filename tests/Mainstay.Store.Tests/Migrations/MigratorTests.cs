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
