using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine;

/// <summary>
/// Records refer to their guild's row, which the mirror writes a moment after the guild was seen. Whoever is quicker leaves the bare row for the mirror to
/// fill in.
/// </summary>
internal static class GuildRow
{
    public static Task EnsureAsync(IUnit unit, Id<Guild> guild, DateTimeOffset now) => unit.ExecuteAsync(
        "INSERT INTO guild (guild_id, name, first_seen_at, updated_at) VALUES (@guild, '', @now, @now) ON CONFLICT (guild_id) DO NOTHING", new { guild, now });
}
