using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// A property whose mere presence is the message: Discord writes it as <c>null</c> when it holds and leaves it out when it does not.
/// See the role tags in https://discord.com/developers/docs/topics/permissions#role-object-role-tags-structure.
/// </summary>
[JsonConverter(typeof(MarkConverter))]
public readonly record struct Mark(bool IsSet) : IOptional
{
    bool IOptional.HasValue => IsSet;

    /// <summary>A mark that is set, or not.</summary>
    public static implicit operator Mark(bool isSet) => new(isSet);

    /// <summary>Whether the mark is set.</summary>
    public static implicit operator bool(Mark mark) => mark.IsSet;
}

internal sealed class MarkConverter : JsonConverter<Mark>
{
    public override bool HandleNull => true;

    public override Mark Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.False)
        {
            return false;
        }

        reader.Skip();
        return true;
    }

    // A mark that is not set never gets here: DiscordJson leaves its property out.
    public override void Write(Utf8JsonWriter writer, Mark value, JsonSerializerOptions options) => writer.WriteNullValue();
}
