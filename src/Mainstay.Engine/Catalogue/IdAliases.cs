using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Catalogue;

/// <summary>Which object took the place of one that was deleted and brought back: Discord gives it a new id, and what names the old one goes on under the new.</summary>
internal sealed class IdAliases(IDatabase database, IdRemap remap, Lazy<SettingsStore> settings)
{
    /// <summary>The id that an object had before it was deleted, when the change brings it back; null for any other change.</summary>
    public static (DiscordObject Kind, ulong Old)? RecreatedBy(Change change) => change switch
    {
        RoleChange { Recreates: { IsNone: false } old } => (DiscordObject.Role, old.Value),
        ChannelChange { Recreates: { IsNone: false } old } => (DiscordObject.Channel, old.Value),
        _ => null,
    };

    /// <summary>Notes the new id and lets all records follow, in the transaction of the step that made the object.</summary>
    public async Task AddAsync(IUnit unit, Id<Guild> guild, DiscordObject kind, ulong old, ulong made, long run, int step, DateTimeOffset now)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO id_alias (guild_id, old_id, new_id, object, run_id, step, made_at) VALUES (@guild, @old, @made, @kind, @run, @step, @now)
            ON CONFLICT (guild_id, old_id) DO UPDATE SET new_id = excluded.new_id, run_id = excluded.run_id, step = excluded.step, made_at = excluded.made_at
            """,
            new
            {
                guild,
                old = unchecked((long)old),
                made = unchecked((long)made),
                kind = kind == DiscordObject.Role ? "role" : "channel",
                run,
                step = (long)step,
                now,
            }).ConfigureAwait(false);
        await remap.MoveAsync(unit, guild, kind, old, made).ConfigureAwait(false);
    }

    /// <summary>The transaction of <see cref="AddAsync" /> is committed.</summary>
    public void Committed(Id<Guild> guild) => settings.Value.Forget(guild);

    /// <summary>What the ids of a guild's deleted objects stand for by now.</summary>
    public async Task<IdMap> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            unit => unit.QueryAsync<AliasRow>("SELECT old_id, new_id FROM id_alias WHERE guild_id = @guild", new { guild }), cancellationToken).ConfigureAwait(false);
        var ids = new IdMap();
        foreach (var row in rows)
        {
            ids.Set(unchecked((ulong)row.OldId), unchecked((ulong)row.NewId));
        }

        return ids;
    }

    private sealed record AliasRow(long OldId, long NewId);
}
