using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>A file that a person hands over with a command or a form.</summary>
internal sealed record HandedFile(string FileName, string? ContentType, byte[] Content)
{
    public static HandedFile Read(JsonElement value)
    {
        try
        {
            return new HandedFile(
                value.GetProperty("filename").GetString() is { Length: > 0 } name ? name : "file",
                value.TryGetProperty("content_type", out var type) ? type.GetString() : null,
                value.GetProperty("content").GetBytesFromBase64());
        }
        catch (Exception failure) when (failure is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ClientRefusal("A file is an object of \"filename\" and base64 \"content\".");
        }
    }

    public Attachment Store(WorldChannel place)
    {
        var id = place.World.Ids.Next<Attachment>();
        var path = $"ephemeral-attachments/{place.World.Ids.Next()}/{id}/{FileName}";
        place.World.Files[path] = new StoredFile(ContentType ?? "application/octet-stream", Content);
        return new Attachment
        {
            Id = id,
            Filename = FileName,
            Size = Content.Length,
            Url = $"{place.World.Cdn}/{path}",
            ProxyUrl = $"{place.World.Cdn}/{path}",
            ContentType = ContentType,
            Ephemeral = true,
        };
    }
}
