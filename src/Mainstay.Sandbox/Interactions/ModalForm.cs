using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Interactions;

/// <summary>A form that an application opened: up to five rows of text inputs, or labelled fields of any kind.</summary>
/// <param name="CustomId">The form's own id.</param>
/// <param name="Components">Its rows.</param>
/// <param name="Body">The form as the client draws it.</param>
internal sealed record ModalForm(string CustomId, IReadOnlyList<Component> Components, JsonElement Body)
{
    private const int MaxRows = 5;

    /// <summary>Reads the form of a callback; errors are noted in it.</summary>
    public static ModalForm Read(BodyReader data)
    {
        var customId = data.Text("custom_id", Limits.CustomId, 1, required: true, nullable: false).Or(null) ?? "";
        var title = data.Text("title", Limits.ModalTitle, 1, required: true, nullable: false).Or(null) ?? "";
        var rows = data.Objects("components", MaxRows, 1, required: true, nullable: false).Or(null) ?? [];
        foreach (var row in rows)
        {
            Check(row);
        }

        data.ThrowIfWrong();
        var components = JsonSerializer.Deserialize<Component[]>(data.Raw("components"), SandboxJson.Options)!;
        return new ModalForm(customId, World.ComponentIds.Assign(components), JsonSerializer.SerializeToElement(
            new { custom_id = customId, title, components = World.ComponentIds.Assign(components) }, SandboxJson.Options));
    }

    /// <summary>The form as the person filled it in: every field, in its row.</summary>
    public IReadOnlyList<SubmittedComponent> Fill(IReadOnlyDictionary<string, JsonElement> fields, SelectReader selects)
    {
        var unknown = fields.Keys.Except(Components.SelectMany(FieldsOf).Select(IdOf)).FirstOrDefault();
        if (unknown is not null)
        {
            throw new ClientRefusal($"The form has no field \"{unknown}\". It has {string.Join(", ", Components.SelectMany(FieldsOf).Select(IdOf))}.");
        }

        return
        [
            .. Components.Select(row => row switch
            {
                ActionRow inputs => new SubmittedComponent { Type = ComponentType.ActionRow, Id = row.Id, Components = [.. inputs.Components.Select(c => Fill(c, fields, selects, null))] },
                Label label => new SubmittedComponent { Type = ComponentType.Label, Id = row.Id, Component = Fill(label.Field, fields, selects, label.Text) },
                _ => new SubmittedComponent { Type = row.Type, Id = row.Id },
            }),
        ];
    }

    /// <summary>The fields of a row.</summary>
    public static IEnumerable<Component> FieldsOf(Component row) => row switch
    {
        ActionRow inputs => inputs.Components,
        Label label => [label.Field],
        _ => [],
    };

    public static string IdOf(Component field) => field switch
    {
        TextInput text => text.CustomId,
        SelectMenu select => select.CustomId,
        FileUpload upload => upload.CustomId,
        RadioGroup radio => radio.CustomId,
        CheckboxGroup boxes => boxes.CustomId,
        Checkbox box => box.CustomId,
        _ => "",
    };

    private static SubmittedComponent Fill(Component field, IReadOnlyDictionary<string, JsonElement> fields, SelectReader selects, string? label)
    {
        var id = IdOf(field);
        JsonElement? given = fields.TryGetValue(id, out var value) ? value : null;
        var filled = new SubmittedComponent { Type = field.Type, Id = field.Id, CustomId = id };
        switch (field)
        {
            case TextInput text:
                return filled with { Value = new(Text(text, given, label)) };
            case SelectMenu select:
                var chosen = List(given) ?? Defaults(select);
                return filled with { Values = chosen.Count == 0 && select.Required == false ? [] : selects.Read(select, chosen) };
            case FileUpload upload:
                var files = Files(given);
                RequireCount(files.Count, upload.Required == false ? 0 : upload.MinValues ?? 1, upload.MaxValues ?? 1, id);
                return filled with { Values = [.. files.Select(selects.Resolve)] };
            case RadioGroup radio:
                return filled with { Value = new(Radio(radio, given)) };
            case CheckboxGroup boxes:
                var ticked = List(given) ?? [.. boxes.Options.Where(o => o.Default == true).Select(o => o.Value)];
                RequireCount(ticked.Count, boxes.Required == false ? 0 : boxes.MinValues ?? 1, boxes.MaxValues ?? boxes.Options.Count, id);
                return filled with { Values = ticked };
            case Checkbox box:
                return filled with { Value = new((Scalar)(given is { } tick ? tick.ToString().Equals("true", StringComparison.OrdinalIgnoreCase) : box.Default == true)) };
            default:
                return filled;
        }
    }

    private static Scalar? Text(TextInput input, JsonElement? given, string? label)
    {
        var text = given?.ToString() ?? input.Value ?? "";
        var name = label ?? input.Label.OrDefault() ?? input.CustomId;
        var length = BodyReader.LengthOf(text);
        if (length == 0)
        {
            return input.Required == false ? "" : throw new ClientRefusal($"{name}: This field is required.");
        }

        var min = input.MinLength.OrDefault() ?? 0;
        var max = input.MaxLength.OrDefault() ?? Limits.TextInputValue;
        return length >= min && length <= max ? text : throw new ClientRefusal($"{name}: Must be between {min} and {max} characters long.");
    }

    private static Scalar? Radio(RadioGroup radio, JsonElement? given)
    {
        var text = List(given)?.FirstOrDefault();
        var option = text is null ? radio.Options.FirstOrDefault(o => o.Default == true) : radio.Options.FirstOrDefault(o => o.Value == text || o.Label == text);
        return option?.Value ?? (radio.Required == false ? (Scalar?)null : throw new ClientRefusal($"{radio.CustomId}: Choose one of {string.Join(", ", radio.Options.Select(o => o.Label))}."));
    }

    private static IReadOnlyList<string>? List(JsonElement? given) => given switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(v => v.ToString())],
        { } one => one.ToString().Length == 0 ? [] : [one.ToString()],
    };

    private static IReadOnlyList<string> Defaults(SelectMenu select) =>
        select is StringSelect menu ? [.. menu.Options.Where(o => o.Default == true).Select(o => o.Value)] : [];

    private static IReadOnlyList<HandedFile> Files(JsonElement? given) => given switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(HandedFile.Read)],
        { ValueKind: JsonValueKind.Object } one => [HandedFile.Read(one)],
        _ => [],
    };

    private static void RequireCount(int count, int min, int max, string id)
    {
        if (count < min || count > max)
        {
            throw new ClientRefusal($"{id}: Choose {min} to {max}.");
        }
    }

    private static void Check(BodyReader row)
    {
        var type = row.Choice<ComponentType>("type", required: true, nullable: false, [ComponentType.ActionRow, ComponentType.TextDisplay, ComponentType.Label]).Or(null);
        if (type == ComponentType.ActionRow)
        {
            foreach (var input in row.Objects("components", 1, 1, required: true, nullable: false).Or(null) ?? [])
            {
                if (input.Choice<ComponentType>("type", required: true, nullable: false, [ComponentType.TextInput]).Or(null) is not null)
                {
                    CheckField(input);
                    input.Text("label", Limits.ModalLabel, 1, required: true, nullable: false);
                }
            }
        }
        else if (type == ComponentType.Label)
        {
            row.Text("label", Limits.ModalLabel, 1, required: true, nullable: false);
            row.Text("description", 100);
            if (row.Object("component", required: true, nullable: false).Or(null) is { } field)
            {
                field.Choice<ComponentType>("type", required: true, nullable: false,
                    [ComponentType.TextInput, ComponentType.StringSelect, ComponentType.UserSelect, ComponentType.RoleSelect, ComponentType.MentionableSelect, ComponentType.ChannelSelect,
                        ComponentType.FileUpload, ComponentType.RadioGroup, ComponentType.CheckboxGroup, ComponentType.Checkbox]);
                CheckField(field);
            }
        }
        else if (type == ComponentType.TextDisplay)
        {
            row.Text("content", Limits.TextInputValue, 1, required: true, nullable: false);
        }
    }

    private static void CheckField(BodyReader field)
    {
        field.Text("custom_id", Limits.CustomId, 1, required: true, nullable: false);
        field.Text("placeholder", 150);
        if (field.Raw("type").ToString() == "4")
        {
            field.Int("style", 1, 2, required: true, nullable: false);
            field.Int("min_length", 0, Limits.TextInputValue);
            field.Int("max_length", 1, Limits.TextInputValue);
            field.Text("value", Limits.TextInputValue);
        }
        else if (field.Raw("type").ToString() == "3")
        {
            foreach (var option in field.Objects("options", 25, 1, required: true, nullable: false).Or(null) ?? [])
            {
                option.Text("label", 100, 1, required: true, nullable: false);
                option.Text("value", 100, 1, required: true, nullable: false);
                option.Text("description", 100);
            }
        }
    }
}
