using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Catalogue;

/// <summary>
/// Lets everything that names one Discord object name another, as the catalogue declares it: rows that live follow, and so do settings; the journal, steps and
/// histories keep what they said. All within one unit of work.
/// </summary>
internal sealed class IdRemap(Lazy<ModuleRegistry> modules, Lazy<SettingsStore> settings)
{
    /// <summary>The columns that follow an object of a kind to its new id.</summary>
    public IEnumerable<(Table Table, Column Column)> Followers(DiscordObject kind) =>
        from table in modules.Value.Tables
        where table is { Kind: not TableKind.Mirror, Ledger: null, GuildScoped: true } && table.Name is not ("journal" or "setting_version")
        from column in table.Columns
        where column.Names == kind
        select (table, column);

    /// <summary>How many cells and settings of the guild follow from one id to another. Call <see cref="SettingsStore.Forget" /> once it is committed.</summary>
    public async Task<int> MoveAsync(IUnit unit, Id<Guild> guild, DiscordObject kind, ulong from, ulong to)
    {
        var moved = 0;
        foreach (var (table, column) in Followers(kind))
        {
            moved += await unit.ExecuteAsync(
                $"UPDATE {table.Name} SET {column.Name} = @to WHERE guild_id = @guild AND {column.Name} = @from",
                new { guild, from = unchecked((long)from), to = unchecked((long)to) }).ConfigureAwait(false);
        }

        foreach (var declaration in modules.Value.Settings)
        {
            var (number, body) = await settings.Value.NewestAsync(unit, guild, declaration).ConfigureAwait(false);
            if (number > 0 && SettingsIds.Replace(declaration, body, kind, from, to) is var replaced && replaced != body)
            {
                await settings.Value.AddAsync(unit, guild, declaration, number + 1, body, replaced, default).ConfigureAwait(false);
                moved++;
            }
        }

        return moved;
    }
}
