using System.Buffers;
using System.Net;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Console;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using Microsoft.AspNetCore.Http;

namespace Mainstay.Sandbox.Control;

/// <summary>Serves <c>/sandbox</c>: the console page, and below <c>/sandbox/api</c> the control API that it is made of. See docs/sandbox.md.</summary>
internal sealed class ControlPages : ISandboxPages
{
    private const string Root = "/sandbox";
    private const string Api = "/sandbox/api";
    private const string AsPrefix = "/as/";

    private readonly SandboxServer _server;
    private readonly RouteTable _routes = new();
    private readonly LiveUpdates _live;
    private readonly PersonFinder _finder;

    public ControlPages(SandboxServer server)
    {
        _server = server;
        _finder = new PersonFinder(server.World);
        _live = new LiveUpdates(server);
        foreach (var set in (IRouteSet[])[new ViewRoutes(server), new PeopleRoutes(), new InteractionRoutes(), new ServerRoutes(server)])
        {
            set.Map(_routes);
        }
    }

    public async Task Serve(HttpContext context)
    {
        if (!IsFromHere(context.Request))
        {
            await Answer(context, new RestReply(403, new { message = "The control API answers only its own page and programs on this machine." }));
            return;
        }

        var path = context.Request.Path.Value!;
        if (path.StartsWith(Api, StringComparison.Ordinal) && (path.Length == Api.Length || path[Api.Length] == '/'))
        {
            await ServeApi(context, path[Api.Length..]);
            return;
        }

        await ServeAsset(context, path.Length <= Root.Length + 1 ? "index.html" : path[(Root.Length + 1)..]);
    }

    private static Task ServeAsset(HttpContext context, string name)
    {
        var response = context.Response;
        if (ConsoleAssets.Find(name) is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return response.WriteAsync("404: there is no such page here.", context.RequestAborted);
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return response.BodyWriter.WriteAsync(asset.Content, context.RequestAborted).AsTask();
    }

    private async Task ServeApi(HttpContext context, string path)
    {
        var request = context.Request;
        try
        {
            if (path == "/events")
            {
                await _live.Serve(context, Acting(request, request.Query["as"]));
                return;
            }

            var body = await RequestBody.Read(request, context.RequestAborted);
            if (path.StartsWith(AsPrefix, StringComparison.Ordinal))
            {
                var rest = path[AsPrefix.Length..];
                var slash = rest.IndexOf('/', StringComparison.Ordinal);
                var who = Uri.UnescapeDataString(slash < 0 ? rest : rest[..slash]);
                await Answer(context, Run(_server.Routes, context, slash < 0 ? "/" : rest[slash..], body, Acting(request, who)));
                return;
            }

            var reply = Run(_routes, context, path, body, Acting(request, request.Query["as"]));
            await Answer(context, reply.Body is Pending pending ? await pending.Wait(context.RequestAborted) : reply);
        }
        catch (Refusal refusal)
        {
            await Answer(context, new RestReply(refusal.Status, refusal));
        }
        catch (ClientRefusal refusal)
        {
            await Answer(context, new RestReply(400, new { message = refusal.Message }));
        }
    }

    private RestReply Run(RouteTable routes, HttpContext context, string path, RequestBody body, WorldUser? acting)
    {
        var match = routes.Match(context.Request.Method, path);
        if (match.Route is not { } route)
        {
            throw match.PathExists ? new Refusal(405, 0, "405: Method Not Allowed") : Refusal.NotFound();
        }

        var reason = context.Request.Headers["X-Audit-Log-Reason"].ToString();
        var call = new RestCall
        {
            World = _server.World,
            Method = context.Request.Method,
            Route = route.Template,
            Path = match.Parameters,
            Queries = RequestQuery.Read(context.Request.QueryString.Value),
            Body = body.Json,
            Files = body.Files,
            Reason = reason.Length == 0 ? null : Uri.UnescapeDataString(reason),
            Now = _server.World.Now,
            Bot = acting?.Id,
        };
        lock (_server.World.Gate)
        {
            var reply = route.Handler(call);
            return reply.Body is null or Pending ? reply : reply with { Body = JsonSerializer.SerializeToUtf8Bytes(reply.Body, SandboxJson.Options) };
        }
    }

    private WorldUser? Acting(HttpRequest request, string? who)
    {
        Id<Guild>? guild = Id<Guild>.TryParse(request.Query["guild"], out var id) ? id : null;
        lock (_server.World.Gate)
        {
            return string.IsNullOrEmpty(who) ? null : _finder.Find(who, guild);
        }
    }

    private static async Task Answer(HttpContext context, RestReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.Headers.CacheControl = "no-store";
        if (reply.Body is null)
        {
            return;
        }

        var content = reply.Body switch
        {
            byte[] ready => ready,
            Refusal refusal => ErrorOf(refusal),
            var body => JsonSerializer.SerializeToUtf8Bytes(body, SandboxJson.Options),
        };
        response.ContentType = "application/json";
        response.ContentLength = content.Length;
        await response.BodyWriter.WriteAsync(content, context.RequestAborted);
    }

    private static byte[] ErrorOf(Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ErrorBodies.Write(buffer, refusal);
        return buffer.WrittenSpan.ToArray();
    }

    // A page elsewhere on the web must not drive this one: neither by requests across origins nor by a name that points here.
    private static bool IsFromHere(HttpRequest request)
    {
        var host = request.Host.Host;
        var isLocal = host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || IPAddress.TryParse(host.Trim('[', ']'), out _);
        var origin = request.Headers.Origin.ToString();
        return isLocal && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value));
    }
}

/// <summary>An answer that is still to come; waited for without the world's lock.</summary>
internal sealed record Pending(Func<CancellationToken, Task<RestReply>> Wait);
