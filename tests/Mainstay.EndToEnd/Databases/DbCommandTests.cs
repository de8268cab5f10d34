using System.Text.Json.Nodes;
using Mainstay.EndToEnd.Running;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Databases;

/// <summary><c>mainstay db</c> as operators and scripts use it, on both databases.</summary>
public sealed class DbCommandTests
{
    private const int Failed = 1;
    private const int Usage = 2;
    private const int CannotStart = 3;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task From_nothing_to_a_checked_schema_and_back(DatabaseKind kind)
    {
        Assert.SkipWhen(kind == DatabaseKind.Postgres && PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var database = await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken);
        var place = database.Options.Server is { } server ? $"postgres://{server.User}@/{server.Database}?host={server.Server}" : database.Options.File;

        var would = await JsonAsync(place, "migrate", "--dry-run");
        ((bool)would["dry_run"]!).ShouldBeTrue();
        var ran = await JsonAsync(place, "migrate");
        ran["steps"]!.ToJsonString().ShouldBe(would["steps"]!.ToJsonString());
        ((JsonArray)ran["steps"]!).Count.ShouldBeGreaterThan(5);
        ((JsonArray)(await JsonAsync(place, "migrate"))["steps"]!).ShouldBeEmpty();

        var version = await JsonAsync(place, "version");
        ((string)version["database"]!).ShouldBe(kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL");
        ((JsonArray)version["modules"]!).ShouldAllBe(module => (string)module!["state"]! == "current" && (int)module["standing"]! == (int)module["shipped"]!);
        ((bool)(await JsonAsync(place, "check"))["ok"]!).ShouldBeTrue();

        var preview = await JsonAsync(place, "rollback", "--module", "staff", "--to", "0");
        ((bool)preview["done"]!).ShouldBeFalse();
        ((JsonArray)preview["lost"]!).Select(lost => (string)lost!["table"]!).ShouldContain("staff_member");
        ((bool)(await JsonAsync(place, "check"))["ok"]!).ShouldBeTrue("a preview changes nothing");

        ((bool)(await JsonAsync(place, "rollback", "--module", "staff", "--to", "0", "--yes"))["done"]!).ShouldBeTrue();
        var after = await JsonAsync(place, "check");
        ((bool)after["ok"]!).ShouldBeFalse();
        ((string)after["modules"]![0]!["module"]!).ShouldBe("staff");
        await ExpectAsync(Failed, "refer", place, "rollback", "--module", "mirror", "--to", "0", "--yes");
        ((JsonArray)(await JsonAsync(place, "migrate"))["steps"]!).ShouldAllBe(step => (string)step!["module"]! == "staff");
        ((bool)(await JsonAsync(place, "check"))["ok"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Check_finds_what_somebody_changed_by_hand()
    {
        await using var database = TestDatabase.Sqlite();
        var file = database.Options.File;
        await JsonAsync(file, "migrate");
        var catalogue = (JsonArray)(await JsonAsync(file, "catalogue"))["tables"]!;
        var (table, index) = catalogue.SelectMany(t => ((JsonArray)t!["indexes"]!).Select(i => (Table: t, Index: i!))).First(pair => !(bool)pair.Index["unique"]!);
        await ByHandAsync(database, $"""
            DROP INDEX {index["name"]};
            CREATE INDEX somebodys ON guild (name);
            CREATE TABLE "odd
            name" (id BIGINT);
            ALTER TABLE guild ADD COLUMN mood TEXT;
            UPDATE migration SET checksum = 'x' WHERE module = 'nobody';
            """);

        var check = await JsonAsync(file, "check");
        ((bool)check["ok"]!).ShouldBeFalse();
        var findings = ((JsonArray)check["findings"]!).ToDictionary(finding => (string)finding!["difference"]!, finding => finding!);
        findings.Keys.ShouldBe(["missing_index", "extra_column", "extra_index", "extra_table"], ignoreOrder: true);
        ((string)findings["missing_index"]["repair"]![0]!).ShouldStartWith($"CREATE INDEX IF NOT EXISTS {index["name"]} ON {table!["name"]}");
        ((bool)findings["extra_index"]["harmless"]!).ShouldBeTrue();
        ((bool)findings["extra_column"]["harmless"]!).ShouldBeFalse();

        var (code, output) = await RunAsync(file, "check");
        code.ShouldBe(Failed);
        output.ShouldContain("2 things are wrong.");
        output.ShouldContain($"the index {index["name"]} of {table["name"]} is missing");
    }

    [Fact]
    public async Task A_step_that_ran_with_another_text_is_named_by_all()
    {
        await using var database = TestDatabase.Sqlite();
        var file = database.Options.File;
        await JsonAsync(file, "migrate");
        await ByHandAsync(database, "UPDATE migration SET checksum = 'x' WHERE module = 'staff' AND number = 2; INSERT INTO migration VALUES ('jukebox', 1, 'songs', 'y', 0);");

        var modules = ((JsonArray)(await JsonAsync(file, "version"))["modules"]!).ToDictionary(module => (string)module!["module"]!, module => (string)module!["state"]!);
        modules["staff"].ShouldBe("changed");
        modules["jukebox"].ShouldBe("unknown");
        await ExpectAsync(Failed, "Step 2 (statuses_managers_free_limits) of staff has run in this database with another text", file, "migrate");
        await ExpectAsync(Failed, "Step 2 (statuses_managers_free_limits) of staff has run in this database with another text", file, "rollback", "--module", "staff", "--to", "0", "--yes");
        var (code, output) = await RunAsync(file, "check");
        code.ShouldBe(Failed);
        output.ShouldContain("wrong  schema of staff: step 2");
        output.ShouldContain("note   schema of jukebox: this program has no such module");
    }

    [Fact]
    public async Task The_catalogue_needs_no_database_and_tells_what_is_personal_and_secret()
    {
        using var folder = new Folder();
        var tables = (JsonArray)(await JsonAsync(folder.File("none.db"), "catalogue"))["tables"]!;
        var columns = tables.SelectMany(table => ((JsonArray)table!["columns"]!).Select(column => (Name: $"{table["name"]}.{column!["name"]}", Column: column))).ToDictionary(pair => pair.Name, pair => pair.Column);
        ((bool)columns["gateway_session.session"]["secret"]!).ShouldBeTrue();
        ((string)columns["staff_member.hired_by"]["names"]!).ShouldBe("user");
        ((string)columns["staff_member.rank_role_id"]["personal_to"]!).ShouldBe("user_id");
        tables.Select(table => (string)table!["name"]!).ShouldContain("journal");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
        (await RunAsync(folder.File("none.db"), "catalogue", "--table", "staff_member")).Output.ShouldContain("Who is or was on staff");
    }

    [Theory]
    [InlineData(CannotStart, "There is no database at", "none.db", "version")]
    [InlineData(CannotStart, "There is no database at", "none.db", "check")]
    [InlineData(CannotStart, "There is no database at", "none.db", "rollback", "--module", "staff", "--to", "0")]
    [InlineData(CannotStart, "does not answer", "postgres://ada:se:cret@127.0.0.1:9/mainstay", "version")]
    [InlineData(Usage, "names no database", "postgres://ada:se:cret@127.0.0.1", "version")]
    [InlineData(Usage, "not known", "postgres://ada@h/db?options=--evil", "version")]
    [InlineData(Usage, "SQLite or PostgreSQL", "mysql://ada@h/db", "version")]
    [InlineData(Usage, "has characters that no place has", "two\nlines.db", "version")]
    [InlineData(Usage, "There is no module of that name", "none.db", "migrate-first", "rollback", "--module", "; DROP TABLE guild", "--to", "0")]
    [InlineData(Usage, "--to is a number from 0 to", "none.db", "migrate-first", "rollback", "--module", "staff", "--to", "-1")]
    [InlineData(Usage, "--to is a number from 0 to", "none.db", "migrate-first", "rollback", "--module", "staff", "--to", "99")]
    [InlineData(Usage, "99999999999", "none.db", "rollback", "--module", "staff", "--to", "99999999999")]
    [InlineData(Usage, "'--to' is required", "none.db", "rollback", "--module", "staff")]
    [InlineData(Usage, "No module declares a table of that name", "none.db", "catalogue", "--table", "‮elbat\u200b")]
    [InlineData(Usage, "vanish", "none.db", "vanish")]
    [InlineData(Usage, "Required command", "none.db")]
    public async Task What_makes_no_sense_is_one_sentence_and_changes_nothing(int expected, string named, string place, params string[] arguments)
    {
        using var folder = new Folder();
        place = place.EndsWith("none.db", StringComparison.Ordinal) ? folder.File(place) : place;
        if (arguments.FirstOrDefault() == "migrate-first")
        {
            arguments = arguments[1..];
            await JsonAsync(place, "migrate");
        }

        await ExpectAsync(expected, named, place, arguments);
    }

    [Fact]
    public async Task The_setting_and_the_file_of_the_setting_name_the_database_and_bounds_are_held()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.File("address"), folder.File("here.db") + "\n");
        (await MainstayProgram.RunAsync(["db", "migrate"], new Dictionary<string, string> { ["MAINSTAY_DATABASE_FILE"] = folder.File("address") })).Code.ShouldBe(0);
        File.Exists(folder.File("here.db")).ShouldBeTrue();
        (await MainstayProgram.RunAsync(["db", "version"], new Dictionary<string, string> { ["MAINSTAY_DATABASE"] = folder.File("here.db") })).Output.ShouldContain("up to date");

        var (code, output) = await MainstayProgram.RunAsync(["db", "version"], new Dictionary<string, string> { ["MAINSTAY_DATABASE"] = folder.File("here.db"), ["MAINSTAY_DATABASE__READERS"] = "0" });
        code.ShouldBe(Usage);
        output.ShouldContain("MAINSTAY_DATABASE__READERS is a whole number from 1 to 100.");
        (await MainstayProgram.RunAsync(["db", "version"], new Dictionary<string, string> { ["MAINSTAY_DATABASE_FILE"] = folder.File("nowhere") })).Code.ShouldBe(CannotStart);
    }

    private static async Task ByHandAsync(TestDatabase database, string sql)
    {
        await using var services = new ServiceCollection().AddStore(database.Options).BuildServiceProvider();
        await services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync(sql), TestContext.Current.CancellationToken);
    }

    private static Task<(int Code, string Output)> RunAsync(string place, params string[] arguments) => MainstayProgram.RunAsync(["db", .. arguments, "--database", place]);

    private static async Task<JsonNode> JsonAsync(string place, params string[] arguments)
    {
        var (code, output) = await RunAsync(place, [.. arguments, "--json"]);
        code.ShouldBeLessThan(2, output);
        return JsonNode.Parse(output)!;
    }

    private static async Task ExpectAsync(int expected, string named, string place, params string[] arguments)
    {
        var (code, output) = await RunAsync(place, arguments);
        code.ShouldBe(expected, output);
        var said = output.Trim().Split('\n').Where(line => line.StartsWith("mainstay: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        said.ShouldContain(named);
        said.TrimEnd().ShouldEndWith(".");
        output.ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        output.ShouldNotContain("cret", Case.Sensitive, "no password");
    }
}
