using Mainstay.Sdk.Data;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Mainstay.Bench.Sync;

/// <summary>What PostgreSQL takes for the decoded rows by binary COPY through the provider: one COPY into the same table, in rising order of the key, in one transaction.</summary>
internal static class CopyFloor
{
    private const string Columns =
        "guild_id, user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until, flags, pending, bot, first_seen_at, updated_at";

    public static async Task<FloorRun> RunAsync(string place, DecodedMember[] rows)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStore(StoreOptions.At(place)).BuildServiceProvider();
        await services.GetRequiredService<IMigrator>().MigrateAsync([services.GetRequiredService<MigrationSet>()], CancellationToken.None);
        await services.DisposeAsync();
        var sorted = rows.OrderBy(row => row.Id).ToArray();
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync();
        Measured.Collect();
        var clock = FloorClock.Start();
        await using var transaction = await connection.BeginTransactionAsync();
        var sets = new Dictionary<string, long>();
        using (var copy = connection.BeginBinaryImport("COPY role_set (guild_id, role_set_id, role_id) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in sorted)
            {
                if (sets.TryAdd(row.RoleKey, sets.Count + 1))
                {
                    Write(copy, sets[row.RoleKey], row.Roles);
                }
            }

            copy.Complete();
        }

        using (var copy = connection.BeginBinaryImport($"COPY member ({Columns}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in sorted)
            {
                Write(copy, row, sets[row.RoleKey]);
            }

            copy.Complete();
        }

        await transaction.CommitAsync();
        return clock.Stop();
    }

    private static void Write(NpgsqlBinaryImporter copy, long set, ulong[] roles)
    {
        foreach (var role in roles)
        {
            copy.StartRow();
            copy.Write((long)SyncServer.Large, NpgsqlDbType.Bigint);
            copy.Write(set, NpgsqlDbType.Bigint);
            copy.Write((long)role, NpgsqlDbType.Bigint);
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, DecodedMember row, long set)
    {
        copy.StartRow();
        copy.Write((long)SyncServer.Large, NpgsqlDbType.Bigint);
        copy.Write((long)row.Id, NpgsqlDbType.Bigint);
        Text(copy, row.Username);
        Text(copy, row.GlobalName);
        Text(copy, row.Nick);
        Text(copy, row.Avatar);
        Text(copy, row.GuildAvatar);
        copy.Write(set, NpgsqlDbType.Bigint);
        copy.Write(row.JoinedAt, NpgsqlDbType.Bigint);
        Time(copy, row.PremiumSince);
        Time(copy, row.TimeoutUntil);
        copy.Write((long)row.Flags, NpgsqlDbType.Bigint);
        copy.Write(row.Pending ? 1L : 0L, NpgsqlDbType.Bigint);
        copy.Write(0L, NpgsqlDbType.Bigint);
        copy.Write(1_700_000_000_000, NpgsqlDbType.Bigint);
        copy.Write(1_700_000_000_000, NpgsqlDbType.Bigint);
    }

    private static void Text(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }

    private static void Time(NpgsqlBinaryImporter copy, long milliseconds)
    {
        if (milliseconds == 0)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(milliseconds, NpgsqlDbType.Bigint);
        }
    }
}
