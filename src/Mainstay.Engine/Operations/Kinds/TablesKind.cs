using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>tables</c>: all of a guild's rows of some tables, emptied or put back from a snapshot.</summary>
internal sealed class TablesKind(Lazy<ModuleRegistry> modules, Lazy<IGuildTables> kept) : RecordKind
{
    public override string Name => "tables";

    public override string Noun(int count) => count == 1 ? "set of tables" : "sets of tables";

    public override string Describe(Change change)
    {
        var tables = (TablesChange)change;
        var named = string.Join(", ", tables.Tables.Select(t => t.Replace('_', ' ')));
        return tables.After is { } put ? $"put back {put.Rows} records of {named}" : $"delete {tables.Before?.Rows ?? 0} records of {named}";
    }

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var tables = (TablesChange)change;
        foreach (var name in tables.Tables)
        {
            if (modules.Value.Table(name) is not { Kind: TableKind.Record } table || !table.Columns.Any(c => c.Name == "guild_id"))
            {
                yield return $"{name.Replace('_', ' ')} is no table of this server's records, so it can neither be emptied nor put back.";
            }
        }
    }

    public override Change Resolve(Change change, IdMap ids) => change;

    public override async Task<TargetState> ApplyAsync(IUnit unit, Id<Guild> guild, Change change, Id<User> actor)
    {
        var tables = (TablesChange)change;
        var (checksum, rows) = await kept.Value.StandingAsync(unit, guild, tables.Tables).ConfigureAwait(false);
        if (Is(tables.After))
        {
            return TargetState.After;
        }

        if (!Is(tables.Before))
        {
            return TargetState.Different;
        }

        if (tables.After is null)
        {
            await kept.Value.WipeAsync(unit, guild, tables.Tables).ConfigureAwait(false);
        }
        else if (await kept.Value.RestoreAsync(unit, guild, tables.After, tables.Tables).ConfigureAwait(false) is { } failure)
        {
            throw new RecordException(failure);
        }

        return TargetState.Before;

        bool Is(SnapshotReference? meant) => meant is null ? rows == 0 : checksum == meant.Checksum && rows == meant.Rows;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var tables = (TablesChange)change;
        undo.Add(tables with { Before = tables.After, After = tables.Before, Reason = UndoPlan.Reason(tables) });
    }
}

/// <summary>A record cannot be written, for a reason that a person can be told; what its step had begun is taken back.</summary>
internal sealed class RecordException(Failure failure) : Exception(failure.Sentence)
{
    public Failure Failure { get; } = failure;
}
