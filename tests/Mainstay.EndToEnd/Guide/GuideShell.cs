using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mainstay.EndToEnd.Running;

namespace Mainstay.EndToEnd.Guide;

/// <summary>A folder with <c>./mainstay</c> in it, as the reader's copy of the repository, and a port of its own for the sandbox.</summary>
internal sealed class GuideShell : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Folder _folder = new();
    private readonly Dictionary<string, string> _environment = new() { ["MAINSTAY_PROGRAM"] = "./mainstay", ["MAINSTAY_SANDBOX__PORT"] = FreePort() };
    private Process? _server;

    public GuideShell()
    {
        var program = _folder.File("mainstay");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "mainstay.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Starts what a page has in another terminal, without rate limits, and waits until it is ready.</summary>
    public async Task ServeAsync(GuideScript script)
    {
        _server = Start($"exec {script.Text.Trim()} --profile off");
        while (await _server.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Contains("Ctrl+C ends it", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{script.Text.Trim()}' did not start.");
    }

    /// <summary>Runs scripts one after the other in one shell, which ends at the first command that fails. What each one printed, on both streams.</summary>
    public async Task<(int Code, IReadOnlyList<string> Printed)> RunAsync(IReadOnlyList<GuideScript> scripts)
    {
        const string Next = "\u0001next";
        var all = new StringBuilder("set -eu\nexec 2>&1\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
        foreach (var script in scripts)
        {
            all.Append(script.Text).Append("printf '\\001next\\n'\n");
        }

        using var shell = Start(all.ToString());
        var printed = await shell.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await shell.WaitForExitAsync();
        return (shell.ExitCode, printed.Split(Next + "\n"));
    }

    public void Dispose()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            _server.WaitForExit();
        }

        _server?.Dispose();
        _folder.Dispose();
    }

    private Process Start(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // The scripts name no port, so that they can be copied; program and exec both take the one that is set.
    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
