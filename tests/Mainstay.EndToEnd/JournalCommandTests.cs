using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Server;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd;

/// <summary><c>mainstay journal</c> through the real program, beside a running one and after it.</summary>
public class JournalCommandTests : IAsyncLifetime
{
    private const int Broken = 1;
    private const int Usage = 2;
    private const int CannotStart = 3;

    private readonly Folder _folder = new();
    private readonly Dictionary<string, string> _environment = new() { ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken };
    private TestDatabase _database = null!;
    private SandboxServer _discord = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await OnPostgresAttribute.DatabaseAsync();
        _environment["MAINSTAY_DATABASE"] = _database.Options.Server is { } server ? $"Host={server.Server};Username={server.User};Database={server.Database}" : _database.Options.File;
        _discord = await SandboxServer.StartAsync(HostedSandbox.ForTests with { Scenario = "law-firm" });
        _environment["MAINSTAY_DISCORD__API"] = _discord.RestBase.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _discord.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_journal_of_a_running_program_is_verified_searched_and_exported()
    {
        await using var program = MainstayProgram.Start(["--data", _folder.Path], _environment);
        await program.LineAsync("Ready.");
        await TypeAsync("owner", 0, "/sync users");
        await TypeAsync("owner", 0, "/staff rank add role:@Paralegal level:1", "--press", "Apply");
        await TypeAsync("member", 1, "/sync users");
        await TypeAsync("member", 1, "/staff rank list");

        var (code, output) = await JournalAsync("verify");
        code.ShouldBe(0, output);
        output.ShouldContain("4 entries, every link holds");
        (await JournalAsync("search", "--outcome", "denied")).Output.ShouldContain("attempt/sync.users");
        (await JournalAsync("search", "--outcome", "denied")).Output.ShouldNotContain("sync.run", Case.Sensitive, "details are sealed unless asked for");
        (await JournalAsync("search", "--action", "staff.rank-add", "--decrypt")).Output.ShouldContain("\"after\":{\"level\":1");
        using (var denied = JsonDocument.Parse((await JournalAsync("search", "--text", "authority.DENIED", "--limit", "1", "--json", "--since", "1h")).Output))
        {
            denied.RootElement.EnumerateArray().ShouldHaveSingleItem().GetProperty("opened").GetProperty("detail").GetProperty("code").GetString().ShouldBe("authority.denied");
            var person = denied.RootElement[0].GetProperty("actor").GetString()!;
            using var theirs = JsonDocument.Parse((await JournalAsync("search", "--actor", person, "--json")).Output);
            theirs.RootElement.EnumerateArray().Select(one => one.GetProperty("action").GetString()).ShouldBe(["attempt/staff.rank.list", "attempt/sync.users"]);
        }

        using (var run = JsonDocument.Parse((await JournalAsync("search", "--run", "1", "--json")).Output))
        {
            run.RootElement.EnumerateArray().ShouldHaveSingleItem().GetProperty("outcome").GetString().ShouldBe("applied");
        }

        (await JournalAsync("search", "--until", "1h")).Output.ShouldContain("Nothing was found.");

        var (file, open) = (_folder.File("journal.jsonl"), _folder.File("open.jsonl"));
        (await JournalAsync("export", "--output", file)).Output.ShouldContain("4 entries written");
        (await JournalAsync("export", "--output", open, "--decrypt")).Output.ShouldContain("4 entries written");
        (await File.ReadAllTextAsync(file)).ShouldNotContain("opened");
        (await File.ReadAllTextAsync(open)).ShouldContain("\"code\":\"authority.denied\"");
        CheckAsAnOutsider(await File.ReadAllLinesAsync(file)).ShouldBe(4);
        CheckAsAnOutsider(await File.ReadAllLinesAsync(open)).ShouldBe(4);
        (await JournalAsync("export", "--output", file)).Code.ShouldBe(Usage);
        (await JournalAsync("export", "--output", _folder.File("none/journal.jsonl"))).Code.ShouldBe(CannotStart);
        (string What, string[] More)[] calls = [("verify", []), ("search", []), ("export", ["--output", _folder.File("nobody.jsonl")])];
        foreach (var (what, more) in calls)
        {
            (code, output) = await JournalAsync(what, ["--guild", "5", .. more]);
            (code, output.Contains("no entry of a server 5: check the id.", StringComparison.Ordinal)).ShouldBe((Usage, true), output);
        }

        File.Exists(_folder.File("nobody.jsonl")).ShouldBeFalse();
        (code, output) = await JournalAsync("export", "--output", "");
        (code, output.Contains("--output is the name of the file to make", StringComparison.Ordinal)).ShouldBe((Usage, true), output);
        (await program.StopAsync()).ShouldBe(0, program.Output);

        File.Delete(_folder.File("mainstay.key"));
        (code, output) = await JournalAsync("search", "--decrypt");
        (code, output.Contains("is missing", StringComparison.Ordinal)).ShouldBe((CannotStart, true), output);
        (await JournalAsync("verify")).Code.ShouldBe(0, "the chain covers what is sealed: it is verified without a key");
    }

    [Fact]
    public async Task What_is_done_to_the_journal_in_sql_is_named()
    {
        await using (var program = MainstayProgram.Start(["--data", _folder.Path], _environment))
        {
            await program.LineAsync("Ready.");
            await TypeAsync("owner", 0, "/sync users");
            for (var i = 0; i < 4; i++)
            {
                await TypeAsync("member", 1, "/sync users");
            }

            (await program.StopAsync()).ShouldBe(0, program.Output);
        }

        await using var services = new ServiceCollection().AddStore(_database.Options).BuildServiceProvider();
        var database = services.GetRequiredService<IDatabase>();
        await SqlAsync("CREATE TABLE kept AS SELECT * FROM journal");
        await SqlAsync("CREATE TABLE kept_head AS SELECT * FROM journal_head");

        await NamesAsync("edited", "Entry 2 is not what was written: it was edited.", "UPDATE journal SET outcome = 'applied' WHERE number = 2");
        await NamesAsync("edited", "Entry 3 is not", "UPDATE journal SET at = at + 1 WHERE number = 3");
        await NamesAsync("edited", "Entry 4 is not", "UPDATE journal SET detail = (SELECT detail FROM kept WHERE number = 1) WHERE number = 4");
        await NamesAsync("removed", "Entry 2 was removed.", "DELETE FROM journal WHERE number = 2");
        await NamesAsync("removed", "Entry 1 was removed.", "DELETE FROM journal WHERE number = 1");
        await NamesAsync("removed", "Entries 2 to 3 were removed, and those after them renumbered.", "DELETE FROM journal WHERE number IN (2, 3)", "UPDATE journal SET number = 2 WHERE number = 4", "UPDATE journal SET number = 3 WHERE number = 5");
        await NamesAsync("removed", "Entries 4 to 5 were removed: the end of the chain is missing.", "DELETE FROM journal WHERE number >= 4");
        await NamesAsync("removed", "Entries 1 to 5 were removed: the end of the chain is missing.", "DELETE FROM journal");
        await NamesAsync("reordered", "The entry written as 2 stands at 3 now", "UPDATE journal SET number = -2 WHERE number = 2", "UPDATE journal SET number = 2 WHERE number = 3", "UPDATE journal SET number = 3 WHERE number = -2");
        await NamesAsync("head-missing", "to entry 5 was removed", "DELETE FROM journal_head");
        (await JournalAsync("verify")).Code.ShouldBe(0);

        Task SqlAsync(string sql) => database.WriteAsync(unit => unit.ExecuteAsync(sql), TestContext.Current.CancellationToken);

        async Task NamesAsync(string fault, string sentence, params string[] tampering)
        {
            foreach (var sql in tampering)
            {
                await SqlAsync(sql);
            }

            var (code, output) = await JournalAsync("verify", "--json");
            code.ShouldBe(Broken, output);
            using var report = JsonDocument.Parse(output);
            report.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
            var broken = report.RootElement.GetProperty("chains").EnumerateArray().ShouldHaveSingleItem().GetProperty("broken");
            broken.GetProperty("fault").GetString().ShouldBe(fault, output);
            broken.GetProperty("sentence").GetString()!.ShouldContain(sentence);
            foreach (var table in (string[])["journal", "journal_head"])
            {
                await SqlAsync($"DELETE FROM {table}");
                await SqlAsync($"INSERT INTO {table} SELECT * FROM {table.Replace("journal", "kept", StringComparison.Ordinal)}");
            }
        }
    }

    private Task<(int Code, string Output)> JournalAsync(string what, params string[] arguments) =>
        MainstayProgram.RunAsync(["journal", what, "--data", _folder.Path, .. arguments], _environment);

    private async Task TypeAsync(string person, int expected, string command, params string[] more)
    {
        var (code, output) = await MainstayProgram.RunAsync(["sandbox", "exec", "--url", _discord.Origin.ToString(), "--as", person, command, .. more]);
        code.ShouldBe(expected, output);
    }

    /// <summary>What somebody else would write from the documentation alone: no code of ours.</summary>
    private static int CheckAsAnOutsider(string[] lines)
    {
        var previous = new string('0', 64);
        foreach (var line in lines)
        {
            using var entry = JsonDocument.Parse(line);
            using var bytes = new MemoryStream();
            Text("previous");
            Number("guild");
            Number("number");
            Number("at");
            Text("correlation");
            Text("actorKind");
            Number("actor");
            Text("action");
            Text("target");
            Number("subject");
            Text("outcome");
            Number("run");
            Number("step");
            Text("protection");
            Bytes(entry.RootElement.GetProperty("detail").GetBytesFromBase64());
            entry.RootElement.GetProperty("previous").GetString().ShouldBe(previous);
            previous = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
            entry.RootElement.GetProperty("hash").GetString().ShouldBe(previous);

            void Text(string name) => Bytes(Encoding.UTF8.GetBytes(entry.RootElement.GetProperty(name).GetString()!));

            void Bytes(byte[] value)
            {
                Long(value.Length);
                bytes.Write(value);
            }

            void Number(string name) => Long(entry.RootElement.GetProperty(name) switch
            {
                { ValueKind: JsonValueKind.Null } => -1,
                { ValueKind: JsonValueKind.String } text => long.Parse(text.GetString()!, provider: null),
                var number => number.GetInt64(),
            });

            void Long(long value)
            {
                Span<byte> eight = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, value);
                bytes.Write(eight);
            }
        }

        return lines.Length;
    }
}

[OnPostgres]
public sealed class JournalCommandOnPostgres : JournalCommandTests;
