using System.Collections.Concurrent;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

internal sealed class GuildMirror(IDatabase database, IMemberRows members, TimeProvider time) : IGuildMirror
{
    private readonly ConcurrentDictionary<Id<Guild>, GuildLane> _lanes = new();

    public Task<IReadOnlyList<Id<Guild>>> GuildsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        unit => unit.QueryAsync<Id<Guild>>("SELECT guild_id FROM guild WHERE left_at IS NULL ORDER BY guild_id"),
        cancellationToken);

    public Task<MirrorMark?> LoadAsync(GuildImageWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return database.ReadAsync(unit => LoadAsync(unit, writer), cancellationToken);
    }

    public async Task SaveAsync(MirrorSave save, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(save);
        var lane = _lanes.GetOrAdd(save.Image.Id, _ => new GuildLane());
        await lane.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SaveAsync(save, lane, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // What was rolled back may have held new role sets.
            lane.RoleSets = null;
            throw;
        }
        finally
        {
            lane.Turn.Release();
        }
    }

    public Task<IReadOnlyList<Id<User>>> PresentAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => members.PresentAsync(unit, guild), cancellationToken);

    public Task<MirrorCounts> CountAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var present = await unit.ScalarAsync<long>("SELECT COUNT(*) FROM member WHERE guild_id = @guild AND left_at IS NULL", new { guild }).ConfigureAwait(false);
            var all = await unit.ScalarAsync<long>("SELECT COUNT(*) FROM member WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
            var completed = await unit.ScalarAsync<long?>("SELECT members_completed_at FROM mirror_state WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
            return new MirrorCounts((int)present, (int)(all - present), completed is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
        },
        cancellationToken);

    public Task LeaveAsync(Id<Guild> guild, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync("UPDATE guild SET left_at = @at, updated_at = @at WHERE guild_id = @guild AND left_at IS NULL", new { guild, at }),
        Durability.Relaxed,
        cancellationToken);

    public Task SaveSessionAsync(int shard, int shardCount, StoredSession? session, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => Sessions.SaveAsync(unit, shard, shardCount, session, at), Durability.Relaxed, cancellationToken);

    public Task<IReadOnlyDictionary<int, StoredSession>> SessionsAsync(int shardCount, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => Sessions.ListAsync(unit, shardCount), cancellationToken);

    public Task<IReadOnlyList<RoleHistoryEntry>> RoleHistoryAsync(Id<Guild> guild, Id<User> user, int count, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => RoleHistory.ListAsync(unit, guild, user, count), cancellationToken);

    public Task<LastSeen> LastSeenAsync(
        Id<Guild> guild, IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => ObjectRows.LastSeenAsync(unit, guild, channels, roles), cancellationToken);

    private async Task<MirrorMark?> LoadAsync(IUnit unit, GuildImageWriter writer)
    {
        var guild = (await unit.QueryAsync<GuildRow>("SELECT data, updated_at FROM guild WHERE guild_id = @Id", new { writer.Id }).ConfigureAwait(false)).SingleOrDefault();
        if (guild is null)
        {
            return null;
        }

        await ObjectRows.ReadAsync(unit, writer, guild.Data).ConfigureAwait(false);
        var sets = await RoleSetIndex.BySetAsync(unit, (long)writer.Id.Value).ConfigureAwait(false);
        var count = await members.ReadAsync(unit, writer, sets).ConfigureAwait(false);
        var state = await unit.FirstAsync<StateRow>(
            "SELECT shard, session, sequence, members_complete, saved_at FROM mirror_state WHERE guild_id = @Id", new { writer.Id }).ConfigureAwait(false);
        return new MirrorMark(
            state?.SavedAt ?? guild.UpdatedAt,
            count,
            state is { MembersComplete: 1 },
            state is { Session: { } session } ? new SessionMark((int)state.Shard, session, state.Sequence) : null);
    }

    private async Task SaveAsync(MirrorSave save, GuildLane lane, CancellationToken cancellationToken)
    {
        if (save.Objects)
        {
            await database.WriteAsync(
                async unit =>
                {
                    await ObjectRows.WriteAsync(unit, save.Image, save.At).ConfigureAwait(false);
                    return true;
                },
                Durability.Relaxed,
                cancellationToken).ConfigureAwait(false);
        }

        var written = 0;
        while (written < save.Members.Count)
        {
            (written, lane.RoleSets) = await database.WriteAsync(unit => SliceAsync(unit, save, written, lane), Durability.Relaxed, cancellationToken).ConfigureAwait(false);
            if (save.Progress is { } progress)
            {
                await progress(written).ConfigureAwait(false);
            }
        }

        await database.WriteAsync(
            async unit =>
            {
                await RoleHistory.AddAsync(unit, save.Image.Id, save.RoleChanges, save.Attributions).ConfigureAwait(false);
                await WriteStateAsync(unit, save).ConfigureAwait(false);
                return true;
            },
            Durability.Relaxed,
            cancellationToken).ConfigureAwait(false);
    }

    // A slice that is run again begins with the role sets that the database has, not with those of the attempt that was taken back.
    private async Task<(int Next, RoleSetIndex RoleSets)> SliceAsync(IUnit unit, MirrorSave save, int from, GuildLane lane)
    {
        var started = time.GetTimestamp();
        var roleSets = lane.RoleSets ?? await RoleSetIndex.LoadAsync(unit, (long)save.Image.Id.Value).ConfigureAwait(false);
        lane.RoleSets = null;
        var next = await members.WriteAsync(unit, save, from, roleSets, MayGoOn).ConfigureAwait(false);
        return (next, roleSets);

        bool MayGoOn(int written)
        {
            save.Passed?.Invoke(written);
            return time.GetElapsedTime(started) < members.Slice;
        }
    }

    private static Task WriteStateAsync(IUnit unit, MirrorSave save)
    {
        var completeness = save.Image.Members.Completeness;
        return unit.ExecuteAsync(
            """
            INSERT INTO mirror_state (guild_id, shard, session, sequence, members_complete, members_completed_at, saved_at)
            VALUES (@guild, @shard, @session, @sequence, @complete, @completed, @at)
            ON CONFLICT (guild_id) DO UPDATE SET
                shard = COALESCE(excluded.shard, mirror_state.shard), session = COALESCE(excluded.session, mirror_state.session),
                sequence = COALESCE(excluded.sequence, mirror_state.sequence), members_complete = excluded.members_complete,
                members_completed_at = COALESCE(excluded.members_completed_at, mirror_state.members_completed_at), saved_at = excluded.saved_at
            """,
            new
            {
                guild = save.Image.Id,
                shard = (long?)save.Session?.Shard,
                session = save.Session?.Session,
                sequence = save.Session?.Sequence,
                complete = completeness.IsComplete ? 1L : 0L,
                completed = completeness.IsComplete ? completeness.Since ?? save.At : (DateTimeOffset?)null,
                at = save.At,
            });
    }

    private sealed class GuildLane
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public RoleSetIndex? RoleSets { get; set; }
    }

    private sealed class GuildRow
    {
        public string? Data { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }
    }

    private sealed class StateRow
    {
        public long Shard { get; init; }

        public string? Session { get; init; }

        public long Sequence { get; init; }

        public long MembersComplete { get; init; }

        public DateTimeOffset SavedAt { get; init; }
    }
}
