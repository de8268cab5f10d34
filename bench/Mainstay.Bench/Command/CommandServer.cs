using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Bench.Events;
using Mainstay.Discord.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mainstay.Bench.Command;

/// <summary>
/// The sending side, in a process of its own: as much of Discord as a bot needs to start and to answer commands. It uses a command, waits until the answer has
/// arrived complete, looks whether the answer is the right one, and only then uses the next. <c>run NAME COMMAND WARM COUNT RATE</c> on standard input.
/// </summary>
internal sealed class CommandServer
{
    public const GatewayIntents Intents =
        GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildModeration | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;

    private readonly FrameFactory _factory = new();
    private readonly ConcurrentDictionary<string, CommandSocket> _sockets = new();
    private readonly Lazy<byte[][]> _load;
    private string _awaited = "";
    private string _said = "";
    private TaskCompletionSource<long> _answered = new();

    private CommandServer() => _load = new Lazy<byte[][]>(LoadFrames);

    public static async Task<int> RunAsync()
    {
        var server = new CommandServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(server.HandleAsync);
        await app.StartAsync();
        var origin = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Console.WriteLine(origin.Port);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["run", var name, var command, var warm, var count, var rate])
            {
                Console.WriteLine(JsonSerializer.Serialize(await server.MeasureAsync(
                    server._sockets[name], command, Number(warm), Number(count), Number(rate))));
            }
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private async Task<CommandRun> MeasureAsync(CommandSocket socket, string command, int warm, int count, int rate)
    {
        GC.Collect();
        using var stop = new CancellationTokenSource();
        var load = rate > 0 ? LoadAsync(socket, rate, stop.Token) : Task.FromResult((Sent: 0L, Took: 0.0));
        if (rate > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        var times = new double[count];
        for (var i = -warm; i < count; i++)
        {
            var took = await UseAsync(socket, command, i);
            if (i >= 0)
            {
                times[i] = took;
            }
        }

        await stop.CancelAsync();
        var (sent, seconds) = await load;
        Array.Sort(times);
        return new(At(0.50), At(0.95), At(0.99), times[^1], seconds > 0 ? sent / seconds : 0);

        double At(double share) => times[Math.Min(count - 1, (int)(count * share))];
    }

    private async Task<double> UseAsync(CommandSocket socket, string command, int index)
    {
        var id = CommandFrames.NewId(++socket.Interactions);
        var said = $"number {index}, in words of one line";
        var body = Encoding.UTF8.GetBytes(CommandFrames.Interaction(id, command, said));
        var answered = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        (_awaited, _said, _answered) = (id, said, answered);
        var started = Stopwatch.GetTimestamp();
        await socket.DispatchAsync("INTERACTION_CREATE"u8.ToArray(), body);
        var arrived = await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return Stopwatch.GetElapsedTime(started, arrived).TotalMicroseconds;
    }

    /// <summary>Events at a steady rate on the same socket; what could not be sent in time is sent late, so that the rate is kept or the figure shows that it was not.</summary>
    private async Task<(long Sent, double Took)> LoadAsync(CommandSocket socket, int rate, CancellationToken stop)
    {
        const int MostAtOnce = 400;
        var frames = _load.Value;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        var sent = 0L;
        while (!stop.IsCancellationRequested)
        {
            var due = Math.Min((long)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate) - sent, MostAtOnce);
            if (due > 0)
            {
                await socket.DispatchAsync(frames, (int)(sent % frames.Length), (int)due);
                sent += due;
            }

            if (due < MostAtOnce)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        return (sent, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private byte[][] LoadFrames()
    {
        var frames = new byte[20_000][];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = Encoding.UTF8.GetBytes(i % 2 == 0 ? _factory.Message(i) : _factory.MemberUpdate(i, i / 2));
        }

        return frames;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/callback", StringComparison.Ordinal))
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var arrived = Stopwatch.GetTimestamp();
            await AnsweredAsync(context, path, body, arrived);
            return;
        }

        var port = context.Connection.LocalPort;
        if (path.StartsWith("/gateway", StringComparison.Ordinal))
        {
            await CommandSocket.ServeAsync(context, _factory, (name, socket) => _sockets[name] = socket);
            return;
        }

        var answer = path switch
        {
            _ when path.EndsWith("/gateway/bot", StringComparison.Ordinal) => CommandFrames.GatewayBot(port),
            _ when path.EndsWith("/users/@me", StringComparison.Ordinal) => CommandFrames.Me,
            _ when path.EndsWith("/applications/@me", StringComparison.Ordinal) => CommandFrames.Application,
            _ when path.EndsWith("/commands", StringComparison.Ordinal) => context.Request.Method == "PUT" ? await RegisteredAsync(context.Request) : "[]",
            _ => null,
        };
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer ?? """{"message":"404: Not Found","code":0}""");
    }

    private async Task AnsweredAsync(HttpContext context, string path, MemoryStream body, long arrived)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        await context.Response.CompleteAsync();
        var isRight = path.Contains(_awaited, StringComparison.Ordinal) && body.GetBuffer().AsSpan(0, (int)body.Length).IndexOf(Encoding.UTF8.GetBytes(_said)) >= 0;
        if (isRight)
        {
            _answered.TrySetResult(arrived);
        }
        else
        {
            _answered.TrySetException(new InvalidOperationException($"A wrong answer to {_awaited}: {Encoding.UTF8.GetString(body.ToArray())}"));
        }
    }

    public static async Task<string> RegisteredAsync(HttpRequest request)
    {
        var commands = (await JsonNode.ParseAsync(request.Body))!.AsArray();
        var id = 1085000000000000000;
        foreach (var command in commands)
        {
            command!["id"] = (++id).ToString(CultureInfo.InvariantCulture);
            command["application_id"] = CommandFrames.ApplicationId;
            command["version"] = id.ToString(CultureInfo.InvariantCulture);
            command["default_member_permissions"] ??= null;
            command["type"] ??= 1;
        }

        return commands.ToJsonString();
    }
}

/// <summary>One measured run; times in microseconds, load in events per second as really sent.</summary>
internal sealed record CommandRun(double P50, double P95, double P99, double Most, double Load);
