using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store.Mirror;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Member rows by COPY: where the guild has none from here on, straight into the table, otherwise into a temporary table that is merged from, writing only
/// rows that differ. Names go as the bytes that they are.
/// </summary>
internal sealed class PostgresMemberRows(StoreOptions options) : IMemberRows
{
    private const string Columns =
        """
        guild_id, user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until, flags, pending, bot,
        first_seen_at, updated_at
        """;

    private const short ColumnCount = 16;

    private const string Compared =
        """
        ({0}.username, {0}.global_name, {0}.nick, {0}.avatar, {0}.guild_avatar, {0}.role_set_id, {0}.joined_at, {0}.premium_since, {0}.timeout_until,
         {0}.flags, {0}.pending, {0}.bot)
        """;

    private const string AnySql = "SELECT EXISTS (SELECT 1 FROM member WHERE guild_id = @guild AND user_id >= @from)";

    // Pooled connections keep theirs, empty between transactions.
    private const string StageSql = "CREATE TEMPORARY TABLE IF NOT EXISTS member_staging (LIKE member) ON COMMIT DELETE ROWS";

    // Of members whose names are in the table only.
    private const string KeepNamesSql =
        """
        UPDATE member SET role_set_id = s.role_set_id, joined_at = s.joined_at, premium_since = s.premium_since, timeout_until = s.timeout_until, flags = s.flags,
            guild_avatar = s.guild_avatar, pending = s.pending, bot = s.bot, updated_at = s.updated_at, left_at = NULL
        FROM member_staging s WHERE member.guild_id = s.guild_id AND member.user_id = s.user_id
        """;

    private const string LeaveSql = "UPDATE member SET left_at = @at, updated_at = @at WHERE guild_id = @guild AND user_id IN @users AND left_at IS NULL";

    private const string PresentSql = "SELECT user_id FROM member WHERE guild_id = @guild AND left_at IS NULL ORDER BY user_id";

    private static readonly string MergeSql =
        $"""
        INSERT INTO member ({Columns}) SELECT {Columns} FROM member_staging ORDER BY user_id
        ON CONFLICT (guild_id, user_id) DO UPDATE SET
            username = excluded.username, global_name = excluded.global_name, nick = excluded.nick, avatar = excluded.avatar,
            guild_avatar = excluded.guild_avatar, role_set_id = excluded.role_set_id, joined_at = excluded.joined_at,
            premium_since = excluded.premium_since, timeout_until = excluded.timeout_until, flags = excluded.flags, pending = excluded.pending,
            bot = excluded.bot, updated_at = excluded.updated_at, left_at = NULL
        WHERE {Compared.Replace("{0}", "member", StringComparison.Ordinal)} IS DISTINCT FROM {Compared.Replace("{0}", "excluded", StringComparison.Ordinal)}
            OR member.left_at IS NOT NULL
        """;

    public TimeSpan Slice => options.ServerSlice;

    public async Task<int> WriteAsync(IUnit unit, MirrorSave save, int from, RoleSetIndex roleSets, Func<int, bool> mayGoOn)
    {
        var guild = (long)save.Image.Id.Value;
        var there = await unit.ScalarAsync<bool>(AnySql, new { guild, from = (long)save.Members[from].Value }).ConfigureAwait(false);
        if (there)
        {
            await unit.ExecuteAsync(StageSql).ConfigureAwait(false);
        }

        var rows = new Rows(save, roleSets, from);
        await CopyAsync(unit, $"COPY {(there ? "member_staging" : "member")} ({Columns}) FROM STDIN (FORMAT BINARY)", rows, mayGoOn).ConfigureAwait(false);
        await CopyFreshAsync(unit, roleSets).ConfigureAwait(false);
        if (there)
        {
            await unit.ExecuteAsync(MergeSql).ConfigureAwait(false);
            if (rows.Leavers.Count > 0)
            {
                await unit.ExecuteAsync(LeaveSql, new { guild, users = rows.Leavers, at = save.At }).ConfigureAwait(false);
            }
        }

        if (rows.Nameless.Count > 0)
        {
            await unit.ExecuteAsync(StageSql).ConfigureAwait(false);
            await unit.ExecuteAsync("DELETE FROM member_staging").ConfigureAwait(false);
            await CopyAsync(unit, $"COPY member_staging ({Columns}) FROM STDIN (FORMAT BINARY)", rows.NamelessRows(), _ => true).ConfigureAwait(false);
            await CopyFreshAsync(unit, roleSets).ConfigureAwait(false);
            await unit.ExecuteAsync(KeepNamesSql).ConfigureAwait(false);
        }

        return rows.Next;
    }

    private static async Task CopyFreshAsync(IUnit unit, RoleSetIndex roleSets)
    {
        if (roleSets.Fresh.Count > 0)
        {
            await CopyAsync(unit, "COPY role_set (guild_id, role_set_id, role_id) FROM STDIN (FORMAT BINARY)", new FreshSets(roleSets), _ => true).ConfigureAwait(false);
            roleSets.Fresh.Clear();
        }
    }

    public async Task<int> ReadAsync(IUnit unit, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets)
    {
        // COPY takes no parameters; a guild's id is a number.
        var sql = $"""
            COPY (SELECT user_id, username, global_name, nick, avatar, guild_avatar, role_set_id, joined_at, premium_since, timeout_until, flags, pending, bot
            FROM member WHERE guild_id = {(long)writer.Id.Value} AND left_at IS NULL ORDER BY user_id) TO STDOUT (FORMAT BINARY)
            """;
        var stream = await ((NpgsqlConnection)unit.Connection).BeginRawBinaryCopyAsync(sql, unit.CancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var reader = new CopyReader(stream, 13);
        var count = 0;
        while (await reader.FillAsync(unit.CancellationToken).ConfigureAwait(false))
        {
            count += Take(reader, writer, roleSets);
        }

        return count;
    }

    public async Task<IReadOnlyList<Id<User>>> PresentAsync(IUnit unit, Id<Guild> guild) =>
        [.. (await unit.QueryAsync<long>(PresentSql, new { guild }).ConfigureAwait(false)).Select(id => new Id<User>((ulong)id))];

    private static async Task CopyAsync(IUnit unit, string sql, CopyRows rows, Func<int, bool> mayGoOn)
    {
        var stream = await ((NpgsqlConnection)unit.Connection).BeginRawBinaryCopyAsync(sql, unit.CancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        try
        {
            var copy = new CopyWriter();
            copy.Begin();
            do
            {
                rows.Gather(copy);
                await stream.WriteAsync(copy.Drain(), unit.CancellationToken).ConfigureAwait(false);
            }
            while (!rows.AtEnd && mayGoOn(rows.Next));

            copy.End();
            await stream.WriteAsync(copy.Drain(), unit.CancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static int Take(CopyReader reader, GuildImageWriter writer, IReadOnlyDictionary<long, ulong[]> roleSets)
    {
        var count = 0;
        for (; reader.Next(); count++)
        {
            writer.Upsert(new MemberData
            {
                Id = (ulong)reader.Long(0),
                Username = reader.Text(1),
                GlobalName = reader.Text(2),
                Nick = reader.Text(3),
                Avatar = reader.Text(4),
                GuildAvatar = reader.Text(5),
                Roles = roleSets.GetValueOrDefault(reader.Long(6)) ?? [],
                JoinedAt = reader.Long(7),
                PremiumSince = reader.Long(8),
                TimeoutUntil = reader.Long(9),
                Flags = (int)reader.Long(10),
                Pending = reader.Long(11) != 0,
                Bot = reader.Long(12) != 0,
            });
        }

        return count;
    }

    /// <summary>Rows on their way into one COPY.</summary>
    private abstract class CopyRows
    {
        public abstract bool AtEnd { get; }

        /// <summary>The place of the next row.</summary>
        public abstract int Next { get; protected set; }

        /// <summary>Puts rows into the buffer until it is full or they are all in.</summary>
        public abstract void Gather(CopyWriter copy);
    }

    /// <summary>Role sets that the database has not got.</summary>
    private sealed class FreshSets(RoleSetIndex roleSets) : CopyRows
    {
        public override bool AtEnd => Next == roleSets.Fresh.Count;

        public override int Next { get; protected set; }

        public override void Gather(CopyWriter copy)
        {
            for (; !AtEnd && copy.Length < CopyWriter.Full; Next++)
            {
                var (set, roles) = roleSets.Fresh[Next];
                foreach (var role in roles)
                {
                    copy.Row(3);
                    copy.Long(roleSets.Guild);
                    copy.Long(set);
                    copy.Long((long)role);
                }
            }
        }
    }

    /// <summary>The members of one save, from a place on.</summary>
    private sealed class Rows(MirrorSave save, RoleSetIndex roleSets, int from) : CopyRows
    {
        private readonly Dictionary<int, long> _numbers = [];
        private readonly long _guild = (long)save.Image.Id.Value;
        private readonly long _at = save.At.ToUnixTimeMilliseconds();

        public override int Next { get; protected set; } = from;

        public override bool AtEnd => Next == save.Members.Count;

        public List<long> Leavers { get; } = [];

        /// <summary>Places of members whose names are in the table only.</summary>
        public List<int> Nameless { get; } = [];

        public CopyRows NamelessRows() => new NamelessPart(this);

        public override void Gather(CopyWriter copy)
        {
            for (; Next < save.Members.Count && copy.Length < CopyWriter.Full; Next++)
            {
                var user = save.Members[Next];
                if (save.Image.Members.TryGet(user, out var member))
                {
                    if (member.HasTexts)
                    {
                        Put(copy, member);
                    }
                    else
                    {
                        Nameless.Add(Next);
                    }
                }
                else
                {
                    Leavers.Add((long)user.Value);
                }
            }
        }

        private void PutAt(CopyWriter copy, int place)
        {
            if (save.Image.Members.TryGet(save.Members[place], out var member))
            {
                Put(copy, member);
            }
        }

        private void Put(CopyWriter copy, MemberView member)
        {
            var roles = member.Roles;
            if (!_numbers.TryGetValue(roles.Number, out var set))
            {
                _numbers[roles.Number] = set = roleSets.NumberOf(roles);
            }

            // A hash takes 34 bytes; longer ones would be of a kind that Discord does not make today.
            Span<byte> avatar = stackalloc byte[256];
            copy.Row(ColumnCount);
            copy.Long(_guild);
            copy.Long((long)member.Id.Value);
            copy.Text(member.UsernameUtf8);
            PutText(copy, member.GlobalNameUtf8);
            PutText(copy, member.NickUtf8);
            PutText(copy, avatar[..member.CopyAvatar(avatar)]);
            PutText(copy, avatar[..member.CopyGuildAvatar(avatar)]);
            copy.Long(set);
            PutTime(copy, member.JoinedAtMilliseconds);
            PutTime(copy, member.PremiumSinceMilliseconds);
            PutTime(copy, member.TimeoutUntilMilliseconds);
            copy.Long((int)member.Flags);
            copy.Long(member.IsPending ? 1 : 0);
            copy.Long(member.IsBot ? 1 : 0);
            copy.Long(_at);
            copy.Long(_at);
        }

        private sealed class NamelessPart(Rows rows) : CopyRows
        {
            public override bool AtEnd => Next == rows.Nameless.Count;

            public override int Next { get; protected set; }

            public override void Gather(CopyWriter copy)
            {
                for (; !AtEnd && copy.Length < CopyWriter.Full; Next++)
                {
                    rows.PutAt(copy, rows.Nameless[Next]);
                }
            }
        }

        private static void PutText(CopyWriter copy, ReadOnlySpan<byte> text)
        {
            if (text.IsEmpty)
            {
                copy.Null();
            }
            else
            {
                copy.Text(text);
            }
        }

        private static void PutTime(CopyWriter copy, long milliseconds)
        {
            if (milliseconds == MemberData.NoTime)
            {
                copy.Null();
            }
            else
            {
                copy.Long(milliseconds);
            }
        }
    }
}
