using System.Diagnostics;
using Mainstay.Store;
using Npgsql;

namespace Mainstay.Testing.Data;

/// <summary>
/// A real PostgreSQL server in a folder of its own, reached through a Unix socket, that is there as long as whoever started it: a watchdog holds the other end
/// of a pipe, and stops the server and clears the folder when that closes, even because this process was killed. As root it runs as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "mainstay";

    // Prints the folder, then what went wrong or "ready"; lives until its input ends.
    private const string Watchdog = """
        trap '' INT TERM HUP
        folder=$(mktemp -d /tmp/mainstay-postgres-XXXXXX) || exit 1
        echo "$folder"
        if "$1/initdb" -D "$folder/data" -U mainstay -A trust -E UTF8 --no-locale -N >"$folder/log" 2>&1 &&
          "$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "-k $folder -c listen_addresses= -c max_connections=200 -c shared_buffers=64MB" start >/dev/null 2>&1
        then echo ready; cat >/dev/null
        else tail -n 5 "$folder/log" | tr '\n' ' '; echo
        fi
        "$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
        rm -rf "$folder"
        """;

    private static readonly Lazy<Task<PostgresServer>> One = new(() => StartAsync());

    private readonly Process _watchdog;
    private readonly string _programs;
    private readonly string _folder;
    private int _databases;

    private PostgresServer(Process watchdog, string programs, string folder) => (_watchdog, _programs, _folder) = (watchdog, programs, folder);

    /// <summary>Why there can be no server here, in a sentence; null when there can.</summary>
    public static string? Missing => Programs() is null ? "PostgreSQL is not installed: install the package postgresql." : null;

    /// <summary>Where the server's programs are, such as <c>pg_ctl</c>.</summary>
    public string ProgramsFolder => _programs;

    /// <summary>The server's folder for its socket; its data is below.</summary>
    public string Folder => _folder;

    /// <summary>The administrator's database.</summary>
    public PostgresAddress Address => Of("postgres");

    /// <summary>The server that the tests of this process share. It starts with the first call and ends with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    /// <summary>Starts a server for one test alone, which may restart or break it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var programs = Programs() ?? throw new InvalidOperationException(Missing);
        var watchdog = Process.Start(AsServerUser("/bin/sh", "-c", Watchdog, "watchdog", programs))!;
        var folder = await watchdog.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        var word = await watchdog.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (folder is null || word != "ready")
        {
            watchdog.Dispose();
            throw new InvalidOperationException($"PostgreSQL does not start: {word ?? "its folder cannot be made"}.");
        }

        return new PostgresServer(watchdog, programs, folder);
    }

    /// <summary>Makes an empty database and returns its address.</summary>
    public async Task<PostgresAddress> CreateAsync(CancellationToken cancellationToken = default)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        return Of(name);
    }

    /// <summary>Removes a database, whoever is connected.</summary>
    public Task DropAsync(PostgresAddress database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        return ExecuteAsync($"DROP DATABASE IF EXISTS {database.Database} WITH (FORCE)", cancellationToken);
    }

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection($"Host={_folder};Username={User};Database=postgres;Pooling=false");
        await using var closing = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand(sql, connection);
        await using var disposal = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs <c>pg_ctl</c> on the server and waits for it: <c>restart -m immediate</c> is a crash, <c>stop</c> an orderly end, <c>start</c> brings it back.</summary>
    /// <param name="command">One word: <c>restart</c>, <c>stop</c>, <c>start</c>.</param>
    /// <param name="mode"><c>immediate</c> (as if it crashed) or <c>fast</c> (connections are told).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task ControlAsync(string command, string mode = "immediate", CancellationToken cancellationToken = default)
    {
        var start = AsServerUser($"{_programs}/pg_ctl", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-m", mode, "-w", command);
        if (command == "start")
        {
            // pg_ctl start knows no mode and no options of an earlier start; they are in the file that the earlier start left.
            start.ArgumentList.Remove("-m");
            start.ArgumentList.Remove(mode);
            start.ArgumentList.Add("-o");
            start.ArgumentList.Add($"-k {_folder} -c listen_addresses= -c max_connections=200");
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_ctl {command} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Stops the server and waits until its folder is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync().ConfigureAwait(false);
        _watchdog.Dispose();
    }

    private PostgresAddress Of(string database) => PostgresAddress.TryParse($"Host={_folder};Username={User};Database={database}", out var address, out var complaint)
        ? address
        : throw new InvalidOperationException(complaint);

    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static ProcessStartInfo AsServerUser(string program, params string[] arguments)
    {
        string[] words = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments] : [program, .. arguments];
        return new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
    }
}
