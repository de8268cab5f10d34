namespace Mainstay.Sdk;

/// <summary>What a table is to Mainstay.</summary>
public enum TableKind
{
    /// <summary>Mainstay is the source: written only by changes, undone by changes.</summary>
    Record,

    /// <summary>What was seen of Discord; written in bulk.</summary>
    Mirror,

    /// <summary>Runs, timers, caches: neither record nor mirror.</summary>
    Bookkeeping,
}

/// <summary>The Discord object that a column's value names.</summary>
public enum DiscordObject
{
    /// <summary>None.</summary>
    None,

    /// <summary>A guild.</summary>
    Guild,

    /// <summary>A user.</summary>
    User,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A message.</summary>
    Message,
}

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>BIGINT: whole numbers, snowflakes.</summary>
    Integer,

    /// <summary>BIGINT: unix milliseconds, UTC.</summary>
    Time,

    /// <summary>TEXT.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>One column, for the catalogue: from this alone come orphan repair, remapping of ids, export, erasure, retention, and redaction.</summary>
/// <param name="Name">As in SQL.</param>
/// <param name="Type">What it holds.</param>
public sealed record Column(string Name, ColumnType Type)
{
    /// <summary>Which Discord object the value names.</summary>
    public DiscordObject Names { get; init; }

    /// <summary>What becomes of a row whose object is gone; unset for what <see cref="Sdk.WhenGone.Of" /> says.</summary>
    public WhenGone? WhenGone { get; init; }

    /// <summary>The column, of the same table, with the user whose personal data this is; unset for none. A user's id is their own personal data.</summary>
    public string? PersonalTo { get; init; }

    /// <summary>Whether it is never shown, logged or exported.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether it may be null.</summary>
    public bool Nullable { get; init; }
}

/// <summary>
/// A table to which lines are only ever added: by changes that carry one (<see cref="RowChange.Line" />), never by themselves, and no plan alters or deletes one.
/// </summary>
/// <param name="Number">The last column of the key: counted from 1 within the rest of the key, by the engine.</param>
/// <param name="At">When a line was written; filled in by the engine unless the change says it.</param>
/// <param name="By">Who is behind it, null for unknown; filled in by the engine with who applied the plan unless the change says it.</param>
public sealed record Ledger(string Number, string At, string By);

/// <summary>A table, column by column.</summary>
public sealed record Table
{
    /// <summary>As in SQL: lower case with underscores, beginning with the module's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What it is to Mainstay.</summary>
    public required TableKind Kind { get; init; }

    /// <summary>All of its columns.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The columns of the primary key. Every guild's table has <c>guild_id</c> first.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Set for a history: lines are only ever added.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>All of its indexes besides the primary key's.</summary>
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];

    /// <summary>All of its foreign keys.</summary>
    public IReadOnlyList<TableReference> References { get; init; } = [];

    /// <summary>What stands on its rows without a foreign key.</summary>
    public IReadOnlyList<TableUse> Uses { get; init; } = [];

    /// <summary>Whether its rows belong to a guild, so that every query on it names one.</summary>
    public bool GuildScoped => Columns.Any(column => column.Name == "guild_id");

    /// <summary>How long a row is kept after <see cref="RetentionFrom" />; unset: until somebody removes it.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The time column that retention counts from.</summary>
    public string? RetentionFrom { get; init; }
}
