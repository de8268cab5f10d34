using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>A prepared statement of the unit's connection, without ADO.NET in between. Fails as ADO.NET does, with <see cref="SqliteException" />.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(IUnit unit, string sql)
    {
        _database = ((SqliteConnection)unit.Connection).Handle ?? throw new InvalidOperationException("The unit of work has ended.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public void Bind(int place, long value) => raw.sqlite3_bind_int64(_statement, place, value);

    public void BindTime(int place, long milliseconds)
    {
        if (milliseconds == MemberData.NoTime)
        {
            raw.sqlite3_bind_null(_statement, place);
        }
        else
        {
            raw.sqlite3_bind_int64(_statement, place, milliseconds);
        }
    }

    public void Bind(int place, ReadOnlySpan<byte> text, bool orNull = true)
    {
        if (!text.IsEmpty)
        {
            raw.sqlite3_bind_text(_statement, place, text);
        }
        else if (orNull)
        {
            raw.sqlite3_bind_null(_statement, place);
        }
        else
        {
            raw.sqlite3_bind_text(_statement, place, string.Empty);
        }
    }

    public void Run()
    {
        Step();
        raw.sqlite3_reset(_statement);
    }

    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(code, _database);
        return false;
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();
}
