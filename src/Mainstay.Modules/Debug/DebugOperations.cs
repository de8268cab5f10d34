using System.Globalization;
using Mainstay.Sdk;

namespace Mainstay.Modules.Debug;

/// <summary>Deletes a server's records, all at once, from a snapshot that can put them back.</summary>
internal sealed class DebugOperations(IRecords records, ISnapshots snapshots)
{
    public const string Wipe = "debug.wipe-collections";

    public IReadOnlyList<Operation> All =>
    [
        new Operation<Wiped>
        {
            Name = Wipe,
            Title = "Delete records",
            Capability = DebugCapabilities.Wipe,
            Read = ReadAsync,
            Plan = Plan,
        },
    ];

    private async Task<Outcome<Wiped>> ReadAsync(Reading reading, CancellationToken cancellationToken)
    {
        TableCount[] wipeable = [.. (await records.CountAsync(reading.Guild, cancellationToken).ConfigureAwait(false)).Where(c => c.IsWipeable)];
        var wanted = reading.Arguments["table"];
        TableCount[] counts = [.. wipeable.Where(c => wanted is null || c.Table.Name == wanted)];
        if (counts.Length == 0)
        {
            return new Failure("debug.table", "There are no records of that name that could be deleted. Pick some from the list, or leave the option out for all of them.");
        }

        TableCount[] filled = [.. counts.Where(c => c.Rows > 0)];
        if (filled.Length == 0)
        {
            return new Wiped([], null);
        }

        var kept = await snapshots.KeepTablesAsync(
            reading.Guild, [.. filled.Select(c => c.Table.Name)], reading.Actor, "before records are deleted", cancellationToken).ConfigureAwait(false);
        if (!kept.Try(out var snapshot, out var failure))
        {
            return failure;
        }

        reading.RestsOn("the records to be deleted", snapshot.Checksum);
        return new Wiped(filled, snapshot);
    }

    private static Outcome<Draft> Plan(Planning<Wiped> planning) => planning.Input is not { Snapshot: { } snapshot, Tables: var tables }
        ? new Draft { NothingToDo = "There are no records to delete." }
        : new Draft
        {
            Changes =
            [
                new TablesChange { Tables = [.. tables.Select(t => t.Table.Name)], Before = snapshot, Reason = "records deleted", Risk = Risk.Destructive },
            ],
            Findings =
            [
                .. tables.Select(t => new Finding(
                    "debug.rows", Severity.Warning, Target.Row(t.Table.Name, "all"),
                    $"{t.Rows.ToString("N0", CultureInfo.InvariantCulture)} {(t.Rows == 1 ? "row" : "rows")} of `{t.Table.Name}` go: {char.ToLowerInvariant(t.Table.Description[0])}{t.Table.Description[1..]}")),
                new Finding(
                    "debug.snapshot", Severity.Info, Target.Row(tables[0].Table.Name, "all"),
                    $"Snapshot {snapshot.Number.ToString(CultureInfo.InvariantCulture)} keeps all of it, and Undo puts it back. The journal is no part of this."),
            ],
        };
}

/// <summary>What is to be deleted, and what keeps it.</summary>
internal sealed record Wiped(IReadOnlyList<TableCount> Tables, SnapshotReference? Snapshot);
