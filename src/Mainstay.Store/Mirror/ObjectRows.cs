using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The guild, its roles, channels and overwrites: few rows, compared in memory, and only what differs is written.</summary>
internal static class ObjectRows
{
    public static async Task WriteAsync(IUnit unit, GuildImage image, DateTimeOffset at)
    {
        await WriteGuildAsync(unit, image, at).ConfigureAwait(false);
        await WriteRolesAsync(unit, image, at).ConfigureAwait(false);
        await WriteChannelsAsync(unit, image, at).ConfigureAwait(false);
    }

    public static async Task ReadAsync(IUnit unit, GuildImageWriter writer, string? guild)
    {
        if (guild is not null)
        {
            writer.SetGuild(Parse<Guild>(guild));
        }

        foreach (var data in await unit.QueryAsync<string>("SELECT data FROM role WHERE guild_id = @Id AND deleted_at IS NULL", new { writer.Id }).ConfigureAwait(false))
        {
            writer.PutRole(Parse<Role>(data));
        }

        foreach (var data in await unit.QueryAsync<string>("SELECT data FROM channel WHERE guild_id = @Id AND deleted_at IS NULL", new { writer.Id }).ConfigureAwait(false))
        {
            writer.PutChannel(Parse<Channel>(data));
        }
    }

    public static async Task<LastSeen> LastSeenAsync(IUnit unit, Id<Guild> guild, IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles)
    {
        var seenChannels = channels.Count == 0 ? [] : await unit.QueryAsync<string>(
            "SELECT data FROM channel WHERE guild_id = @guild AND channel_id IN @channels", new { guild, channels = channels.Select(c => (long)c.Value).ToArray() }).ConfigureAwait(false);
        var seenRoles = roles.Count == 0 ? [] : await unit.QueryAsync<string>(
            "SELECT data FROM role WHERE guild_id = @guild AND role_id IN @roles", new { guild, roles = roles.Select(r => (long)r.Value).ToArray() }).ConfigureAwait(false);
        return new LastSeen(seenChannels.Select(Parse<Channel>).ToDictionary(c => c.Id), seenRoles.Select(Parse<Role>).ToDictionary(r => r.Id));
    }

    private static Task WriteGuildAsync(IUnit unit, GuildImage image, DateTimeOffset at) => unit.ExecuteAsync(
        """
        INSERT INTO guild (guild_id, name, owner_id, data, first_seen_at, updated_at, left_at) VALUES (@Id, @Name, @owner, @data, @at, @at, NULL)
        ON CONFLICT (guild_id) DO UPDATE SET name = excluded.name, owner_id = excluded.owner_id, data = excluded.data, updated_at = excluded.updated_at, left_at = NULL
        WHERE guild.data IS NULL OR guild.data <> excluded.data OR guild.left_at IS NOT NULL
        """,
        new { image.Id, image.Name, owner = image.Guild?.OwnerId, data = image.Guild is { } guild ? Text(guild) : null, at });

    private static async Task WriteRolesAsync(IUnit unit, GuildImage image, DateTimeOffset at)
    {
        var there = await ThereAsync(unit, image.Id, "SELECT role_id AS id, data, deleted_at FROM role WHERE guild_id = @guild").ConfigureAwait(false);
        foreach (var role in image.Roles)
        {
            var data = Text(role);
            if (there.GetValueOrDefault((long)role.Id.Value) is not { } row || row.Data != data || row.DeletedAt is not null)
            {
                await unit.ExecuteAsync(
                    """
                    INSERT INTO role (guild_id, role_id, name, position, permissions, data, updated_at, deleted_at)
                    VALUES (@guild, @Id, @Name, @Position, @permissions, @data, @at, NULL)
                    ON CONFLICT (guild_id, role_id) DO UPDATE SET name = excluded.name, position = excluded.position, permissions = excluded.permissions,
                        data = excluded.data, updated_at = excluded.updated_at, deleted_at = NULL
                    """,
                    new { guild = image.Id, role.Id, role.Name, role.Position, permissions = (long)role.Permissions, data, at }).ConfigureAwait(false);
            }
        }

        foreach (var (id, _) in there.Where(row => row.Value.DeletedAt is null && image.Roles.IsGone(new((ulong)row.Key))))
        {
            await unit.ExecuteAsync("UPDATE role SET deleted_at = @at, updated_at = @at WHERE guild_id = @guild AND role_id = @id", new { guild = image.Id, id, at })
                .ConfigureAwait(false);
        }
    }

    private static async Task WriteChannelsAsync(IUnit unit, GuildImage image, DateTimeOffset at)
    {
        var there = await ThereAsync(unit, image.Id, "SELECT channel_id AS id, data, deleted_at FROM channel WHERE guild_id = @guild").ConfigureAwait(false);
        foreach (var channel in image.Channels)
        {
            var data = Text(channel);
            if (there.GetValueOrDefault((long)channel.Id.Value) is { } row && row.Data == data && row.DeletedAt is null)
            {
                continue;
            }

            var hidden = GuildImage.IsHidden(channel);
            await unit.ExecuteAsync(
                """
                INSERT INTO channel (guild_id, channel_id, parent_id, kind, name, hidden, data, updated_at, deleted_at)
                VALUES (@guild, @Id, @parent, @kind, @name, @hidden, @data, @at, NULL)
                ON CONFLICT (guild_id, channel_id) DO UPDATE SET parent_id = excluded.parent_id, kind = excluded.kind,
                    name = COALESCE(excluded.name, channel.name), hidden = excluded.hidden, data = excluded.data, updated_at = excluded.updated_at, deleted_at = NULL
                """,
                new
                {
                    guild = image.Id,
                    channel.Id,
                    parent = channel.ParentId.OrDefault(),
                    kind = (long)channel.Type,
                    name = hidden ? null : channel.Name,
                    hidden = hidden ? 1L : 0L,
                    data,
                    at,
                }).ConfigureAwait(false);
            if (!hidden)
            {
                await WriteOverwritesAsync(unit, image.Id, channel).ConfigureAwait(false);
            }
        }

        foreach (var (id, _) in there.Where(row => row.Value.DeletedAt is null && image.Channels.IsGone(new((ulong)row.Key))))
        {
            var key = new { guild = image.Id, id, at };
            await unit.ExecuteAsync("UPDATE channel SET deleted_at = @at, updated_at = @at WHERE guild_id = @guild AND channel_id = @id", key).ConfigureAwait(false);
            await unit.ExecuteAsync("DELETE FROM overwrite WHERE guild_id = @guild AND channel_id = @id", key).ConfigureAwait(false);
        }
    }

    private static async Task WriteOverwritesAsync(IUnit unit, Id<Guild> guild, Channel channel)
    {
        await unit.ExecuteAsync("DELETE FROM overwrite WHERE guild_id = @guild AND channel_id = @Id", new { guild, channel.Id }).ConfigureAwait(false);
        await unit.ExecuteAsync(
            "INSERT INTO overwrite (guild_id, channel_id, target_id, target, allow, deny) VALUES (@guild, @channel, @target_id, @target, @allow, @deny)",
            (channel.PermissionOverwrites ?? []).Select(overwrite => new
            {
                guild,
                channel = channel.Id,
                target_id = (long)overwrite.Id.Value,
                target = overwrite.Type == OverwriteType.Member ? "member" : "role",
                allow = (long)overwrite.Allow,
                deny = (long)overwrite.Deny,
            })).ConfigureAwait(false);
    }

    private static async Task<Dictionary<long, Row>> ThereAsync(IUnit unit, Id<Guild> guild, string sql) =>
        (await unit.QueryAsync<Row>(sql, new { guild }).ConfigureAwait(false)).ToDictionary(row => row.Id);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, DiscordJson.Options);

    private static T Parse<T>(string data) => JsonSerializer.Deserialize<T>(data, DiscordJson.Options)!;

    private sealed class Row
    {
        public long Id { get; init; }

        public required string Data { get; init; }

        public long? DeletedAt { get; init; }
    }
}
