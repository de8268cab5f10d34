namespace Mainstay.Sdk;

/// <summary>What repair does about a row once the Discord object that one of its columns names is proven to be gone. A row is never deleted for it.</summary>
public sealed record WhenGone
{
    private WhenGone()
    {
    }

    /// <summary>Nothing: the column tells what once was, as a history does.</summary>
    public static WhenGone Keep { get; } = new();

    /// <summary>A person is told, and decides.</summary>
    public static WhenGone Report { get; } = new() { IsReported = true };

    /// <summary>A person is told what they can do about it.</summary>
    /// <param name="advice">A sentence that names the command.</param>
    /// <param name="where">Which rows it is about, in SQL such as <c>state &lt;&gt; 'removed'</c>; unset for all of them.</param>
    public static WhenGone Tell(string advice, string? where = null) => new() { IsReported = true, Advice = advice, Where = where };

    /// <summary>The column is emptied; it may be null.</summary>
    public static WhenGone Clear { get; } = new() { IsReported = true, IsCleared = true };

    /// <summary>Rows in one status go into another, such as staff who left the server from <c>active</c> to <c>inactive</c>. Rows in any other status are left alone.</summary>
    /// <param name="column">The column of the same table that holds the status.</param>
    /// <param name="from">The only status that is judged.</param>
    /// <param name="to">The status afterwards.</param>
    /// <param name="line">The line of the table's history that tells of it, if it keeps one.</param>
    public static WhenGone Move(string column, string from, string to, Func<NamedObject, LedgerLine>? line = null) =>
        new() { IsReported = true, Column = column, From = from, To = to, Line = line };

    /// <summary>Whether anybody looks at all.</summary>
    public bool IsReported { get; private init; }

    /// <summary>What a person can do about it; unset where nobody knows.</summary>
    public string? Advice { get; private init; }

    /// <summary>Which rows are judged, in SQL; unset for all of them.</summary>
    public string? Where { get; private init; }

    /// <summary>Whether the column is emptied.</summary>
    public bool IsCleared { get; private init; }

    /// <summary>The column of the same table that holds the status; unset when none is set.</summary>
    public string? Column { get; private init; }

    /// <summary>The only status that is judged.</summary>
    public string? From { get; private init; }

    /// <summary>The status afterwards.</summary>
    public string? To { get; private init; }

    /// <summary>Writes the line of the table's history; unset for none.</summary>
    public Func<NamedObject, LedgerLine>? Line { get; private init; }

    /// <summary>What a column does that declares nothing: records that name a role or a channel are reported, all else keeps what it names.</summary>
    public static WhenGone Of(Table table, Column column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        return column.WhenGone
            ?? (table is { Kind: TableKind.Record, Ledger: null } && column.Names is DiscordObject.Role or DiscordObject.Channel ? Report : Keep);
    }
}
