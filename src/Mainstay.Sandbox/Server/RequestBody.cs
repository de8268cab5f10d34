using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Mainstay.Sandbox.Server;

/// <summary>What came with a request, read once: JSON, a form with files, or nothing.</summary>
internal readonly record struct RequestBody(JsonElement? Json, ReadOnlyMemory<byte> Raw, IReadOnlyList<UploadedFile> Files)
{
    /// <summary>The largest body taken; a Discord message carries at most ten files of 10 MiB.</summary>
    public const long MaxBytes = 110L << 20;

    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 128 };

    public static async ValueTask<RequestBody> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding)))
        {
            return default(RequestBody) with { Files = [] };
        }

        if (request.ContentLength > MaxBytes)
        {
            throw new Refusal(413, 40005, "Request entity too large");
        }

        var type = request.ContentType;
        if (type is not null && type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadForm(request, type, cancellation);
        }

        if (type is not null && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            // Clients in the field send empty or odd types with bodies nobody reads; Discord's answer is this form error.
            throw Refusal.Form(new FieldError("", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}."));
        }

        var raw = await ReadAll(request.Body, request.ContentLength ?? 0, cancellation);
        return raw.Length == 0 ? default(RequestBody) with { Files = [] } : new RequestBody(Parse(raw), raw, []);
    }

    private static async ValueTask<RequestBody> ReadForm(HttpRequest request, string type, CancellationToken cancellation)
    {
        var boundary = MediaTypeHeaderValue.TryParse(type, out var media) ? HeaderUtilities.RemoveQuotes(media.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
        {
            throw Refusal.Form(new FieldError("", "CONTENT_TYPE_INVALID", "The multipart body has no boundary."));
        }

        byte[]? payload = null;
        var files = new List<UploadedFile>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new MultipartReader(boundary, request.Body) { BodyLengthLimit = MaxBytes };
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
            var content = await ReadAll(section.Body, 0, cancellation);
            if (name == "payload_json")
            {
                payload = content;
            }
            else if (!string.IsNullOrEmpty(fileName))
            {
                files.Add(new UploadedFile(name, fileName, section.ContentType, content));
            }
            else
            {
                fields[name] = Encoding.UTF8.GetString(content);
            }
        }

        payload ??= fields.Count > 0 ? JsonSerializer.SerializeToUtf8Bytes(fields) : null;
        return new RequestBody(payload is null ? null : Parse(payload), payload, files);
    }

    private static async ValueTask<byte[]> ReadAll(Stream stream, long expected, CancellationToken cancellation)
    {
        if (expected > 0)
        {
            var exact = new byte[expected];
            await stream.ReadExactlyAsync(exact, cancellation);
            return exact;
        }

        using var collected = new MemoryStream();
        await stream.CopyToAsync(collected, cancellation);
        return collected.Length > MaxBytes ? throw new Refusal(413, 40005, "Request entity too large") : collected.ToArray();
    }

    // The document keeps the array and is left to the collector, so that handlers may keep elements of it.
    private static JsonElement Parse(byte[] raw)
    {
        try
        {
            return JsonDocument.Parse(raw, Parsing).RootElement;
        }
        catch (JsonException)
        {
            throw new Refusal(400, 50109, "The request body contains invalid JSON.");
        }
    }
}
