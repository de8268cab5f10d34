using System.Data;
using System.Data.Common;

namespace Mainstay.Engine.Journal;

/// <summary>
/// The journal's three statements, parsed once for a connection and kept by <see cref="JournalStore" /> as long as that lives: an entry goes with every step of
/// every run, and parsing them anew took longer than carrying them out.
/// </summary>
internal sealed class JournalStatements
{
    private readonly DbCommand _head;
    private readonly DbCommand _insert;
    private readonly DbCommand _advance;

    public JournalStatements(DbConnection connection)
    {
        // Taking the head holds its row until the transaction ends, on either database: whoever comes second continues where the first one left the chain.
        _head = Command(
            connection,
            """
            INSERT INTO journal_head (guild_id, number, hash) VALUES (@GuildId, 0, @Genesis)
            ON CONFLICT (guild_id) DO UPDATE SET number = journal_head.number RETURNING number, hash
            """,
            ("@GuildId", DbType.Int64),
            ("@Genesis", DbType.String));
        _insert = Command(
            connection,
            $"""
             INSERT INTO journal ({JournalStore.Columns})
             VALUES (@GuildId, @Number, @At, @Correlation, @ActorKind, @ActorId, @Action, @Target, @SubjectId, @Outcome, @RunId, @Step, @Protection, @Detail, @Previous, @Hash)
             """,
            ("@GuildId", DbType.Int64),
            ("@Number", DbType.Int64),
            ("@At", DbType.Int64),
            ("@Correlation", DbType.String),
            ("@ActorKind", DbType.String),
            ("@ActorId", DbType.Int64),
            ("@Action", DbType.String),
            ("@Target", DbType.String),
            ("@SubjectId", DbType.Int64),
            ("@Outcome", DbType.String),
            ("@RunId", DbType.Int64),
            ("@Step", DbType.Int64),
            ("@Protection", DbType.String),
            ("@Detail", DbType.Binary),
            ("@Previous", DbType.String),
            ("@Hash", DbType.String));
        _advance = Command(
            connection,
            "UPDATE journal_head SET number = @Number, hash = @Hash WHERE guild_id = @GuildId",
            ("@GuildId", DbType.Int64),
            ("@Number", DbType.Int64),
            ("@Hash", DbType.String));
    }

    /// <summary>The newest entry of a guild's chain; number 0 and the genesis when there is none.</summary>
    public async Task<(long Number, string Hash)> HeadAsync(DbTransaction transaction, long guild, CancellationToken cancellationToken)
    {
        Set(_head, transaction, guild, JournalChain.Genesis);
        var reader = await _head.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? (reader.GetInt64(0), reader.GetString(1))
            : throw new InvalidOperationException("The head of a journal was neither found nor made.");
    }

    public async Task AppendAsync(DbTransaction transaction, JournalRow row, CancellationToken cancellationToken)
    {
        Set(
            _insert, transaction, row.GuildId, row.Number, row.At, row.Correlation, row.ActorKind, row.ActorId, row.Action, row.Target, row.SubjectId,
            row.Outcome, row.RunId, row.Step, row.Protection, row.Detail, row.Previous, row.Hash);
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
