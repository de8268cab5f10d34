using System.CommandLine;
using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;
using Mainstay.Store;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db</c>: what operators do with the database, without Discord.</summary>
internal static class DbCommand
{
    public static Command Create(TimeProvider time)
    {
        var common = new DbOptions();
        var command = new Command("db", "Shows, checks and changes the schema of the database. Discord is not needed, and no token.");
        common.AddTo(command);
        command.Subcommands.Add(Version(common, time));
        command.Subcommands.Add(Migrate(common, time));
        command.Subcommands.Add(Rollback(common, time));
        command.Subcommands.Add(Check(common, time));
        command.Subcommands.Add(Catalogue(common, time));
        return command;
    }

    private static Command Version(DbOptions common, TimeProvider time)
    {
        var command = new Command("version", "Shows which database it is, and how far the schema of each module is.");
        command.SetAction((parsed, stop) => RunAsync(parsed, common, time, Need.Look, (session, output) => new VersionReport(session, output).RunAsync(stop)));
        return command;
    }

    private static Command Migrate(DbOptions common, TimeProvider time)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list the steps that would run." };
        var command = new Command("migrate", "Brings the schema to what this program needs; makes the database when there is none. Starting Mainstay does the same.") { dryRun };
        command.SetAction((parsed, stop) => RunAsync(parsed, common, time, Need.Nothing, (session, output) => new Migration(session, output).RunAsync(parsed.GetValue(dryRun), stop)));
        return command;
    }

    private static Command Rollback(DbOptions common, TimeProvider time)
    {
        var module = new Option<string>("--module") { Description = "Whose schema: mirror, engine, or a module's name.", Required = true };
        var to = new Option<int>("--to") { Description = "The number of the last step that is to stay; 0 for none.", Required = true };
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this only what would go is shown." };
        var command = new Command("rollback", "Takes steps of one module's schema back, with the data that only they hold. End Mainstay before, and keep a backup.") { module, to, yes };
        command.SetAction((parsed, stop) => RunAsync(
            parsed, common, time, Need.Database, (session, output) => new Rollback(session, output).RunAsync(parsed.GetValue(module)!, parsed.GetValue(to), parsed.GetValue(yes), stop)));
        return command;
    }

    private static Command Check(DbOptions common, TimeProvider time)
    {
        var command = new Command("check", "Compares the tables, columns, indexes and foreign keys of the database with those declared, and the steps that have run with those of this program. Exit code 1 when something is wrong.");
        command.SetAction((parsed, stop) => RunAsync(parsed, common, time, Need.Database, (session, output) => new SchemaCheck(session, output).RunAsync(stop)));
        return command;
    }

    private static Command Catalogue(DbOptions common, TimeProvider time)
    {
        var table = new Option<string?>("--table") { Description = "Only this table." };
        var command = new Command("catalogue", "Lists every table and column: what it holds, whose personal data it is, how long it is kept. No database is needed.") { table };
        command.SetAction((parsed, _) => RunAsync(parsed, common, time, Need.Nothing, (session, output) => Task.FromResult(new CatalogueListing(session, output).Run(parsed.GetValue(table)))));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DbOptions common, TimeProvider time, Need need, Func<DbSession, DbOutput, Task<int>> work)
    {
        var place = common.Place(parsed);
        if (need != Need.Nothing && place.Server is null && !File.Exists(place.File))
        {
            throw new CliException($"There is no database at {place.File}: make it with '{Settings.Program} db migrate', or name another with --database.", ExitCode.CannotStart);
        }

        await using var session = new DbSession(need == Need.Look ? place with { LookOnly = true } : place, time);
        try
        {
            return await work(session, new DbOutput(Console.Out, common.Json(parsed)));
        }
        catch (DatabaseException failure)
        {
            throw new CliException(failure.Message, failure.Fault is DatabaseFault.Constraint or DatabaseFault.Changed or DatabaseFault.Newer ? ExitCode.Failed : ExitCode.CannotStart, failure);
        }
    }

    private enum Need
    {
        /// <summary>No database, or one that is made.</summary>
        Nothing,

        /// <summary>A database that is there, and is only looked at: nothing waits for a running Mainstay.</summary>
        Look,

        /// <summary>A database that is there, and whole.</summary>
        Database,
    }
}
