using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>An event's data as bytes, each form made once, when the first session wants it. Used under the world's lock.</summary>
internal sealed class EventBytes(WorldEvent happened)
{
    private byte[]? _full;
    private byte[]? _bare;
    private (bool Read, ulong User, IReadOnlyList<ulong> Mentions) _people;

    /// <summary>Everything.</summary>
    public ReadOnlyMemory<byte> Full => _full ??= Serialise(happened.Payload);

    /// <summary>The id of the user that the event is about: <c>user.id</c>, or <c>author.id</c> of a message; 0 if there is none.</summary>
    public ulong UserId => happened.Payload is GuildMember { User: { } user } ? user.Id.Value : People().User;

    /// <summary>A message as sessions without MESSAGE_CONTENT get it, except where Discord makes exceptions for them.</summary>
    public ReadOnlyMemory<byte> WithoutContentFor(Id<User> bot)
    {
        var (_, author, mentions) = People();
        return author == bot.Value || mentions.Contains(bot.Value) ? Full : _bare ??= Bare();
    }

    public static byte[] Serialise(object payload)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        JsonBuffers.Write(buffer, payload);
        return buffer.WrittenSpan.ToArray();
    }

    private (bool Read, ulong User, IReadOnlyList<ulong> Mentions) People()
    {
        if (!_people.Read)
        {
            using var document = JsonDocument.Parse(Full);
            var root = document.RootElement;
            var user = root.TryGetProperty("author", out var author) ? author : root.TryGetProperty("user", out var member) ? member : default;
            var mentions = root.TryGetProperty("mentions", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(IdOf).ToArray()
                : [];
            _people = (true, IdOf(user), mentions);
        }

        return _people;
    }

    private static ulong IdOf(JsonElement user) =>
        user.ValueKind == JsonValueKind.Object && user.TryGetProperty("id", out var id) && ulong.TryParse(id.GetString(), out var value) ? value : 0;

    private byte[] Bare()
    {
        var message = JsonNode.Parse(Full.Span)!.AsObject();
        Strip(message);
        if (message["referenced_message"] is JsonObject referenced)
        {
            Strip(referenced);
        }

        return JsonSerializer.SerializeToUtf8Bytes(message, SandboxJson.Options);
    }

    // An edit that carries no content must not gain one.
    private static void Strip(JsonObject message)
    {
        Replace("content", () => JsonValue.Create(""));
        Replace("embeds", () => new JsonArray());
        Replace("attachments", () => new JsonArray());
        Replace("components", () => new JsonArray());
        message.Remove("poll");

        void Replace(string name, Func<JsonNode> empty)
        {
            if (message.ContainsKey(name))
            {
                message[name] = empty();
            }
        }
    }
}
