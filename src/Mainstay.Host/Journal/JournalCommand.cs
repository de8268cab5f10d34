using System.CommandLine;
using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Keys;
using Mainstay.Host.Cli;
using Mainstay.Host.Db;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Host.Journal;

/// <summary><c>mainstay journal</c>: what was done, by whom, to whom, with what outcome, and whether that record still stands. Works beside a running Mainstay.</summary>
internal static class JournalCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("journal", "Looks at the journal: what was done, by whom, to whom, when, with what outcome.");
        var common = new DbOptions();
        common.AddTo(command);
        command.Subcommands.Add(Verify(common));
        command.Subcommands.Add(Search(common, time));
        command.Subcommands.Add(Export(common));
        return command;
    }

    private static Command Verify(DbOptions common)
    {
        var guild = JournalArguments.Guild();
        var command = new Command("verify", "Checks that no entry was edited, removed, reordered or inserted. Exit code 1 when one was, naming the first broken link.") { guild };
        command.SetAction((parsed, stop) =>
        {
            var which = JournalArguments.GuildOf(parsed.GetValue(guild));
            return WithReaderAsync(common, parsed, which, openKey: false, stop, async reader =>
            {
                var chains = await reader.VerifyAsync(which, stop);
                JournalPrinter.Print(Console.Out, chains, common.Json(parsed));
                return chains.Any(chain => chain.Broken is not null) ? ExitCode.Failed : ExitCode.Ok;
            });
        });
        return command;
    }

    private static Command Search(DbOptions common, TimeProvider time)
    {
        var guild = JournalArguments.Guild();
        var actor = new Option<string?>("--actor") { Description = "Who did it, by id." };
        var target = new Option<string?>("--target") { Description = "To what: a part of the target, or the id of a person it is about." };
        var action = new Option<string?>("--action") { Description = "What: the beginning of the action, such as repair." };
        var outcome = new Option<string?>("--outcome") { Description = "applied, skipped, failed, unverified or denied." };
        var run = new Option<string?>("--run") { Description = "The number of a run." };
        var since = new Option<string?>("--since") { Description = "Not before: 2026-01-31, \"2026-01-31 18:00\" (UTC), or 7d, 12h, 90m ago." };
        var until = new Option<string?>("--until") { Description = "Before: as --since." };
        var text = new Option<string?>("--text") { Description = "A part of the detail (reason, names, values); opens sealed details." };
        var limit = new Option<int>("--limit") { Description = "How many entries, newest first.", DefaultValueFactory = _ => 50 };
        var decrypt = JournalArguments.Decrypt("entries found");
        var command = new Command("search", "Finds entries, newest first.") { guild, actor, target, action, outcome, run, since, until, text, limit, decrypt };
        command.SetAction((parsed, stop) =>
        {
            var query = new JournalQuery
            {
                Guild = JournalArguments.GuildOf(parsed.GetValue(guild)),
                Actor = JournalArguments.UserOf("--actor", parsed.GetValue(actor)),
                Target = parsed.GetValue(target),
                Action = parsed.GetValue(action),
                Outcome = JournalArguments.OutcomeOf(parsed.GetValue(outcome)),
                Run = JournalArguments.RunOf(parsed.GetValue(run)),
                Since = JournalArguments.MomentOf("--since", parsed.GetValue(since), time.GetUtcNow()),
                Until = JournalArguments.MomentOf("--until", parsed.GetValue(until), time.GetUtcNow()),
                Text = parsed.GetValue(text),
            };
            var most = JournalArguments.LimitOf(parsed.GetValue(limit));
            var open = parsed.GetValue(decrypt) || query.Text is not null;
            return WithReaderAsync(common, parsed, query.Guild, open, stop, async reader =>
            {
                JournalPrinter.Print(Console.Out, await reader.SearchAsync(query, most, open, stop), common.Json(parsed));
                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static Command Export(DbOptions common)
    {
        var (guild, decrypt) = (JournalArguments.Guild(), JournalArguments.Decrypt("export"));
        var output = new Option<string>("--output") { Description = "The file to make: one JSON object a line, with hashes, so that others can verify it.", Required = true };
        var command = new Command("export", "Writes the journal to a file, oldest entry first.") { output, guild, decrypt };
        command.SetAction((parsed, stop) =>
        {
            var (which, open) = (JournalArguments.GuildOf(parsed.GetValue(guild)), parsed.GetValue(decrypt));
            var path = JournalArguments.FileOf("--output", parsed.GetValue(output));
            return WithReaderAsync(common, parsed, which, open, stop, async reader =>
            {
                var count = await JournalExport.WriteAsync(reader, which, open, path, stop);
                JournalPrinter.Print(Console.Out, count, path, common.Json(parsed));
                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static async Task<int> WithReaderAsync(DbOptions common, ParseResult parsed, Id<Guild>? guild, bool openKey, CancellationToken stop, Func<JournalReader, Task<int>> work)
    {
        var (place, folder) = (common.Looked(parsed), common.Folder(parsed));
        var key = Path.GetFileName(place.File) == "demo.db" ? MasterKeyPlace.Demo(folder) : MasterKeyPlace.Find(folder);
        await using var services = new ServiceCollection().AddStore(place).AddJournalReader(key).BuildServiceProvider();
        try
        {
            var reader = services.GetRequiredService<JournalReader>();
            if (await reader.ComplaintAsync(stop) is { } complaint)
            {
                throw new CliException(complaint, ExitCode.CannotStart);
            }

            if (guild is { } asked && !await reader.HasAsync(asked, stop))
            {
                throw new CliException(
                    asked.IsNone ? "The journal of this database has no entry that concerns no server." : $"The journal of this database has no entry of a server {asked}: check the id.", ExitCode.Usage);
            }

            if (openKey)
            {
                await reader.OpenKeyAsync(stop);
            }

            return await work(reader);
        }
        catch (Exception failure) when (failure is DatabaseException or MasterKeyException)
        {
            throw new CliException(failure.Message, ExitCode.CannotStart, failure);
        }
    }
}
