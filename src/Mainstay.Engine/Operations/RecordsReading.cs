using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>Reads what the records of all modules say about Discord's objects, from their declarations alone.</summary>
internal sealed class RecordsReading(Lazy<ModuleRegistry> modules, IDatabase database, IGuildMirror mirror, ISchemaInspector schema)
{
    /// <summary>All settings of a guild, saved or not, with the number of their version.</summary>
    public async Task<IReadOnlyList<(SettingsRecord Record, int Version)>> SettingsAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var saved = await database.ReadAsync(
            unit => unit.QueryAsync<Saved>(
                """
                SELECT v.name, v.number, v.body FROM setting_version v
                WHERE v.guild_id = @guild AND v.number = (SELECT MAX(w.number) FROM setting_version w WHERE w.guild_id = v.guild_id AND w.name = v.name)
                """,
                new { guild }),
            cancellationToken).ConfigureAwait(false);
        var newest = saved.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return
        [
            .. modules.Value.Settings.OrderBy(s => s.Name, StringComparer.Ordinal).Select(declaration =>
                newest.TryGetValue(declaration.Name, out var found)
                    ? (SettingsIds.Read(declaration, found.Body), (int)found.Number)
                    : (SettingsIds.Read(declaration, null), 0)),
        ];
    }

    /// <summary>Every cell that names an object and says what becomes of its row when the object is gone, in one consistent look.</summary>
    public Task<IReadOnlyList<NamedObject>> ObjectsAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var found = new List<NamedObject>();
            foreach (var table in modules.Value.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
            {
                foreach (var column in table.Columns)
                {
                    var action = WhenGone.Of(table, column);
                    if (action.IsReported && column.Names is DiscordObject.Role or DiscordObject.Channel or DiscordObject.User && table.Key.Contains("guild_id"))
                    {
                        await ReadAsync(unit, guild, table, column, action, found).ConfigureAwait(false);
                    }
                }
            }

            return (IReadOnlyList<NamedObject>)found;
        },
        cancellationToken);

    /// <summary>Where the database differs from what is declared.</summary>
    public Task<IReadOnlyList<SchemaFinding>> SchemaAsync(CancellationToken cancellationToken) => schema.CompareAsync(modules.Value.Tables, cancellationToken);

    /// <summary>How channels and roles looked when they were last seen.</summary>
    public Task<LastSeen> LastSeenAsync(Id<Guild> guild, IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles, CancellationToken cancellationToken) =>
        mirror.LastSeenAsync(guild, channels, roles, cancellationToken);

    private static async Task ReadAsync(IUnit unit, Id<Guild> guild, Table table, Column column, WhenGone action, List<NamedObject> found)
    {
        var keys = table.Key.ToArray();
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText =
            $"""
             SELECT {column.Name}, {string.Join(", ", keys)} FROM {table.Name}
             WHERE guild_id = @guild AND {column.Name} IS NOT NULL AND {column.Name} <> 0{(action.Column is null ? "" : $" AND {action.Column} = @status")}{(action.Where is { } where ? $" AND ({where})" : "")}
             ORDER BY {string.Join(", ", keys)}
             """;
        Bind(command, "@guild", (long)guild.Value);
        if (action.From is { } status)
        {
            Bind(command, "@status", status);
        }

        await using var reader = await command.ExecuteReaderAsync(unit.CancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(unit.CancellationToken).ConfigureAwait(false))
        {
            var key = Row.From(keys.Select((name, i) => new KeyValuePair<string, object?>(name, reader.GetValue(i + 1))));
            found.Add(new NamedObject(table.Name, key, column.Name, column.Names, unchecked((ulong)Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture)), action));
        }
    }

    private static void Bind(System.Data.Common.DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private sealed record Saved
    {
        public string Name { get; init; } = "";

        public long Number { get; init; }

        public string Body { get; init; } = "";
    }
}
