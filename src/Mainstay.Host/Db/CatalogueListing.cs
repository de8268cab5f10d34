using Mainstay.Host.Cli;
using Mainstay.Sdk;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db catalogue</c>: every table and column, and what follows from each.</summary>
internal sealed class CatalogueListing(DbSession session, DbOutput output)
{
    public int Run(string? only)
    {
        var tables = session.Modules.SelectMany(module => module.Tables.Select(table => (Module: module.Name, Table: table)))
            .Where(entry => only is null || entry.Table.Name == only)
            .OrderBy(entry => entry.Table.Name, StringComparer.Ordinal).ToList();
        if (tables.Count == 0)
        {
            throw new CliException("No module declares a table of that name: leave --table out to see them all.", ExitCode.Usage);
        }

        output.Print(
            new { Tables = tables.Select(entry => Data(entry.Module, entry.Table)) },
            () => tables.SelectMany(entry => Lines(entry.Module, entry.Table)));
        return ExitCode.Ok;
    }

    private static object Data(string module, Table table) => new
    {
        table.Name,
        Module = module,
        table.Kind,
        table.Description,
        table.GuildScoped,
        table.Key,
        Columns = table.Columns.Select(column => new
        {
            column.Name,
            column.Type,
            column.Nullable,
            Names = column.Names == DiscordObject.None ? (DiscordObject?)null : column.Names,
            column.PersonalTo,
            column.Secret,
            WhenGone = column.Names == DiscordObject.None ? null : Gone(WhenGone.Of(table, column)),
        }),
        Indexes = table.Indexes.Select(index => new { index.Name, index.Columns, index.Unique, index.Where }),
        References = table.References.Select(reference => new { reference.Columns, reference.To, reference.ToColumns, reference.Cascades }),
        Ledger = table.Ledger is not null,
        RetentionDays = table.Retention?.TotalDays,
        table.RetentionFrom,
    };

    private static IEnumerable<string> Lines(string module, Table table) =>
    [
        $"{table.Name} ({Word(table.Kind)} of {module}) {table.Description}",
        .. DbOutput.Columns([.. table.Columns.Select(column => new[] { $"  {(table.Key.Contains(column.Name) ? "*" : " ")} {column.Name}", $"{Word(column.Type)}{(column.Nullable ? ", may be null" : "")}", Remarks(table, column) })]),
        .. table.Indexes.Select(index => $"    index {index.Name}: {(index.Unique ? "unique " : "")}({string.Join(", ", index.Columns)}){(index.Where is null ? "" : $" where {index.Where}")}"),
        .. table.References.Select(reference => $"    refers to {reference.To} ({string.Join(", ", reference.Columns)}){(reference.Cascades ? ", removed with it" : "")}"),
        table.Ledger is not null ? "    lines are only ever added" : table.Retention is { } kept ? $"    kept for {kept.TotalDays:0} days from {table.RetentionFrom}" : "    kept until somebody removes it",
        "",
    ];

    private static string Remarks(Table table, Column column) => string.Join("; ", ((string?[])
    [
        column.Names == DiscordObject.None ? null : $"names a {Word(column.Names)}",
        column.Names == DiscordObject.None || WhenGone.Of(table, column) == WhenGone.Keep ? null : Gone(WhenGone.Of(table, column)),
        column.PersonalTo is null ? null : column.PersonalTo == column.Name ? "personal" : $"personal to {column.PersonalTo}",
        column.Secret ? "secret" : null,
    ]).OfType<string>());

    private static string Gone(WhenGone gone) => gone.Column is { } status ? $"when gone, {status} goes from {gone.From} to {gone.To}"
        : gone.IsCleared ? "cleared when gone"
        : gone.IsReported ? "reported when gone"
        : "kept when gone";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
