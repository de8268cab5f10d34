using Mainstay.Sdk.Data;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Name => "SQLite";

    public override string Bytes => "BLOB";

    public override string Identity => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public override string Clustered => "WITHOUT ROWID";
}
