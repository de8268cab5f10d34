using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store.Mirror;

namespace Mainstay.Store.Sqlite;

/// <summary>Member rows through SQLite's own interface: names go as the bytes that they are.</summary>
internal sealed class SqliteMemberRows(StoreOptions options) : IMemberRows
{
    // Rows between two looks at the clock.
    private const int Batch = 256;

    private const string UpsertSql =
        """
        INSERT INTO member (guild_id, user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until,
            flags, pending, bot, first_seen_at, updated_at, left_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15, NULL)
        ON CONFLICT (guild_id, user_id) DO UPDATE SET
            username = excluded.username, global_name = excluded.global_name, nick = excluded.nick, avatar = excluded.avatar,
            guild_avatar = excluded.guild_avatar, role_set_id = excluded.role_set_id, joined_at = excluded.joined_at,
            premium_since = excluded.premium_since, timeout_until = excluded.timeout_until, flags = excluded.flags, pending = excluded.pending,
            bot = excluded.bot, updated_at = excluded.updated_at, left_at = NULL
        """;

    // Of a member whose names are in the table only.
    private const string KeepNamesSql =
        """
        UPDATE member SET role_set_id = ?3, joined_at = ?4, premium_since = ?5, timeout_until = ?6, flags = ?7, pending = ?8, bot = ?9, updated_at = ?10, guild_avatar = ?11, left_at = NULL
        WHERE guild_id = ?1 AND user_id = ?2
        """;

    private const string LeaveSql = "UPDATE member SET left_at = ?3, updated_at = ?3 WHERE guild_id = ?1 AND user_id = ?2 AND left_at IS NULL";

    private const string RoleSetSql = "INSERT INTO role_set (guild_id, role_set_id, role_id) VALUES (?1, ?2, ?3)";

    private const string ReadSql =
        """
        SELECT user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until, flags, pending, bot
        FROM member WHERE guild_id = ?1 AND left_at IS NULL ORDER BY user_id
        """;

    private const string PresentSql = "SELECT user_id FROM member WHERE guild_id = ?1 AND left_at IS NULL ORDER BY user_id";

    public TimeSpan Slice => options.Slice;

    public Task<int> WriteAsync(IUnit unit, MirrorSave save, int from, RoleSetIndex roleSets, Func<int, bool> mayGoOn) => Task.FromResult(Write(unit, save, from, roleSets, mayGoOn));

    public Task<int> ReadAsync(IUnit unit, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets) => Task.FromResult(Read(unit, writer, roleSets));

    public Task<IReadOnlyList<Id<User>>> PresentAsync(IUnit unit, Id<Guild> guild) => Task.FromResult(Present(unit, guild));

    private static int Write(IUnit unit, MirrorSave save, int from, RoleSetIndex roleSets, Func<int, bool> mayGoOn)
    {
        var guild = (long)save.Image.Id.Value;
        var at = save.At.ToUnixTimeMilliseconds();
        var numbers = new Dictionary<int, long>();
        using var upsert = new SqliteStatement(unit, UpsertSql);
        using var keepNames = new SqliteStatement(unit, KeepNamesSql);
        using var leave = new SqliteStatement(unit, LeaveSql);
        using var roleSet = new SqliteStatement(unit, RoleSetSql);
        upsert.Bind(1, guild);
        upsert.Bind(15, at);
        keepNames.Bind(1, guild);
        keepNames.Bind(10, at);
        leave.Bind(1, guild);
        leave.Bind(3, at);
        roleSet.Bind(1, guild);
        while (from < save.Members.Count)
        {
            var end = Math.Min(save.Members.Count, from + Batch);
            for (; from < end; from++)
            {
                var user = save.Members[from];
                if (!save.Image.Members.TryGet(user, out var member))
                {
                    leave.Bind(2, (long)user.Value);
                    leave.Run();
                    continue;
                }

                var roles = member.Roles;
                if (!numbers.TryGetValue(roles.Number, out var set))
                {
                    numbers[roles.Number] = set = roleSets.NumberOf(roles);
                    Write(roleSet, roleSets);
                }

                if (member.HasTexts)
                {
                    Bind(upsert, member, set);
                    upsert.Run();
                }
                else
                {
                    BindWithoutNames(keepNames, member, set);
                    keepNames.Run();
                }
            }

            unit.CancellationToken.ThrowIfCancellationRequested();
            if (!mayGoOn(from))
            {
                break;
            }
        }

        return from;
    }

    // Between the members, so that the look at the clock sees them.
    private static void Write(SqliteStatement statement, RoleSetIndex roleSets)
    {
        foreach (var (set, roles) in roleSets.Fresh)
        {
            statement.Bind(2, set);
            foreach (var role in roles)
            {
                statement.Bind(3, (long)role);
                statement.Run();
            }
        }

        roleSets.Fresh.Clear();
    }

    private static int Read(IUnit unit, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets)
    {
        using var select = new SqliteStatement(unit, ReadSql);
        select.Bind(1, (long)writer.Id.Value);
        var count = 0;
        while (select.Step())
        {
            writer.Upsert(new MemberData
            {
                Id = (ulong)select.Long(0),
                Username = select.Text(1),
                GlobalName = select.Text(2),
                Nick = select.Text(3),
                Avatar = select.Text(4),
                GuildAvatar = select.Text(5),
                Roles = roleSets.GetValueOrDefault(select.Long(6)) ?? [],
                JoinedAt = select.Long(7),
                PremiumSince = select.Long(8),
                TimeoutUntil = select.Long(9),
                Flags = (int)select.Long(10),
                Pending = select.Long(11) != 0,
                Bot = select.Long(12) != 0,
            });
            count++;
        }

        return count;
    }

    private static IReadOnlyList<Id<User>> Present(IUnit unit, Id<Guild> guild)
    {
        using var select = new SqliteStatement(unit, PresentSql);
        select.Bind(1, (long)guild.Value);
        var ids = new List<Id<User>>();
        while (select.Step())
        {
            ids.Add(new Id<User>((ulong)select.Long(0)));
        }

        return ids;
    }

    private static void BindWithoutNames(SqliteStatement update, MemberView member, long set)
    {
        Span<byte> avatar = stackalloc byte[256];
        update.Bind(2, (long)member.Id.Value);
        update.Bind(3, set);
        update.BindTime(4, member.JoinedAtMilliseconds);
        update.BindTime(5, member.PremiumSinceMilliseconds);
        update.BindTime(6, member.TimeoutUntilMilliseconds);
        update.Bind(7, (int)member.Flags);
        update.Bind(8, member.IsPending ? 1 : 0);
        update.Bind(9, member.IsBot ? 1 : 0);
        update.Bind(11, avatar[..member.CopyGuildAvatar(avatar)]);
    }

    private static void Bind(SqliteStatement upsert, MemberView member, long set)
    {
        // A hash takes 34 bytes; longer ones would be of a kind that Discord does not make today.
        Span<byte> avatar = stackalloc byte[256];
        upsert.Bind(2, (long)member.Id.Value);
        upsert.Bind(3, member.UsernameUtf8, orNull: false);
        upsert.Bind(4, member.GlobalNameUtf8);
        upsert.Bind(5, member.NickUtf8);
        upsert.Bind(6, avatar[..member.CopyAvatar(avatar)]);
        upsert.Bind(7, avatar[..member.CopyGuildAvatar(avatar)]);
        upsert.Bind(8, set);
        upsert.BindTime(9, member.JoinedAtMilliseconds);
        upsert.BindTime(10, member.PremiumSinceMilliseconds);
        upsert.BindTime(11, member.TimeoutUntilMilliseconds);
        upsert.Bind(12, (int)member.Flags);
        upsert.Bind(13, member.IsPending ? 1 : 0);
        upsert.Bind(14, member.IsBot ? 1 : 0);
    }
}
