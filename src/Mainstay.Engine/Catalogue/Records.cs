using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Catalogue;

/// <summary>Counts and samples of any declared table, from its declaration alone.</summary>
internal sealed class Records(Lazy<ModuleRegistry> modules, IDatabase database) : IRecords
{
    private static readonly HashSet<string> Engine = [.. EngineTables.All.Select(t => t.Name)];

    public Task<IReadOnlyList<TableCount>> CountAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var counts = new List<TableCount>();
            foreach (var table in modules.Value.Tables.Where(t => t.GuildScoped).OrderBy(t => t.Name, StringComparer.Ordinal))
            {
                var rows = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name} WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
                counts.Add(new TableCount(table, rows, IsWipeable(table)));
            }

            return (IReadOnlyList<TableCount>)counts;
        },
        cancellationToken);

    public async Task<Outcome<TableSample>> SampleAsync(Id<Guild> guild, string table, int rows, CancellationToken cancellationToken)
    {
        if (modules.Value.Tables.FirstOrDefault(t => t.GuildScoped && t.Name == table) is not { } found)
        {
            return new Failure("records.table", "There is no such table. Pick one from the list; `/debug collection` shows them all.");
        }

        Column[] shown = [.. found.Columns.Where(IsShown)];
        var sample = await database.ReadAsync(unit => ReadAsync(unit, guild, found, shown, rows), cancellationToken).ConfigureAwait(false);
        return new TableSample(found, sample, [.. found.Columns.Where(c => c.Name != "guild_id" && !IsShown(c)).Select(c => c.Name)]);
    }

    private static bool IsWipeable(Table table) => table.Kind == TableKind.Record && !Engine.Contains(table.Name);

    private static bool IsShown(Column column) =>
        column.Name != "guild_id" && column is { Secret: false, PersonalTo: null, Names: not DiscordObject.User and not DiscordObject.Message, Type: not ColumnType.Bytes };

    private static async Task<IReadOnlyList<Row>> ReadAsync(IUnit unit, Id<Guild> guild, Table table, Column[] shown, int rows)
    {
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText =
            $"""
             SELECT {(shown.Length == 0 ? "1" : string.Join(", ", shown.Select(c => c.Name)))} FROM {table.Name}
             WHERE guild_id = @guild ORDER BY {string.Join(", ", table.Key)} LIMIT {rows.ToString(CultureInfo.InvariantCulture)}
             """;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@guild", unchecked((long)guild.Value));
        command.Parameters.Add(parameter);
        var found = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync(unit.CancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(unit.CancellationToken).ConfigureAwait(false))
        {
            found.Add(Row.From(shown.Select((column, i) => KeyValuePair.Create(column.Name, reader.IsDBNull(i) ? null : reader.GetValue(i)))));
        }

        return found;
    }
}
