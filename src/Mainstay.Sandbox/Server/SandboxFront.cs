using Mainstay.Sandbox.Gateway;
using Mainstay.Sandbox.World;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mainstay.Sandbox.Server;

/// <summary>Serves everything below <c>/sandbox</c>: the control API and the console page.</summary>
internal interface ISandboxPages
{
    /// <summary>Answers a request whose path begins with <c>/sandbox</c>.</summary>
    Task Serve(HttpContext context);
}

/// <summary>Sorts requests by path: REST, gateway, uploaded files, console.</summary>
internal sealed class SandboxFront(DiscordWorld world, RestPipeline pipeline, GatewayHub hub)
{
    private const string Api = "/api";
    private const string Cdn = "/cdn/";
    private const string PagesPath = "/sandbox";

    public ISandboxPages? Pages { get; set; }

    public Task Serve(HttpContext context)
    {
        // As sent: the segments are decoded one by one, so that an encoded slash does not split any.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.StartsWith('/') ? target.Split('?', 2)[0] : context.Request.Path.Value ?? "/";
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade && !path.StartsWith(PagesPath, StringComparison.Ordinal))
        {
            return GatewayDoor.Open(context, upgrade, hub);
        }

        if (path.StartsWith(Api, StringComparison.Ordinal))
        {
            return ServeApi(context, path[Api.Length..]);
        }

        if (path.StartsWith(Cdn, StringComparison.Ordinal))
        {
            return ServeFile(context, path[Cdn.Length..]);
        }

        if (path.StartsWith(PagesPath, StringComparison.Ordinal) && Pages is { } pages)
        {
            return pages.Serve(context);
        }

        if (path == "/")
        {
            context.Response.Redirect(PagesPath);
            return Task.CompletedTask;
        }

        return pipeline.Serve(context, path);
    }

    // The version is part of the path or left out; 9 differs from 10 in nothing that is served here.
    private Task ServeApi(HttpContext context, string path)
    {
        if (path.StartsWith("/v10", StringComparison.Ordinal))
        {
            return pipeline.Serve(context, path[4..]);
        }

        return pipeline.Serve(context, path.StartsWith("/v9", StringComparison.Ordinal) ? path[3..] : path);
    }

    private Task ServeFile(HttpContext context, string path)
    {
        StoredFile? file;
        lock (world.Gate)
        {
            file = world.Files.GetValueOrDefault(Uri.UnescapeDataString(path));
        }

        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Content.Length;
        return context.Response.BodyWriter.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }
}
