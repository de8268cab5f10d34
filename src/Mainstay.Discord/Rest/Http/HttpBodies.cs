using System.Net.Http.Headers;

namespace Mainstay.Discord.Rest.Http;

/// <summary>Builds the HTTP request of one attempt.</summary>
internal static class HttpBodies
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpRequestMessage Build(RestRequest request, string baseAddress, BotToken? token)
    {
        var message = new HttpRequestMessage(request.Route.Method, baseAddress + request.Path) { Content = Content(request) };
        if (token is not null && !request.Route.CarriesToken)
        {
            message.Headers.TryAddWithoutValidation("Authorization", "Bot " + token.Reveal());
        }

        if (request.Options.Reason is { Length: > 0 } reason)
        {
            message.Headers.TryAddWithoutValidation("X-Audit-Log-Reason", Uri.EscapeDataString(Clip.To(reason, Limits.AuditLogReason)));
        }

        return message;
    }

    private static HttpContent? Content(RestRequest request)
    {
        if (request.Files.Count == 0)
        {
            return request.Json is { } json ? JsonContent(json) : null;
        }

        var form = new MultipartFormDataContent();
        if (request.Json is { } payload)
        {
            form.Add(JsonContent(payload), "payload_json");
        }

        for (var i = 0; i < request.Files.Count; i++)
        {
            var file = request.Files[i];
            var content = new ReadOnlyMemoryContent(file.Content);
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, $"files[{i}]", file.Name);
        }

        return form;
    }

    private static ReadOnlyMemoryContent JsonContent(ReadOnlyMemory<byte> json)
    {
        var content = new ReadOnlyMemoryContent(json);
        content.Headers.ContentType = Json;
        return content;
    }
}
