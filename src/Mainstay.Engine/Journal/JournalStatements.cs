using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Mainstay.Engine.Journal;

/// <summary>
/// The journal's three statements, parsed once for a connection and kept as long as it lives: an entry goes with every step of every run, and parsing them
/// anew took longer than carrying them out.
/// </summary>
internal sealed class JournalStatements
{
    private static readonly ConditionalWeakTable<DbConnection, JournalStatements> Kept = [];

    private readonly DbCommand _head;
    private readonly DbCommand _insert;
    private readonly DbCommand _advance;

    private JournalStatements(DbConnection connection)
    {
        _head = Command(connection, "SELECT number, hash FROM journal_head WHERE guild_id = @GuildId", ("@GuildId", DbType.Int64));
        _insert = Command(
            connection,
            $"""
             INSERT INTO journal ({JournalStore.Columns})
             VALUES (@GuildId, @Number, @At, @Correlation, @ActorId, @Action, @Target, @Outcome, @RunId, @Step, @Protection, @Detail, @Previous, @Hash)
             """,
            ("@GuildId", DbType.Int64),
            ("@Number", DbType.Int64),
            ("@At", DbType.Int64),
            ("@Correlation", DbType.String),
            ("@ActorId", DbType.Int64),
            ("@Action", DbType.String),
            ("@Target", DbType.String),
            ("@Outcome", DbType.String),
            ("@RunId", DbType.Int64),
            ("@Step", DbType.Int64),
            ("@Protection", DbType.String),
            ("@Detail", DbType.Binary),
            ("@Previous", DbType.String),
            ("@Hash", DbType.String));
        _advance = Command(
            connection,
            """
            INSERT INTO journal_head (guild_id, number, hash) VALUES (@GuildId, @Number, @Hash)
            ON CONFLICT (guild_id) DO UPDATE SET number = excluded.number, hash = excluded.hash
            """,
            ("@GuildId", DbType.Int64),
            ("@Number", DbType.Int64),
            ("@Hash", DbType.String));
    }

    public static JournalStatements Of(DbConnection connection) => Kept.GetValue(connection, static one => new JournalStatements(one));

    /// <summary>The newest entry of a guild's chain; number 0 and no hash when there is none.</summary>
    public async Task<(long Number, string? Hash)> HeadAsync(DbTransaction transaction, long guild, CancellationToken cancellationToken)
    {
        Set(_head, transaction, guild);
        var reader = await _head.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetString(1)) : (0, null);
    }

    public async Task AppendAsync(DbTransaction transaction, JournalRow row, CancellationToken cancellationToken)
    {
        Set(
            _insert, transaction, row.GuildId, row.Number, row.At, row.Correlation, row.ActorId, row.Action, row.Target, row.Outcome, row.RunId, row.Step,
            row.Protection, row.Detail, row.Previous, row.Hash);
        await _insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        Set(_advance, transaction, row.GuildId, row.Number, row.Hash);
        await _advance.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, DbType Type)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Set(DbCommand command, DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
