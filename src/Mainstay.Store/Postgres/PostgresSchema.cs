using Mainstay.Sdk.Data;
using Mainstay.Store.Schema;

namespace Mainstay.Store.Postgres;

/// <summary>PostgreSQL's catalogue (https://www.postgresql.org/docs/15/catalogs.html), for the schema that tables are made in.</summary>
internal sealed class PostgresSchema : ISchemaSource
{
    private const string TablesSql = "SELECT c.relname::text AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace";

    private const string ColumnsSql =
        """
        SELECT c.relname::text AS table_name, a.attnum::bigint AS place, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
            NOT a.attnotnull AS nullable,
            COALESCE((SELECT array_position(k.conkey, a.attnum) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'), 0)::bigint AS key_place
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
        """;

    private const string IndexesSql =
        """
        SELECT t.relname::text AS table_name, i.relname::text AS name, x.indisunique AS is_unique, n::bigint AS place,
            pg_get_indexdef(x.indexrelid, n, true) AS column_name, pg_get_expr(x.indpred, x.indrelid) AS condition
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid CROSS JOIN LATERAL generate_series(1, x.indnkeyatts) AS n
        WHERE t.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary
        """;

    private const string ReferencesSql =
        """
        SELECT c.relname::text AS table_name, k.oid::bigint AS number, n::bigint AS place,
            (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[n]) AS column_name,
            t.relname::text AS to_table,
            (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[n]) AS to_column,
            k.confdeltype = 'c' AS cascades
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
            CROSS JOIN LATERAL generate_series(1, array_length(k.conkey, 1)) AS n
        WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace
        """;

    public async Task<IReadOnlyList<LiveTable>> ReadAsync(IUnit unit) => LiveRows.Gather(
        await unit.QueryAsync<string>(TablesSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.ColumnRow>(ColumnsSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.IndexRow>(IndexesSql).ConfigureAwait(false),
        await unit.QueryAsync<LiveRows.ReferenceRow>(ReferencesSql).ConfigureAwait(false));
}
