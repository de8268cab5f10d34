using System.Buffers;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Recording;
using Mainstay.Sandbox.World;
using Microsoft.AspNetCore.Http;

namespace Mainstay.Sandbox.Server;

/// <summary>One request from the socket to the world and back: address, route, token, body, limits, faults, handler, answer.</summary>
internal sealed class RestPipeline(DiscordWorld world, RouteTable routes, TimeProvider time, RateLimitProfile profile, int seed, FaultGate faults, TrafficRecorder? recorder)
{
    private const string BotScheme = "Bot ";

    private readonly RateLimiter _limiter = new(profile, seed);
    private readonly InvalidRequests _invalid = new(profile.InvalidPerTenMinutes);
    private readonly JsonBuffers _buffers = new();

    /// <summary>Answers a request whose path, below the API's base, is given.</summary>
    public async Task Serve(HttpContext context, string path)
    {
        var now = time.GetUtcNow();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (_invalid.ShutOutFor(address, now.UtcTicks) is > 0 and var wait)
        {
            await RestAnswers.ShutOut(context.Response, wait);
            return;
        }

        var buffer = _buffers.Rent();
        try
        {
            var exchange = new Exchange(context, path, now, buffer);
            await Serve(exchange);
            if (context.Response.StatusCode is 401 or 403 || (context.Response.StatusCode == 429 && !exchange.IsShared))
            {
                _invalid.Count(address, now.UtcTicks);
            }
        }
        finally
        {
            _buffers.Return(buffer);
        }
    }

    private async Task Serve(Exchange exchange)
    {
        var context = exchange.Context;
        var match = routes.Match(context.Request.Method, exchange.Path);
        if (match.Route is not { } route)
        {
            await Refuse(exchange, match.PathExists ? new Refusal(405, 0, "405: Method Not Allowed") : Refusal.NotFound());
            return;
        }

        exchange.Route = route;
        exchange.Parameters = match.Parameters;
        RequestBody body;
        try
        {
            exchange.Bot = WhoAsks(context.Request, out var token);
            if (route.Access == RouteAccess.Bot && exchange.Bot is null)
            {
                throw Refusal.Unauthorized();
            }

            body = await RequestBody.Read(context.Request, context.RequestAborted);
            exchange.RequestRaw = body.Raw;
            if (!await PassLimits(exchange, token, body))
            {
                return;
            }
        }
        catch (Refusal refusal)
        {
            await Refuse(exchange, refusal);
            return;
        }

        await Carry(exchange, body);
    }

    private async Task Carry(Exchange exchange, RequestBody body)
    {
        var fault = await faults.BeforeRequest(exchange.Route!.Key, exchange.Context.RequestAborted);
        exchange.IsInjected = fault?.Kind is FaultKind.ServerError or FaultKind.RateLimited;
        switch (fault?.Kind)
        {
            case FaultKind.DropBefore:
                exchange.Context.Abort();
                return;
            case FaultKind.ServerError:
                await Refuse(exchange, new Refusal(fault.Status ?? 500, 0, $"{fault.Status ?? 500}: Internal Server Error"));
                return;
            case FaultKind.RateLimited:
                await RefuseLimit(exchange, TimeSpan.FromSeconds(fault.Seconds).Ticks, LimitScope.Shared);
                return;
        }

        Handle(exchange, body);
        switch (fault?.Kind)
        {
            case FaultKind.DropAfter:
                exchange.Context.Abort();
                return;
            case FaultKind.HoldResponse:
                await faults.HoldAnswer(fault.Name ?? "", exchange.Context.RequestAborted);
                break;
            case FaultKind.LoseResponse:
                await faults.NeverAnswer(exchange.Context.RequestAborted);
                return;
        }

        await Answer(exchange);
    }

    private void Handle(Exchange exchange, in RequestBody body)
    {
        var request = exchange.Context.Request;
        RestCall call = new()
        {
            World = world,
            Method = request.Method,
            Route = exchange.Route!.Template,
            Path = exchange.Parameters,
            Queries = RequestQuery.Read(request.QueryString.Value),
            Body = body.Json,
            Files = body.Files,
            Reason = ReasonOf(request),
            Now = exchange.Now,
            Bot = exchange.Bot,
        };

        lock (world.Gate)
        {
            try
            {
                var reply = exchange.Route.Handler(call);
                exchange.Status = reply.Status;
                if (reply.Body is { } value)
                {
                    JsonBuffers.Write(exchange.Buffer, value);
                }
            }
            catch (Refusal refusal)
            {
                exchange.Buffer.ResetWrittenCount();
                exchange.Status = refusal.Status;
                ErrorBodies.Write(exchange.Buffer, refusal);
            }
        }
    }

    private async ValueTask<bool> PassLimits(Exchange exchange, string? token, RequestBody body)
    {
        var route = exchange.Route!;
        var major = route.Majors.Count switch
        {
            0 => "",
            1 => exchange.Parameters[route.Majors[0]],
            _ => string.Join('/', route.Majors.Select(name => exchange.Parameters[name])),
        };
        var answer = _limiter.Ask(
            new LimitedRequest(token ?? "", route.Key, major, route.Access == RouteAccess.Open, name => body.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out _)),
            exchange.Now.UtcTicks);
        RestAnswers.WriteLimits(exchange.Context.Response.Headers, answer, exchange.Now);
        if (!answer.Allowed)
        {
            await RefuseLimit(exchange, answer.RetryAfter, answer.Scope);
        }

        return answer.Allowed;
    }

    private Task RefuseLimit(Exchange exchange, long retryAfter, LimitScope scope)
    {
        exchange.IsShared = scope == LimitScope.Shared;
        exchange.Status = 429;
        var seconds = RestAnswers.WriteRefusal(exchange.Context.Response.Headers, retryAfter, scope);
        ErrorBodies.WriteLimit(exchange.Buffer, seconds, scope == LimitScope.Global);
        return Answer(exchange);
    }

    private Task Refuse(Exchange exchange, Refusal refusal)
    {
        exchange.Status = refusal.Status;
        ErrorBodies.Write(exchange.Buffer, refusal);
        return Answer(exchange);
    }

    private async Task Answer(Exchange exchange)
    {
        var response = exchange.Context.Response;
        var content = exchange.Buffer.WrittenMemory;
        if (recorder is not null && exchange.Route is { } route)
        {
            var request = exchange.Context.Request;
            recorder.Rest(
                request.Method,
                route.Template,
                request.QueryString.Value ?? "",
                exchange.RequestRaw.Span,
                exchange.Status,
                content.Span,
                request.Headers.UserAgent.ToString(),
                exchange.IsInjected);
        }

        response.StatusCode = exchange.Status;
        if (content.Length > 0)
        {
            response.ContentType = "application/json";
            response.ContentLength = content.Length;
            await response.BodyWriter.WriteAsync(content, exchange.Context.RequestAborted);
        }
        else if (exchange.Status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = 0;
        }
    }

    private Id<User>? WhoAsks(HttpRequest request, out string? token)
    {
        token = null;
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(BotScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        token = header[BotScheme.Length..].Trim();
        lock (world.Gate)
        {
            return world.TryLogIn(token, out var application) ? application.BotId : null;
        }
    }

    private static string? ReasonOf(HttpRequest request)
    {
        var header = request.Headers["X-Audit-Log-Reason"].ToString();
        return header.Length == 0 ? null : Uri.UnescapeDataString(header);
    }

    /// <summary>What is known of a request while it is on its way.</summary>
    private sealed class Exchange(HttpContext context, string path, DateTimeOffset now, ArrayBufferWriter<byte> buffer)
    {
        public HttpContext Context { get; } = context;
        public string Path { get; } = path;
        public DateTimeOffset Now { get; } = now;
        public ArrayBufferWriter<byte> Buffer { get; } = buffer;
        public Route? Route { get; set; }
        public PathParameters Parameters { get; set; } = PathParameters.None;
        public Id<User>? Bot { get; set; }
        public ReadOnlyMemory<byte> RequestRaw { get; set; }
        public int Status { get; set; } = StatusCodes.Status200OK;
        public bool IsShared { get; set; }
        public bool IsInjected { get; set; }
    }
}
