using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mainstay.Sandbox.Gateway;

/// <summary>The handshake: from an HTTP request to a socket of the gateway.</summary>
internal static class GatewayDoor
{
    private const string NotOffered = "The sandbox speaks encoding=json, uncompressed or with compress=zlib-stream.";

    public static async Task Open(HttpContext context, IHttpUpgradeFeature upgrade, GatewayHub hub)
    {
        var request = context.Request;
        var key = request.Headers.SecWebSocketKey.ToString();
        if (!request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase) || key.Length == 0 || request.Headers.SecWebSocketVersion != "13")
        {
            await Refuse(context, "This is a WebSocket of version 13.");
            return;
        }

        Packing? packing = request.Query["compress"].ToString() switch
        {
            "zlib-stream" => Packing.ZlibStream,
            "" or "uncompressed" or "false" or "none" => Packing.Plain,
            _ => null,
        };
        if (packing is not { } chosen || request.Query["encoding"].ToString() is not ("" or "json"))
        {
            await Refuse(context, NotOffered);
            return;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = WebSocketFrames.Accept(key);
        var stream = await upgrade.UpgradeAsync();
        await hub.Serve(stream, chosen, request.Query["v"].ToString() is "" or "9" or "10");
    }

    private static Task Refuse(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence);
    }
}
