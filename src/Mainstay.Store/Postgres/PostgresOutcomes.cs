using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Finds out what became of a transaction whose connection broke while it committed, by asking the server for the fate of its number
/// (https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-INFO-SNAPSHOT). "Aborted" is always certain. "Committed" is certain as long as the server
/// has not been restarted since: after a crash it may give the number of a transaction that left no trace to another one.
/// </summary>
internal sealed class PostgresOutcomes(NpgsqlDataSource source, StoreOptions options, TimeProvider time)
{
    /// <summary>What <see cref="Mark" /> is made of.</summary>
    public const string MarkColumns = "pg_current_xact_id()::text, extract(epoch from pg_postmaster_start_time())::text";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public enum Outcome
    {
        Kept,
        Lost,
        Unknown,
    }

    public async Task<Outcome> FindAsync(Mark mark)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < options.Patience;)
        {
            try
            {
                var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
                await using var closing = connection.ConfigureAwait(false);
                var (state, sameServer) = await AskAsync(connection, mark).ConfigureAwait(false);
                switch (state)
                {
                    case "aborted":
                        return Outcome.Lost;
                    case "committed":
                        return sameServer ? Outcome.Kept : Outcome.Unknown;
                    case null:
                        return Outcome.Unknown;
                }
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidParameterValue)
            {
                // The number lies in the server's future: it has forgotten that transaction.
                return Outcome.Lost;
            }
            catch (Exception error) when (PostgresFaults.IsLost(error))
            {
                // Not back yet.
            }

            await Task.Delay(Pause, time).ConfigureAwait(false);
        }

        return Outcome.Unknown;
    }

    private static async Task<(string? State, bool SameServer)> AskAsync(NpgsqlConnection connection, Mark mark)
    {
        var command = new NpgsqlCommand("SELECT pg_xact_status(@number::text::xid8), extract(epoch from pg_postmaster_start_time())::text = @server::text", connection);
        await using var disposal = command.ConfigureAwait(false);
        command.Parameters.AddWithValue("number", mark.Transaction);
        command.Parameters.AddWithValue("server", mark.Server);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return (await reader.IsDBNullAsync(0).ConfigureAwait(false) ? null : reader.GetString(0), reader.GetBoolean(1));
    }

    /// <summary>A transaction by its number, and the start of the server that gave it.</summary>
    internal sealed record Mark(string Transaction, string Server);
}
