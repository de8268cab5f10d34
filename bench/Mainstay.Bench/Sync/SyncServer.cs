using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mainstay.Bench.Command;
using Mainstay.Bench.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mainstay.Bench.Sync;

/// <summary>
/// The sending side of a sync, in a process of its own: a gateway that answers a request for all members with prepared chunks, and the same members as pages
/// over REST. <c>change</c> on standard input gives one member in a hundred another name; <c>use NAME</c> uses a command and says how many milliseconds it took.
/// </summary>
internal sealed class SyncServer(SyncRoster roster, SyncRoster warm)
{
    /// <summary>The small guild that a client warms up with.</summary>
    public const ulong Warm = 1_091_000_000_000_000_001;

    /// <summary>The guild that is measured.</summary>
    public const ulong Large = 1_091_000_000_000_000_002;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new();
    private CommandSocket? _socket;
    private long _interactions;

    public static async Task<int> RunAsync(int members)
    {
        var server = new SyncServer(new SyncRoster(members, seed: 7), new SyncRoster(Math.Min(members, 30_000), seed: 8));
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
            switch (line.Split(' '))
            {
                case ["change"]:
                    server.Roster(Large).Change();
                    Console.WriteLine("changed");
                    break;
                case ["pages"]:
                    server.Roster(Large).PreparePages();
                    Console.WriteLine("ready");
                    break;
                case ["use", var command]:
                    Console.WriteLine((await server.UseAsync(command)).ToString("F2", CultureInfo.InvariantCulture));
                    break;
            }
        }

        return 0;
    }

    private SyncRoster Roster(ulong guild) => guild == Large ? roster : warm;

    private async Task<double> UseAsync(string command)
    {
        var id = CommandFrames.NewId(++_interactions);
        var answered = _answers[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = Encoding.UTF8.GetBytes(CommandFrames.Interaction(id, command, "words"));
        var started = Stopwatch.GetTimestamp();
        await _socket!.DispatchAsync("INTERACTION_CREATE"u8.ToArray(), body);
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/gateway", StringComparison.Ordinal))
        {
            await CommandSocket.ServeAsync(context, TakeAsync);
            return;
        }

        if (path.EndsWith("/callback", StringComparison.Ordinal))
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            await context.Response.CompleteAsync();
            var parts = path.Split('/');
            if (_answers.TryRemove(parts[^3], out var answered))
            {
                answered.TrySetResult();
            }

            return;
        }

        context.Response.ContentType = "application/json";
        if (path.EndsWith("/members", StringComparison.Ordinal))
        {
            var guild = ulong.Parse(path.Split('/')[^2], CultureInfo.InvariantCulture);
            var after = ulong.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
            var page = Roster(guild).PageAfter(after);
            context.Response.ContentLength = page.Length;
            await context.Response.Body.WriteAsync(page);
            return;
        }

        var port = context.Connection.LocalPort;
        var answer = path switch
        {
            _ when path.EndsWith("/gateway/bot", StringComparison.Ordinal) => CommandFrames.GatewayBot(port),
            _ when path.EndsWith("/users/@me", StringComparison.Ordinal) => CommandFrames.Me,
            _ when path.EndsWith("/applications/@me", StringComparison.Ordinal) => CommandFrames.Application,
            _ when path.EndsWith("/commands", StringComparison.Ordinal) => context.Request.Method == "PUT" ? await CommandServer.RegisteredAsync(context.Request) : "[]",
            _ => null,
        };
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await context.Response.WriteAsync(answer ?? """{"message":"404: Not Found","code":0}""");
    }

    private async Task TakeAsync(CommandSocket socket, JsonElement payload, int port)
    {
        switch (payload.GetProperty("op").GetInt32())
        {
            case 2:
                _socket = socket;
                await socket.DispatchAsync("READY"u8.ToArray(), Encoding.UTF8.GetBytes(CommandFrames.Ready(port)));
                var create = new FrameFactory().GuildCreate();
                await socket.DispatchAsync("GUILD_CREATE"u8.ToArray(), Encoding.UTF8.GetBytes(create));
                foreach (var guild in new[] { Warm, Large })
                {
                    var count = Roster(guild).ChunkCount * SyncRoster.ChunkSize;
                    var empty = string.Concat(create.AsSpan(0, create.IndexOf(",\"members\":[", StringComparison.Ordinal)), ",\"members\":[]}")
                        .Replace(FrameFactory.Guild.ToString(CultureInfo.InvariantCulture), guild.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                        .Replace($"\"member_count\":{FrameFactory.Members}", $"\"member_count\":{count}", StringComparison.Ordinal);
                    await socket.DispatchAsync("GUILD_CREATE"u8.ToArray(), Encoding.UTF8.GetBytes(empty));
                }

                break;
            case 8:
                await ListAsync(socket, payload.GetProperty("d"));
                break;
        }
    }

    private async Task ListAsync(CommandSocket socket, JsonElement request)
    {
        var guild = request.GetProperty("guild_id").GetString()!;
        var list = Roster(ulong.Parse(guild, CultureInfo.InvariantCulture));
        var nonce = request.TryGetProperty("nonce", out var given) ? given.GetRawText() : "null";
        var body = new ArrayBufferWriter<byte>(1 << 20);
        for (var i = 0; i < list.ChunkCount; i++)
        {
            body.ResetWrittenCount();
            body.Write(Encoding.UTF8.GetBytes($$"""{"guild_id":"{{guild}}","members":"""));
            body.Write(list.Chunk(i));
            body.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $$""","chunk_index":{{i}},"chunk_count":{{list.ChunkCount}},"not_found":[],"nonce":{{nonce}}}""")));
            await socket.DispatchAsync("GUILD_MEMBERS_CHUNK"u8.ToArray(), body.WrittenMemory);
        }
    }
}
