using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// The kind <c>row</c>: insert, update or delete of one row of a catalogued record table, by column name. It costs no request, and since it is written in the
/// transaction of its own step it happens exactly once.
/// </summary>
internal sealed class RowKind(Lazy<ModuleRegistry> modules, TimeProvider time) : RecordKind
{
    public override string Name => "row";

    public override string Noun(int count) => count == 1 ? "record" : "records";

    public override string Describe(Change change) => ((RowChange)change).Summary;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change) => Obstacle(plan.Image.Id.Value, (RowChange)change) is { } failure ? [failure.Sentence] : [];

    /// <summary>Cells of columns that name roles, channels or messages follow them; all else is left as it is.</summary>
    public override Change Resolve(Change change, IdMap ids)
    {
        var row = (RowChange)change;
        return ids is not NamedIds && ids.IsEmpty ? row : row with
        {
            Key = Resolve(row.Table, row.Key, ids)!,
            Before = Resolve(row.Table, row.Before, ids),
            After = Resolve(row.Table, row.After, ids),
            TakenBack = Resolve(row.Table, row.TakenBack, ids),
            Line = row.Line is not { } line ? null : line with
            {
                Key = Resolve(line.Table, line.Key, ids)!,
                Values = Resolve(line.Table, line.Values, ids)!,
                TakenBack = Resolve(line.Table, line.TakenBack, ids)!,
            },
        };
    }

    public override Task<TargetState> ApplyAsync(IUnit unit, Id<Guild> guild, Change change, Id<User> actor) => ApplyAsync(unit, (RowChange)change, actor);

    public override void Invert(Change change, UndoPlan undo) => undo.Add(Invert((RowChange)change));

    /// <summary>Why a change cannot be meant: an undeclared table or column, another guild's row.</summary>
    public Failure? Obstacle(ulong guild, RowChange change)
    {
        if (modules.Value.Table(change.Table) is not { Kind: TableKind.Record } table)
        {
            return Wrong(change, $"{change.Table} is not a table of records");
        }

        if (table.Ledger is not null)
        {
            return Wrong(change, $"lines of {change.Table} are only ever added, with the change that they tell of");
        }

        if (change.Line is { } line && LineObstacle(guild, line) is { } complaint)
        {
            return Wrong(change, complaint);
        }

        var columns = table.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var named = change.Key.Columns.Concat(change.Before?.Columns ?? []).Concat(change.After?.Columns ?? []);
        if (named.FirstOrDefault(c => !columns.Contains(c)) is { } stranger)
        {
            return Wrong(change, $"{change.Table} has no column {stranger}");
        }

        if (!table.Key.SequenceEqual(change.Key.Columns.OrderBy(c => IndexOf(table.Key, c)), StringComparer.Ordinal))
        {
            return Wrong(change, $"the key of {change.Table} is {string.Join(", ", table.Key)}");
        }

        return columns.Contains("guild_id") && (!change.Key.Has("guild_id") || change.Key["guild_id"] is not long owner || (ulong)owner != guild)
            ? Wrong(change, "the row belongs to another server")
            : null;
    }

    /// <summary>Looks at the row within the unit of work and writes it, with its line, if it stands as the change found it.</summary>
    public async Task<TargetState> ApplyAsync(IUnit unit, RowChange change, Id<User> actor)
    {
        var table = modules.Value.Table(change.Table)!;
        var standing = await ObserveAsync(unit, table, change).ConfigureAwait(false);
        if (standing == TargetState.Before)
        {
            if (await UseAsync(unit, change).ConfigureAwait(false) is { } use)
            {
                throw new RecordException(new Failure("row.used", use.Sentence));
            }

            await ExecuteAsync(unit, change).ConfigureAwait(false);
            if (change.Line is { } line)
            {
                await AddLineAsync(unit, line, actor).ConfigureAwait(false);
            }
        }

        return standing;
    }

    /// <summary>What stands on the row that a change would take away; null for nothing.</summary>
    public async Task<TableUse?> UseAsync(IUnit unit, RowChange change)
    {
        foreach (var use in change.After is null ? modules.Value.Table(change.Table)!.Uses : [])
        {
            await using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = $"SELECT COUNT(*) FROM {use.Table} WHERE guild_id = @guild_id AND ({use.Where})";
            Bind(command, "", change.Key);
            if (Convert.ToInt64(await command.ExecuteScalarAsync(unit.CancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture) > 0)
            {
                return use;
            }
        }

        return null;
    }

    public static RowChange Invert(RowChange change) => (change.TakenBack is { } back ? InvertTo(back, change) : InvertToBefore(change)) with
    {
        Line = change.Line is { } line ? line with { Values = line.TakenBack, TakenBack = line.Values } : null,
    };

    private static RowChange InvertTo(Row back, RowChange change) => change with
    {
        Before = change.After,
        After = back,
        TakenBack = null,
        Summary = UndoPlan.Summary(change.Summary),
        DependsOn = [],
    };

    private static RowChange InvertToBefore(RowChange change) => change with
    {
        Before = change.After is null ? null : WithKey(change.After, change.Before is null ? change.Key : null),
        After = change.Before is null ? null : WithKey(change.Before, change.After is null ? change.Key : null),
        Summary = UndoPlan.Summary(change.Summary),
        DependsOn = [],
    };

    private Row? Resolve(string name, Row? row, IdMap ids)
    {
        if (row is null || modules.Value.Table(name) is not { } table)
        {
            return row;
        }

        var naming = table.Columns.Where(c => c.Names is DiscordObject.Role or DiscordObject.Channel or DiscordObject.Message).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return naming.Count == 0 ? row : Row.From(row.Select(cell =>
            naming.Contains(cell.Key) && cell.Value is long id ? new KeyValuePair<string, object?>(cell.Key, unchecked((long)ids.Of((ulong)id))) : cell));
    }

    private string? LineObstacle(ulong guild, LedgerLine line)
    {
        if (modules.Value.Table(line.Table) is not { Kind: TableKind.Record, Ledger: { } ledger } table)
        {
            return $"{line.Table} is no ledger";
        }

        var columns = table.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return line.Values.Columns.Concat(line.TakenBack.Columns).FirstOrDefault(c => !columns.Contains(c) || table.Key.Contains(c)) is { } stranger ? $"a line of {line.Table} says nothing about {stranger}"
            : !table.Key.Where(c => c != ledger.Number).Order(StringComparer.Ordinal).SequenceEqual(line.Key.Columns, StringComparer.Ordinal) ? $"a line of {line.Table} needs its key without {ledger.Number}"
            : columns.Contains("guild_id") && (line.Key["guild_id"] is not long owner || (ulong)owner != guild) ? "the line belongs to another server"
            : null;
    }

    private async Task AddLineAsync(IUnit unit, LedgerLine line, Id<User> actor)
    {
        var ledger = modules.Value.Table(line.Table)!.Ledger!;
        long number;
        await using (var command = unit.Connection.CreateCommand())
        {
            command.Transaction = unit.Transaction;
            command.CommandText = $"SELECT COALESCE(MAX({ledger.Number}), 0) + 1 FROM {line.Table} WHERE {Where(line.Key)}";
            Bind(command, "key_", line.Key);
            number = Convert.ToInt64(await command.ExecuteScalarAsync(unit.CancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }

        var row = new Row { [ledger.At] = time.GetUtcNow(), [ledger.By] = actor.IsNone ? null : (long)actor.Value };
        var key = Row.From([.. line.Key, new(ledger.Number, number)]);
        var values = Row.From(row.Where(cell => !line.Values.Has(cell.Key)).Concat(line.Values));
        await ExecuteAsync(unit, new RowChange { Table = line.Table, Key = key, After = values, Reason = "", Summary = "" }).ConfigureAwait(false);
    }

    /// <summary>An insert writes the key too, and the delete that takes it back checks it.</summary>
    private static Row WithKey(Row row, Row? key) => key is null ? row : Row.From(row.Concat(key.Where(k => !row.Has(k.Key))));

    private static async Task<TargetState> ObserveAsync(IUnit unit, Table table, RowChange change)
    {
        var columns = (change.Before?.Columns ?? []).Concat(change.After?.Columns ?? []).Distinct(StringComparer.Ordinal).ToArray();
        var current = await ReadAsync(unit, table, change.Key, columns).ConfigureAwait(false);
        if (current is null)
        {
            return change.Before is null ? TargetState.Before : change.After is null ? TargetState.After : TargetState.Gone;
        }

        return change.Before is not null && Agrees(current, change.Before) ? TargetState.Before
            : change.After is not null && Agrees(current, change.After) ? TargetState.After
            : TargetState.Different;
    }

    private static bool Agrees(Row current, Row wanted) => wanted.All(cell => Equals(current[cell.Key], cell.Value));

    private static async Task<Row?> ReadAsync(IUnit unit, Table table, Row key, IReadOnlyList<string> columns)
    {
        var names = columns.Count == 0 ? key.Columns.ToArray() : columns;
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText = $"SELECT {string.Join(", ", names)} FROM {table.Name} WHERE {Where(key)}";
        Bind(command, "key_", key);
        await using var reader = await command.ExecuteReaderAsync(unit.CancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(unit.CancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return Row.From(names.Select((name, i) => new KeyValuePair<string, object?>(name, reader.IsDBNull(i) ? null : reader.GetValue(i))));
    }

    private static async Task ExecuteAsync(IUnit unit, RowChange change)
    {
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        Bind(command, "key_", change.Key);
        if (change.After is { } after)
        {
            var whole = change.Before is null ? WithKey(after, change.Key) : after;
            Bind(command, "set_", whole);
            command.CommandText = change.Before is null
                ? $"INSERT INTO {change.Table} ({string.Join(", ", whole.Columns)}) VALUES ({string.Join(", ", whole.Columns.Select(c => "@set_" + c))})"
                : $"UPDATE {change.Table} SET {string.Join(", ", whole.Columns.Select(c => $"{c} = @set_{c}"))} WHERE {Where(change.Key)}";
        }
        else
        {
            command.CommandText = $"DELETE FROM {change.Table} WHERE {Where(change.Key)}";
        }

        await command.ExecuteNonQueryAsync(unit.CancellationToken).ConfigureAwait(false);
    }

    private static string Where(Row key) => string.Join(" AND ", key.Columns.Select(c => $"{c} = @key_{c}"));

    private static void Bind(System.Data.Common.DbCommand command, string prefix, Row row)
    {
        foreach (var (column, value) in row)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + prefix + column;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }

    private static int IndexOf(IReadOnlyList<string> list, string item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == item)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static Failure Wrong(RowChange change, string clause) =>
        new("row.declaration", $"This record cannot be written: {clause}.") { Context = new Dictionary<string, string> { ["table"] = change.Table } };
}
