using Mainstay.Sdk.Data;
using Mainstay.Store.Sqlite;
using Mainstay.Testing.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Tests.Sqlite;

/// <summary>Whatever is wrong with the file, one sentence says what and where, and what to do.</summary>
public sealed class SqliteFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_is_not_there()
    {
        var failure = await FailureAsync("/nowhere/at/all/mainstay.db");
        failure.Fault.ShouldBe(DatabaseFault.Unreachable);
        failure.Message.ShouldBe("The folder /nowhere/at/all does not exist: make it, or name another place for the database.");
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        var failure = await FailureAsync(Path.GetDirectoryName(store.Options.File)!);
        failure.Fault.ShouldBe(DatabaseFault.Unreachable);
        failure.Message.ShouldContain("is a folder");
    }

    [Fact]
    public async Task A_folder_that_takes_no_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's /sys");
        var failure = await FailureAsync("/sys/kernel/mainstay.db");
        failure.Fault.ShouldBe(DatabaseFault.Unreachable);
        failure.Message.ShouldBe("The database /sys/kernel/mainstay.db cannot be opened: the account that runs Mainstay needs to read and write the file and its folder.");
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await File.WriteAllTextAsync(store.Options.File, string.Concat(Enumerable.Repeat("Dear diary, today I was not a database. ", 200)), Token);
        var failure = await FailureAsync(store.Options.File);
        failure.Fault.ShouldBe(DatabaseFault.Corrupt);
        failure.Message.ShouldContain(store.Options.File);
        failure.Message.ShouldEndWith("put a backup in its place.");
    }

    [Fact]
    public async Task A_damaged_page_is_found_at_opening_and_not_months_later()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY, v TEXT); CREATE INDEX i ON t (v)");
        for (var i = 0; i < 200; i++)
        {
            await store.ExecuteAsync("INSERT INTO t VALUES (@i, @v)", new { i, v = new string('x', 300) + i });
        }

        await store.CloseAsync();
        await using (var file = new FileStream(store.Options.File, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 4096 * 5;
            await file.WriteAsync(new byte[4096 * 2], Token);
        }

        (await FailureAsync(store.Options.File)).Fault.ShouldBe(DatabaseFault.Corrupt);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        await store.CloseAsync();
        var failure = await FailureAsync($"file:{store.Options.File}?mode=ro");
        failure.Fault.ShouldBe(DatabaseFault.ReadOnly);
        failure.Message.ShouldContain("can be read and not written");
    }

    [Fact]
    public async Task A_database_that_another_program_holds()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite, options => options with { BusyTimeout = TimeSpan.FromMilliseconds(200) });
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        await using var other = new SqliteConnection($"Data Source={store.Options.File};Pooling=False");
        await other.OpenAsync(Token);
        await using var hold = other.BeginTransaction();
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.ExecuteAsync("INSERT INTO t VALUES (1)"));
        failure.Fault.ShouldBe(DatabaseFault.Locked);
        failure.Message.ShouldContain("is Mainstay running twice?");

        hold.Rollback();
        (await store.ExecuteAsync("INSERT INTO t VALUES (1)")).ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_keeps_what_was_there()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await store.ExecuteAsync("CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('kept')");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("PRAGMA max_page_count = 3");
                for (var i = 0; i < 100; i++)
                {
                    await unit.ExecuteAsync("INSERT INTO t VALUES (@v)", new { v = new string('x', 4000) });
                }
            },
            Token));
        failure.Fault.ShouldBe(DatabaseFault.Full);
        failure.Message.ShouldContain("is full: nothing was written; free some space.");
        (await store.QueryAsync<string>("SELECT v FROM t")).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_row_that_breaks_a_rule_of_the_schema()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY)");
        await store.ExecuteAsync("INSERT INTO t VALUES (1)");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.ExecuteAsync("INSERT INTO t VALUES (1)"));
        failure.Fault.ShouldBe(DatabaseFault.Constraint);
    }

    [Fact]
    public async Task Wrong_SQL_is_a_bug_and_stays_one()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        await Should.ThrowAsync<SqliteException>(() => store.ExecuteAsync("SELEKT 1"));
    }

    [Fact]
    public void A_missing_library_names_the_package()
    {
        var failure = SqliteLibrary.Missing(["libsqlite3.so.0"]);
        failure.Fault.ShouldBe(DatabaseFault.Missing);
        failure.Message.ShouldStartWith("The SQLite library (libsqlite3.so.0) is not installed: on Debian and Ubuntu install the package libsqlite3-0");
    }

    private static async Task<DatabaseException> FailureAsync(string file)
    {
        await using var database = new SqliteDatabase(new StoreOptions { File = file }, TimeProvider.System);
        return await Should.ThrowAsync<DatabaseException>(() => database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT 1"), Token));
    }
}
