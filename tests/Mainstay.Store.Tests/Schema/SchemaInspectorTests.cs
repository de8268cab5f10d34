using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Schema;

/// <summary>What is there beside what is declared, one difference at a time, on both databases.</summary>
public abstract class SchemaInspectorTests(DatabaseKind kind)
{
    private const string Parent = "CREATE TABLE parent (id BIGINT NOT NULL PRIMARY KEY);";

    private const string Sample =
        """
        CREATE TABLE sample (
            id BIGINT NOT NULL, owner_id BIGINT NOT NULL REFERENCES parent (id) ON DELETE CASCADE, name TEXT NOT NULL, state TEXT, token TEXT, at BIGINT, PRIMARY KEY (id)
        );
        """;

    private const string Indexes = "CREATE INDEX sample_by_owner ON sample (owner_id, at); CREATE UNIQUE INDEX sample_open ON sample (name, token) WHERE state IN ('open', 'new') AND at IS NOT NULL;";

    private static readonly Table ParentTable = new() { Name = "parent", Description = "", Kind = TableKind.Record, Key = ["id"], Columns = [new("id", ColumnType.Integer)] };

    private static readonly Table SampleTable = new()
    {
        Name = "sample",
        Description = "",
        Kind = TableKind.Record,
        Key = ["id"],
        Columns =
        [
            new("id", ColumnType.Integer), new("owner_id", ColumnType.Integer), new("name", ColumnType.Text), new("state", ColumnType.Text) { Nullable = true },
            new("token", ColumnType.Text) { Nullable = true, Secret = true }, new("at", ColumnType.Time) { Nullable = true },
        ],
        Indexes = [new("sample_by_owner", ["owner_id", "at"]), new("sample_open", ["name", "token"], Unique: true) { Where = "state IN ('open', 'new') AND at IS NOT NULL" }],
        References = [new(["owner_id"], "parent", ["id"])],
    };

    public static TheoryData<string, string, SchemaDifference, string> Differences => new()
    {
        { "", "DROP TABLE sample", SchemaDifference.MissingTable, "sample" },
        { "", "CREATE TABLE other (id BIGINT NOT NULL PRIMARY KEY)", SchemaDifference.ExtraTable, "other" },
        { "", "ALTER TABLE parent ADD COLUMN extra TEXT", SchemaDifference.ExtraColumn, "extra" },
        { "", "DROP INDEX sample_by_owner", SchemaDifference.MissingIndex, "sample_by_owner" },
        { "", "CREATE INDEX more ON sample (at)", SchemaDifference.ExtraIndex, "more" },
        { "", "DROP INDEX sample_by_owner; CREATE INDEX sample_by_owner ON sample (at, owner_id)", SchemaDifference.DifferentIndex, "sample_by_owner" },
        { "", "DROP INDEX sample_by_owner; CREATE UNIQUE INDEX sample_by_owner ON sample (owner_id, at)", SchemaDifference.DifferentIndex, "sample_by_owner" },
        { "", "DROP INDEX sample_open; CREATE UNIQUE INDEX sample_open ON sample (name, token)", SchemaDifference.DifferentIndex, "sample_open" },
        { "", "DROP INDEX sample_open; CREATE UNIQUE INDEX sample_open ON sample (name, token) WHERE state IN ('open') AND at IS NOT NULL", SchemaDifference.DifferentIndex, "sample_open" },
        { ", at BIGINT", "", SchemaDifference.MissingColumn, "at" },
        { "name TEXT NOT NULL>name BIGINT NOT NULL", "", SchemaDifference.ColumnType, "name" },
        { "state TEXT>state TEXT NOT NULL", "", SchemaDifference.Nullability, "state" },
        { "PRIMARY KEY (id)>PRIMARY KEY (id, owner_id)", "", SchemaDifference.PrimaryKey, "sample" },
        { " REFERENCES parent (id) ON DELETE CASCADE", "", SchemaDifference.MissingReference, "sample" },
        { " ON DELETE CASCADE", "", SchemaDifference.ExtraReference, "sample" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_as_declared_is_not_reported()
    {
        await using var store = await MadeAsync(Sample);
        (await store.Get<ISchemaInspector>().CompareAsync([ParentTable, SampleTable], Token)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Each_difference_is_found_and_what_a_statement_mends_is_mended_by_it(string change, string sql, SchemaDifference difference, string name)
    {
        var parts = change.Split('>');
        var sample = change.Length == 0 ? Sample : Sample.Replace(parts[0], parts.Length > 1 ? parts[1] : "", StringComparison.Ordinal);
        var withoutTime = difference == SchemaDifference.MissingColumn;
        await using var store = await MadeAsync(sample, indexes: !withoutTime);
        if (sql.Length > 0)
        {
            await store.ExecuteAsync(sql);
        }

        var findings = await store.Get<ISchemaInspector>().CompareAsync([ParentTable, SampleTable], Token);
        var found = findings.First(finding => finding.Difference == difference);
        found.Name.ShouldBe(name);
        if (!withoutTime && difference != SchemaDifference.ExtraReference)
        {
            findings.Count.ShouldBe(1);
        }

        findings.Where(finding => withoutTime && finding.Difference == SchemaDifference.MissingIndex).ShouldAllBe(finding => finding.Repair.Count == 0, "what an index needs is missing");
        if (difference is SchemaDifference.MissingIndex or SchemaDifference.DifferentIndex)
        {
            await store.Database.WriteAsync(
                async unit =>
                {
                    foreach (var statement in found.Repair)
                    {
                        await unit.ExecuteAsync(statement);
                    }
                },
                Token);
            (await store.Get<ISchemaInspector>().CompareAsync([ParentTable, SampleTable], Token)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Rows_that_stand_in_the_way_of_a_unique_index_are_counted_and_shown_without_their_secrets()
    {
        await using var store = await MadeAsync(Sample);
        await store.ExecuteAsync("DROP INDEX sample_open; INSERT INTO parent VALUES (1)");
        const string Row = "INSERT INTO sample (id, owner_id, name, state, token, at) VALUES (@id, 1, @name, @state, @token, @at)";
        for (var id = 1; id <= 3; id++)
        {
            await store.ExecuteAsync(Row, new { id, name = "a", state = "open", token = "hush", at = 1L });
        }

        await store.ExecuteAsync(Row, new { id = 4, name = "b", state = "open", token = "x", at = 1L });
        await store.ExecuteAsync(Row, new { id = 5, name = "b", state = "new", token = "x", at = 2L });
        // Outside of the condition, or with a null among the columns, rows may agree.
        await store.ExecuteAsync(Row, new { id = 6, name = "c", state = "shut", token = "x", at = 1L });
        await store.ExecuteAsync(Row, new { id = 7, name = "c", state = "open", token = "x", at = 1L });
        await store.ExecuteAsync(Row, new { id = 8, name = "d", state = "open", token = (string?)null, at = 1L });
        await store.ExecuteAsync(Row, new { id = 9, name = "d", state = "open", token = (string?)null, at = 1L });

        var found = (await store.Get<ISchemaInspector>().CompareAsync([ParentTable, SampleTable], Token)).ShouldHaveSingleItem();
        found.Repair.ShouldBeEmpty("no statement mends it before somebody decides which rows stay");
        found.Blocking.ShouldNotBeNull().Groups.ShouldBe(2);
        found.Blocking.Rows.ShouldBe(5);
        found.Blocking.Samples.ShouldBe([new("a, (secret)", 3), new("b, (secret)", 2)]);

        await store.ExecuteAsync("DELETE FROM sample WHERE id IN (2, 3, 5)");
        (await store.Get<ISchemaInspector>().CompareAsync([ParentTable, SampleTable], Token)).ShouldHaveSingleItem().Repair.ShouldHaveSingleItem().ShouldStartWith("CREATE UNIQUE INDEX");
    }

    private async Task<TemporaryStore> MadeAsync(string sample, bool indexes = true)
    {
        var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync(Parent + sample + (indexes ? Indexes : ""));
        return store;
    }
}

public sealed class SqliteSchemaInspectorTests() : SchemaInspectorTests(DatabaseKind.Sqlite);

public sealed class PostgresSchemaInspectorTests() : SchemaInspectorTests(DatabaseKind.Postgres);
