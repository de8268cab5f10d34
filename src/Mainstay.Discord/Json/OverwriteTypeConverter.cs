using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

/// <summary>A number on the wire; guild templates of 2020 have the words <c>role</c> and <c>member</c>.</summary>
internal sealed class OverwriteTypeConverter : JsonConverter<OverwriteType>
{
    public override OverwriteType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => (OverwriteType)reader.GetInt32(),
        JsonTokenType.String when reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("0"u8) => OverwriteType.Role,
        JsonTokenType.String when reader.ValueTextEquals("member"u8) || reader.ValueTextEquals("1"u8) => OverwriteType.Member,
        _ => throw new JsonException("An overwrite is of a role (0) or a member (1)."),
    };

    public override void Write(Utf8JsonWriter writer, OverwriteType value, JsonSerializerOptions options) => writer.WriteNumberValue((int)value);
}
