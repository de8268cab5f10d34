using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mainstay.Discord.Tests.Rest.Http;

/// <summary>A server on a free loopback port that answers as a test says, and remembers what it was asked.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubServer(WebApplication app) => _app = app;

    public Func<HttpContext, int, Task> Answer { get; set; } = (context, _) => Json(context, 200, "{}");

    public List<(string Method, string Path, string? Authorization, string? Reason, string Body)> Asked { get; } = [];

    public Uri Api => new(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/v10");

    public static async Task<StubServer> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StubServer(app);
        server.Answer = answer ?? server.Answer;
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    public static async Task Json(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Keeps the client waiting until it gives up.</summary>
    public static async Task Never(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        int number;
        lock (Asked)
        {
            var headers = context.Request.Headers;
            Asked.Add((context.Request.Method, context.Request.Path + context.Request.QueryString, headers.Authorization, headers["X-Audit-Log-Reason"], body));
            number = Asked.Count;
        }

        await Answer(context, number);
    }
}
