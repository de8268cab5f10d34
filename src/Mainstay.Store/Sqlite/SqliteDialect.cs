using Mainstay.Sdk.Data;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Name => "SQLite";

    public override string Bytes => "BLOB";

    public override string Identity => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public override string Clustered => "WITHOUT ROWID";

    public override string About => "SELECT sqlite_version() AS version, c.page_count * s.page_size AS bytes FROM pragma_page_count() c, pragma_page_size() s";
}
