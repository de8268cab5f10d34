using System.Security.Cryptography;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Snapshots;

/// <summary>
/// Snapshots as rows: a guild's record tables, with its structure where a plan destroys something. The journal is never part of one. What is read back is held
/// against its checksum first.
/// </summary>
internal sealed class SnapshotStore(IDatabase database, Lazy<ModuleRegistry> modules, ISettings settings, TimeProvider time) : ISnapshots, IGuildTables
{
    private const string OfTables = "tables";
    private const string OfGuild = "guild";

    public async Task<Outcome<SnapshotReference>> KeepTablesAsync(Id<Guild> guild, IReadOnlyList<string> tables, Actor by, string reason, CancellationToken cancellationToken)
    {
        if (!TryTables(tables, out var declared, out var failure))
        {
            return failure;
        }

        var body = await database.ReadAsync(unit => SnapshotBody.OfTablesAsync(unit, guild, declared), cancellationToken).ConfigureAwait(false);
        return await KeepAsync(guild, OfTables, body, by, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps everything that a destructive plan could take: the guild's structure, the roles of the members that the plan changes, and all rows of the guild's
    /// record tables. Failure <c>snapshot.failed</c>: nothing may be destroyed then.
    /// </summary>
    public async Task<Outcome<SnapshotReference>> KeepGuildAsync(GuildImage image, IReadOnlyList<Change> changes, Actor by, string reason, CancellationToken cancellationToken)
    {
        try
        {
            var body = await database.ReadAsync(
                unit => SnapshotBody.OfGuildAsync(unit, image, AffectedPeople.PeopleOf(changes, image), modules.Value.Tables.Where(IsKept)), cancellationToken).ConfigureAwait(false);
            return await KeepAsync(image.Id, OfGuild, body, by, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            return new Failure("snapshot.failed", DatabaseFailure.Of(exception).Sentence);
        }
    }

    /// <summary>What a <see cref="SnapshotReference" /> to the tables as they stand in the unit would have as checksum and rows: equal to one that is kept when nothing differs.</summary>
    public async Task<(string Checksum, long Rows)> StandingAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<string> tables)
    {
        var body = await SnapshotBody.OfTablesAsync(unit, guild, Declared(tables)).ConfigureAwait(false);
        return (body.Checksum, body.Rows);
    }

    /// <summary>Deletes all rows that a guild has in the tables, within the unit.</summary>
    public async Task WipeAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<string> tables)
    {
        // Children before parents: modules declare what is referred to before what refers to it.
        foreach (var table in Declared(tables).Reverse())
        {
            await unit.ExecuteAsync($"DELETE FROM {table.Name} WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Puts the rows of a snapshot in the place of what the guild has in the tables, within the unit. Failures: <c>snapshot.gone</c>, <c>snapshot.damaged</c>
    /// (what is kept is not what was named), <c>snapshot.format</c>, <c>snapshot.schema</c> (a column of it is no longer there).
    /// </summary>
    public async Task<Failure?> RestoreAsync(IUnit unit, Id<Guild> guild, SnapshotReference reference, IReadOnlyList<string> tables)
    {
        var read = await ReadAsync(unit, guild, reference).ConfigureAwait(false);
        if (!read.Try(out var text, out var failure))
        {
            return failure;
        }

        using var document = JsonDocument.Parse(text);
        var kept = document.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!, StringComparer.Ordinal);
        var wanted = Declared(tables);
        foreach (var table in wanted)
        {
            if (!kept.TryGetValue(table.Name, out var rows) || rows.GetProperty("columns").EnumerateArray().Any(c => table.Columns.All(d => d.Name != c.GetString())))
            {
                return new Failure("snapshot.schema", $"The snapshot was taken of other columns than {table.Name} has now.");
            }
        }

        await WipeAsync(unit, guild, tables).ConfigureAwait(false);
        foreach (var table in wanted)
        {
            await InsertAsync(unit, table.Name, kept[table.Name]).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>The text of a snapshot, proven to be the one that is named.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(IUnit unit, Id<Guild> guild, SnapshotReference reference)
    {
        var row = await unit.FirstAsync<SnapshotRow>(
            "SELECT format, checksum, body FROM snapshot WHERE guild_id = @guild AND number = @Number", new { guild, reference.Number }).ConfigureAwait(false);
        if (row is null)
        {
            return new Failure("snapshot.gone", $"Snapshot {reference.Number} is no longer kept.");
        }

        if (row.Format > SnapshotBody.Format)
        {
            return new Failure("snapshot.format", $"Snapshot {reference.Number} was written by a newer version of me.");
        }

        try
        {
            var text = SnapshotBody.Expand(row.Body);
            return row.Checksum == reference.Checksum && Convert.ToHexStringLower(SHA256.HashData(text)) == reference.Checksum ? text : Damaged(reference);
        }
        catch (InvalidDataException)
        {
            return Damaged(reference);
        }
    }

    private async Task<Outcome<SnapshotReference>> KeepAsync(Id<Guild> guild, string contents, SnapshotBody body, Actor by, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var days = (await settings.GetAsync<OperationSettings>(guild, cancellationToken).ConfigureAwait(false)).Value.SnapshotDays;
        var (checksum, packed) = (body.Checksum, body.Compress());
        return await database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("DELETE FROM snapshot WHERE guild_id = @guild AND taken_at < @oldest", new { guild, oldest = now.AddDays(-days) }).ConfigureAwait(false);
                var known = await unit.ScalarAsync<long?>(
                    "SELECT MAX(number) FROM snapshot WHERE guild_id = @guild AND checksum = @checksum AND contents = @contents", new { guild, checksum, contents }).ConfigureAwait(false);
                if (known is not null)
                {
                    await unit.ExecuteAsync("UPDATE snapshot SET taken_at = @now WHERE guild_id = @guild AND number = @known", new { now, guild, known }).ConfigureAwait(false);
                }
                else
                {
                    await GuildRow.EnsureAsync(unit, guild, now).ConfigureAwait(false);
                }

                var number = known ?? await unit.ScalarAsync<long>(
                    """
                    INSERT INTO snapshot (guild_id, contents, taken_at, taken_by, reason, format, row_count, checksum, body)
                    VALUES (@guild, @contents, @now, @User, @reason, @format, @Rows, @checksum, @packed)
                    RETURNING number
                    """,
                    new { guild, contents, now, by.User, reason, format = (long)SnapshotBody.Format, body.Rows, checksum, packed }).ConfigureAwait(false);
                var reference = new SnapshotReference(number, checksum, body.Rows);

                // Read back in the same transaction: a snapshot that cannot be read is none.
                return (await ReadAsync(unit, guild, reference).ConfigureAwait(false)).Try(out _, out var failure) ? Outcome.Of(reference) : failure;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task InsertAsync(IUnit unit, string table, JsonElement kept)
    {
        string[] columns = [.. kept.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!)];
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column;
            command.Parameters.Add(parameter);
        }

        foreach (var row in kept.GetProperty("rows").EnumerateArray())
        {
            var i = 0;
            foreach (var cell in row.EnumerateArray())
            {
                command.Parameters[i++].Value = cell.ValueKind switch
                {
                    JsonValueKind.Null => DBNull.Value,
                    JsonValueKind.Number => cell.GetInt64(),
                    JsonValueKind.Array => cell[0].GetBytesFromBase64(),
                    _ => cell.GetString()!,
                };
            }

            await command.ExecuteNonQueryAsync(unit.CancellationToken).ConfigureAwait(false);
        }
    }

    private bool TryTables(IReadOnlyList<string> names, out IReadOnlyList<Table> tables, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Failure? failure)
    {
        tables = Declared(names);
        var known = tables.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        failure = names.FirstOrDefault(n => !known.Contains(n)) is { } unknown ? new Failure("snapshot.tables", $"`{Mention.Plain(unknown)}` is no table of records.") : null;
        return failure is null;
    }

    /// <summary>In the order in which modules declare them.</summary>
    private Table[] Declared(IReadOnlyList<string> names) => [.. modules.Value.Tables.Where(t => IsKept(t) && names.Contains(t.Name, StringComparer.Ordinal))];

    private static bool IsKept(Table table) => table.Kind == TableKind.Record && table.Columns.Any(c => c.Name == "guild_id");

    private static Failure Damaged(SnapshotReference reference) => new("snapshot.damaged", $"Snapshot {reference.Number} is damaged: its checksum does not fit.");

    private sealed record SnapshotRow(long Format, string Checksum, byte[] Body);
}
