using Mainstay.Sdk.Data;
using Mainstay.Store.Schema;

namespace Mainstay.Store.Sqlite;

/// <summary>SQLite's catalogue, through its table-valued pragmas (https://www.sqlite.org/pragma.html#pragfunc).</summary>
internal sealed class SqliteSchema : ISchemaSource
{
    private const string TablesSql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    private const string ColumnsSql =
        $"""
        SELECT t.name AS table_name, c.cid AS place, c.name AS name, c.type AS type, 1 - c."notnull" AS nullable, c.pk AS key_place
        FROM ({TablesSql}) t, pragma_table_info(t.name) c
        """;

    // Unique constraints written into a table have an index without a name of their own; they count as well.
    private const string IndexesSql =
        $"""
        SELECT t.name AS table_name, i.name AS name, i."unique" AS is_unique, c.seqno AS place, COALESCE(c.name, '(expression)') AS column_name,
            CASE WHEN i.partial = 1 THEN (SELECT TRIM(SUBSTR(s.sql, INSTR(UPPER(s.sql), ' WHERE ') + 7)) FROM sqlite_schema s WHERE s.name = i.name) END AS condition
        FROM ({TablesSql}) t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        WHERE i.origin <> 'pk'
        """;

    private const string ReferencesSql =
        $"""
        SELECT t.name AS table_name, f.id AS number, f.seq AS place, f."from" AS column_name, f."table" AS to_table, COALESCE(f."to", f."from") AS to_column,
            f.on_delete = 'CASCADE' AS cascades
        FROM ({TablesSql}) t, pragma_foreign_key_list(t.name) f
        """;

    public async Task<IReadOnlyList<LiveTable>> ReadAsync(IUnit unit) => LiveRows.Gather(
        await unit.QueryAsync<string>(TablesSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.ColumnRow>(ColumnsSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.IndexRow>(IndexesSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.ReferenceRow>(ReferencesSql).ConfigureAwait(false));
}
