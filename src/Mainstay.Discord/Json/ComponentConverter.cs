using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

/// <summary>Chooses the component's type by its number, wherever in the object that stands. A number that nobody knows is kept as it came.</summary>
internal sealed class ComponentConverter : JsonConverter<Component>
{
    public override Component? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (TypeOf((ComponentType)PeekType(reader)) is { } type)
        {
            return (Component?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type));
        }

        return new UnknownComponent(JsonElement.ParseValue(ref reader));
    }

    public override void Write(Utf8JsonWriter writer, Component value, JsonSerializerOptions options)
    {
        if (value is UnknownComponent unknown)
        {
            unknown.Raw.WriteTo(writer);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        }
    }

    private static Type? TypeOf(ComponentType type) => type switch
    {
        ComponentType.ActionRow => typeof(ActionRow),
        ComponentType.Button => typeof(Button),
        ComponentType.StringSelect => typeof(StringSelect),
        ComponentType.TextInput => typeof(TextInput),
        ComponentType.UserSelect => typeof(UserSelect),
        ComponentType.RoleSelect => typeof(RoleSelect),
        ComponentType.MentionableSelect => typeof(MentionableSelect),
        ComponentType.ChannelSelect => typeof(ChannelSelect),
        ComponentType.Section => typeof(Section),
        ComponentType.TextDisplay => typeof(TextDisplay),
        ComponentType.Thumbnail => typeof(Thumbnail),
        ComponentType.MediaGallery => typeof(MediaGallery),
        ComponentType.File => typeof(FileDisplay),
        ComponentType.Separator => typeof(Separator),
        ComponentType.Container => typeof(Container),
        ComponentType.Label => typeof(Label),
        ComponentType.FileUpload => typeof(FileUpload),
        ComponentType.RadioGroup => typeof(RadioGroup),
        ComponentType.CheckboxGroup => typeof(CheckboxGroup),
        ComponentType.Checkbox => typeof(Checkbox),
        _ => null,
    };

    // The reader is a copy: it runs ahead and the caller's stays at the object's start.
    private static int PeekType(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A component is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var type)
                    ? type
                    : throw new JsonException("A component's type is a number.");
            }

            reader.Skip();
        }

        throw new JsonException("A component needs a type.");
    }
}
