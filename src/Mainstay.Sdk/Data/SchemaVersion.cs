namespace Mainstay.Sdk.Data;

/// <summary>How the steps of a module's schema that have run stand to those that this program has.</summary>
public enum SchemaState
{
    /// <summary>All have run.</summary>
    Current,

    /// <summary>Some have not run yet.</summary>
    Behind,

    /// <summary>Steps have run that this program does not know.</summary>
    Newer,

    /// <summary>A step has run with another text than this program has.</summary>
    Changed,

    /// <summary>Steps have run of a module that this program does not have.</summary>
    Unknown,
}

/// <summary>How far the schema of one module is.</summary>
/// <param name="Module">Whose.</param>
/// <param name="Standing">The number of the last step that has run; 0 for none.</param>
/// <param name="Shipped">The number of the last step that this program has; 0 for none.</param>
/// <param name="State">How they stand to each other.</param>
/// <param name="Step">The step that <paramref name="State" /> is about: the first that is changed or not known; unset otherwise.</param>
public sealed record SchemaVersion(string Module, int Standing, int Shipped, SchemaState State, AppliedMigration? Step = null)
{
    /// <summary>Compares what has run with what is shipped: the shipped modules in their order, then those that nobody ships.</summary>
    public static IReadOnlyList<SchemaVersion> Compare(IReadOnlyList<MigrationSet> shipped, IReadOnlyList<AppliedMigration> standing)
    {
        ArgumentNullException.ThrowIfNull(shipped);
        ArgumentNullException.ThrowIfNull(standing);
        return
        [
            .. shipped.Select(set => Of(set, [.. standing.Where(row => row.Module == set.Module).OrderBy(row => row.Number)])),
            .. standing.Where(row => shipped.All(set => set.Module != row.Module)).GroupBy(row => row.Module, StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal)
                .Select(rows => new SchemaVersion(rows.Key, rows.Max(row => row.Number), 0, SchemaState.Unknown, rows.MinBy(row => row.Number))),
        ];
    }

    private static SchemaVersion Of(MigrationSet set, IReadOnlyList<AppliedMigration> standing)
    {
        var shipped = set.Migrations.Count;
        var last = standing.Count == 0 ? 0 : standing[^1].Number;
        return standing.FirstOrDefault(row => row.Number > shipped) is { } unknown ? new(set.Module, last, shipped, SchemaState.Newer, unknown)
            : standing.FirstOrDefault(row => row.Checksum != set.Migrations[row.Number - 1].Checksum) is { } changed ? new(set.Module, last, shipped, SchemaState.Changed, changed)
            : new(set.Module, last, shipped, last < shipped ? SchemaState.Behind : SchemaState.Current);
    }
}
