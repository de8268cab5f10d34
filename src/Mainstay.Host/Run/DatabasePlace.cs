using System.Globalization;
using Mainstay.Host.Cli;
using Mainstay.Store;

namespace Mainstay.Host.Run;

/// <summary>Where the database is, and how patient to be with it.</summary>
internal static class DatabasePlace
{
    private const string DemoSchema = "mainstay_demo";

    /// <summary>What is named on the command line, or by <c>MAINSTAY_DATABASE</c>, or in the file that <c>MAINSTAY_DATABASE_FILE</c> names; otherwise a file in the data folder.</summary>
    public static StoreOptions Find(string folder, string? named = null) => Limited(At(named ?? Set() ?? Path.Combine(folder, "mainstay.db")));

    /// <summary>
    /// For the demo, which begins anew at each start and therefore never touches a database in use: a file of its own, or a schema of its own in the PostgreSQL
    /// database that is set.
    /// </summary>
    public static StoreOptions Demo(string folder) =>
        Set() is { } set && At(set).Server is { } server ? Limited(new StoreOptions { Server = server.InSchema(DemoSchema) }) : new StoreOptions { File = Path.Combine(folder, "demo.db") };

    /// <summary>
    /// For a command that looks at the database of a program that may be running: neither made nor checked by writing to it. Where nothing is named and the data folder has
    /// no other, the demo's.
    /// </summary>
    public static StoreOptions Look(string folder, string? named = null)
    {
        var place = Find(folder, named);
        if (named is null && Set() is null && !File.Exists(place.File))
        {
            place = place with { File = Path.GetFullPath(Path.Combine(folder, "demo.db")) };
            if (!File.Exists(place.File))
            {
                throw new CliException($"There is no database in {Path.GetFullPath(folder)}: name its folder with --data.", ExitCode.Usage);
            }
        }

        return place with { LookOnly = true };
    }

    /// <summary>The place as it may be shown.</summary>
    public static string Shown(StoreOptions options) => options.Server?.ToString() ?? options.File;

    private static string? Set()
    {
        if (Settings.Text("DATABASE") is { } place)
        {
            return place;
        }

        if (Settings.Text("DATABASE_FILE") is not { } file)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text
                ? text
                : throw new CliException($"The file {file} is empty: put the database's address into it.", ExitCode.Usage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file {file} cannot be read: check the path in MAINSTAY_DATABASE_FILE and its permissions.", ExitCode.CannotStart, failure);
        }
    }

    private static StoreOptions At(string place)
    {
        if (place.Any(char.IsControl) || string.IsNullOrWhiteSpace(place))
        {
            throw new CliException("The database's place is empty or has characters that no place has: write the path of a file, or postgres://user:password@host:5432/database.", ExitCode.Usage);
        }

        if (!PostgresAddress.IsMeant(place) && place.Contains("://", StringComparison.Ordinal))
        {
            throw new CliException("Mainstay keeps its records in SQLite or PostgreSQL: write the path of a file, or postgres://user:password@host:5432/database.", ExitCode.Usage);
        }

        try
        {
            var options = StoreOptions.At(place);
            return options.Server is null ? options with { File = Path.GetFullPath(place) } : options;
        }
        catch (FormatException failure)
        {
            throw new CliException(failure.Message, ExitCode.Usage, failure);
        }
    }

    private static StoreOptions Limited(StoreOptions options) => options with
    {
        Connections = (int)Number("CONNECTIONS", 2, 1000, options.Connections),
        Readers = (int)Number("READERS", 1, 100, options.Readers),
        LargestMegabytes = Settings.Text("DATABASE__MAX_MB") is null ? null : (int)Number("MAX_MB", 1, 1_000_000, 0),
        BusyTimeout = TimeSpan.FromSeconds(Number("BUSY_SECONDS", 1, 600, options.BusyTimeout.TotalSeconds)),
        PoolTimeout = TimeSpan.FromSeconds(Number("POOL_SECONDS", 1, 600, options.PoolTimeout.TotalSeconds)),
        StatementTimeout = TimeSpan.FromSeconds(Number("STATEMENT_SECONDS", 1, 3600, options.StatementTimeout.TotalSeconds)),
        Patience = TimeSpan.FromSeconds(Number("PATIENCE_SECONDS", 0, 600, options.Patience.TotalSeconds)),
    };

    private static double Number(string name, int least, int most, double unset) => Settings.Text($"DATABASE__{name}") is not { } text ? unset
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new CliException($"MAINSTAY_DATABASE__{name} is a whole number from {least} to {most}.", ExitCode.Usage);
}
