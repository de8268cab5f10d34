namespace Mainstay.Discord.Rest;

/// <summary>A file to send with a message. Kept in memory, so that it can be sent again.</summary>
/// <param name="Name">The name, with its extension; embeds refer to it as <c>attachment://name</c>.</param>
/// <param name="Content">The bytes; a guild without boosts takes 10 MiB per file.</param>
/// <param name="ContentType">The media type; null leaves it to Discord.</param>
/// <param name="Description">Text for screen readers, at most 1,024 characters.</param>
public sealed record RestFile(string Name, ReadOnlyMemory<byte> Content, string? ContentType = null, string? Description = null);
