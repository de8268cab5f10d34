using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Mainstay.Bench.Members;
using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Bench.Sync;

/// <summary>
/// What a prepared statement takes for the same rows, decoded before the clock starts: through the same provider, into the same table, in rising order of the key, in slices of the
/// same length. In a process of its own, because a million decoded rows take memory. <c>insert</c>, <c>upsert</c> (if changed; nothing is) and <c>compare</c>
/// (Mainstay's pass over the same decoded rows) on standard input; <c>copy</c> and an address for PostgreSQL.
/// </summary>
internal sealed class SyncFloor(string folder, DecodedMember[] rows)
{
    private static readonly TimeSpan Slice = new StoreOptions().Slice;
    private readonly Dictionary<string, long> _sets = [];
    private int _files;
    private LiveGuild? _live;

    public static async Task<int> RunAsync(int members, string folder)
    {
        var rows = MemberSamples.Chunks(members, seed: 7).SelectMany(chunk => MemberSamples.Decode(chunk).Select(DecodedMember.Of)).ToArray();
        var floor = new SyncFloor(folder, rows);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(line.Split(' ', 2) switch
            {
                ["insert"] => await floor.InsertAsync(),
                ["upsert"] => floor.Upsert(),
                ["copy", var place] => await CopyFloor.RunAsync(place, rows),
                _ => floor.Compare(),
            }));
        }

        return 0;
    }

    private string Current => Path.Combine(folder, $"floor{_files}.db");

    private async Task<FloorRun> InsertAsync()
    {
        foreach (var old in Directory.GetFiles(folder, "floor*.db*"))
        {
            File.Delete(old);
        }

        _files++;
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStore(new StoreOptions { File = Current }).BuildServiceProvider();
        await services.GetRequiredService<IMigrator>().MigrateAsync([services.GetRequiredService<MigrationSet>()], CancellationToken.None);
        await services.DisposeAsync();
        var sorted = rows.OrderBy(row => row.Id).ToArray();
        Measured.Collect();
        using var connection = Open();
        var clock = FloorClock.Start();
        _sets.Clear();
        using var insert = MemberCommand(connection, "");
        using var set = connection.CreateCommand();
        set.CommandText = "INSERT INTO role_set (guild_id, role_set_id, role_id) VALUES (@guild, @set, @role)";
        set.Parameters.AddWithValue("@guild", (long)SyncServer.Large);
        var (number, role) = (set.Parameters.Add("@set", SqliteType.Integer), set.Parameters.Add("@role", SqliteType.Integer));
        set.Prepare();
        Slices(connection, sorted, [insert, set], (row, at) =>
        {
            if (!_sets.TryGetValue(row.RoleKey, out var known))
            {
                _sets[row.RoleKey] = known = _sets.Count + 1;
                number.Value = known;
                foreach (var one in row.Roles)
                {
                    role.Value = (long)one;
                    set.ExecuteNonQuery();
                }
            }

            Fill(insert, row, known);
            insert.ExecuteNonQuery();
        });
        return clock.Stop();
    }

    private FloorRun Upsert()
    {
        var sorted = rows.OrderBy(row => row.Id).ToArray();
        Measured.Collect();
        using var connection = Open();
        var clock = FloorClock.Start();
        using var upsert = MemberCommand(connection, """
             ON CONFLICT (guild_id, user_id) DO UPDATE SET username = excluded.username, global_name = excluded.global_name, nick = excluded.nick,
                avatar = excluded.avatar, guild_avatar = excluded.guild_avatar, role_set_id = excluded.role_set_id, joined_at = excluded.joined_at,
                premium_since = excluded.premium_since, timeout_until = excluded.timeout_until, flags = excluded.flags, pending = excluded.pending,
                bot = excluded.bot, updated_at = excluded.updated_at, left_at = NULL
             WHERE (username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until, flags, pending, bot, left_at)
                IS NOT (excluded.username, excluded.global_name, excluded.nick, excluded.avatar, excluded.guild_avatar, excluded.role_set_id,
                    excluded.joined_at, excluded.premium_since, excluded.timeout_until, excluded.flags, excluded.pending, excluded.bot, NULL)
            """);
        var changed = 0;
        Slices(connection, sorted, [upsert], (row, at) =>
        {
            Fill(upsert, row, _sets[row.RoleKey]);
            changed += upsert.ExecuteNonQuery();
        });
        return changed == 0 ? clock.Stop() : throw new InvalidOperationException($"{changed} rows were written though nothing had changed.");
    }

    /// <summary>The engine's own pass over the decoded rows, in the order in which chunks bring them.</summary>
    private FloorRun Compare()
    {
        if (_live is null)
        {
            _live = new LiveGuild(new GuildImageWriter(new Id<Guild>(SyncServer.Large), new Id<User>(1)), TimeProvider.System);
            Pass();
            _live.TakeSave(null);
        }

        Measured.Collect();
        var clock = FloorClock.Start();
        var changed = Pass();
        return changed == 0 ? clock.Stop() : throw new InvalidOperationException($"{changed} members differ though nothing had changed.");
    }

    private int Pass()
    {
        var pass = _live!.BeginPass();
        foreach (var row in rows)
        {
            _live.List(pass, row.Data());
        }

        _live.EndPass(pass, complete: true, out _);
        return pass.Created + pass.Updated;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Current, Pooling = false }.ToString());
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private static void Slices(SqliteConnection connection, DecodedMember[] sorted, SqliteCommand[] commands, Action<DecodedMember, int> write)
    {
        const int Batch = 256;
        for (var at = 0; at < sorted.Length;)
        {
            var begun = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            foreach (var command in commands)
            {
                command.Transaction = transaction;
            }

            do
            {
                for (var end = Math.Min(sorted.Length, at + Batch); at < end; at++)
                {
                    write(sorted[at], at);
                }
            }
            while (at < sorted.Length && Stopwatch.GetElapsedTime(begun) < Slice);

            transaction.Commit();
        }
    }

    private static SqliteCommand MemberCommand(SqliteConnection connection, string conflict)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO member (guild_id, user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until,
                flags, pending, bot, first_seen_at, updated_at, left_at)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @14, NULL){conflict}
            """;
        command.Parameters.AddWithValue("@0", (long)SyncServer.Large);
        for (var i = 1; i < 15; i++)
        {
            command.Parameters.Add($"@{i}", i is >= 2 and <= 6 ? SqliteType.Text : SqliteType.Integer);
        }

        command.Parameters[14].Value = 1_700_000_000_000;
        command.Prepare();
        return command;
    }

    private static void Fill(SqliteCommand command, DecodedMember row, long set)
    {
        var parameters = command.Parameters;
        parameters[1].Value = (long)row.Id;
        parameters[2].Value = row.Username;
        parameters[3].Value = (object?)row.GlobalName ?? DBNull.Value;
        parameters[4].Value = (object?)row.Nick ?? DBNull.Value;
        parameters[5].Value = (object?)row.Avatar ?? DBNull.Value;
        parameters[6].Value = (object?)row.GuildAvatar ?? DBNull.Value;
        parameters[7].Value = set;
        parameters[8].Value = row.JoinedAt;
        parameters[9].Value = row.PremiumSince == 0 ? DBNull.Value : row.PremiumSince;
        parameters[10].Value = row.TimeoutUntil == 0 ? DBNull.Value : row.TimeoutUntil;
        parameters[11].Value = (long)row.Flags;
        parameters[12].Value = row.Pending ? 1L : 0L;
        parameters[13].Value = 0L;
    }
}

/// <summary>One measured pass over the decoded rows.</summary>
internal sealed record FloorRun(double Seconds, double Processor);

/// <summary>Seconds, and those of the process's CPU.</summary>
internal readonly record struct FloorClock(long Started, TimeSpan Processor)
{
    public static FloorClock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public FloorRun Stop() => new(Measured.Seconds(Started), (Environment.CpuUsage.TotalTime - Processor).TotalSeconds);
}

/// <summary>A member as a program has it after decoding: texts both as its own strings and as bytes, so that neither side converts.</summary>
internal sealed record DecodedMember(
    ulong Id, string Username, string? GlobalName, string? Nick, string? Avatar, string? GuildAvatar, ulong[] Roles, string RoleKey, long JoinedAt, long PremiumSince,
    long TimeoutUntil, int Flags, bool Pending, byte[][] Utf8)
{
    public static DecodedMember Of(GuildMember m)
    {
        var user = m.User!;
        ulong[] roles = [.. m.Roles.Select(role => role.Value).Order()];
        string?[] texts = [user.Username, user.GlobalName, m.Nick.OrDefault(), user.Avatar, m.Avatar.OrDefault()];
        return new(
            user.Id.Value, user.Username, user.GlobalName, m.Nick.OrDefault(), user.Avatar, m.Avatar.OrDefault(), [.. m.Roles.Select(role => role.Value)], string.Join(',', roles),
            m.JoinedAt?.ToUnixTimeMilliseconds() ?? 0, m.PremiumSince.OrDefault()?.ToUnixTimeMilliseconds() ?? 0,
            m.CommunicationDisabledUntil.OrDefault()?.ToUnixTimeMilliseconds() ?? 0, (int)(m.Flags ?? 0), m.Pending ?? false,
            [.. texts.Select(text => text is null ? [] : Encoding.UTF8.GetBytes(text))]);
    }

    public MemberData Data() => new()
    {
        Id = Id,
        Username = Utf8[0],
        GlobalName = Utf8[1],
        Nick = Utf8[2],
        Avatar = Utf8[3],
        GuildAvatar = Utf8[4],
        Roles = Roles,
        JoinedAt = JoinedAt,
        PremiumSince = PremiumSince,
        TimeoutUntil = TimeoutUntil,
        Flags = Flags,
        Pending = Pending,
    };
}
