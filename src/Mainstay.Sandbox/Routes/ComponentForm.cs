using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;

namespace Mainstay.Sandbox.Routes;

/// <summary>The components of a message. See https://discord.com/developers/docs/components/reference.</summary>
internal static class ComponentForm
{
    private static readonly ComponentType[] Selects =
        [ComponentType.StringSelect, ComponentType.UserSelect, ComponentType.RoleSelect, ComponentType.MentionableSelect, ComponentType.ChannelSelect];

    /// <summary>The components of a message; the new kinds only where the flag for them is set.</summary>
    public static Optional<IReadOnlyList<Component>?> Read(BodyReader body, bool isV2)
    {
        var list = body.Objects("components", max: isV2 ? Limits.MessageComponents : Limits.OldMessageComponentRows);
        if (!list.HasValue)
        {
            return default;
        }

        var custom = new HashSet<string>(StringComparer.Ordinal);
        var before = body.ErrorCount;
        foreach (var item in list.Value ?? [])
        {
            CheckTop(item, isV2, custom);
        }

        return body.ErrorCount == before
            ? new(list.Value is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<Component>>(body.Raw("components"), DiscordJson.Options)!)
            : default;
    }

    private static void CheckTop(BodyReader item, bool isV2, HashSet<string> custom)
    {
        switch (TypeOf(item))
        {
            case ComponentType.ActionRow:
                CheckRow(item, custom);
                break;
            case ComponentType.Container when isV2:
                foreach (var child in item.Objects("components", min: 1, required: true).OrDefault() ?? [])
                {
                    CheckTop(child, isV2, custom);
                }

                break;
            case ComponentType.Section when isV2:
                CheckSection(item, custom);
                break;
            case ComponentType.TextDisplay when isV2:
                item.Text("content", max: Limits.TextDisplaysTotal, min: 1, required: true, nullable: false);
                break;
            case ComponentType.MediaGallery when isV2:
                foreach (var media in item.Objects("items", max: Limits.GalleryItems, min: 1, required: true).OrDefault() ?? [])
                {
                    media.Object("media", required: true);
                }

                break;
            case ComponentType.File when isV2:
                item.Object("file", required: true);
                break;
            case ComponentType.Separator when isV2:
                break;
            default:
                item.Wrong("type", "UNION_TYPE_CHOICES", isV2 ? "Value of field \"type\" must be one of (1, 9, 10, 12, 13, 14, 17)." : "Value of field \"type\" must be one of (1,).");
                break;
        }
    }

    private static void CheckSection(BodyReader item, HashSet<string> custom)
    {
        foreach (var text in item.Objects("components", max: Limits.SectionTexts, min: 1, required: true).OrDefault() ?? [])
        {
            text.Text("content", max: Limits.TextDisplaysTotal, min: 1, required: true, nullable: false);
        }

        if (item.Object("accessory", required: true, nullable: false).OrDefault() is { } accessory && TypeOf(accessory) == ComponentType.Button)
        {
            CheckButton(accessory, custom);
        }
    }

    private static void CheckRow(BodyReader row, HashSet<string> custom)
    {
        var items = row.Objects("components", max: Limits.RowButtons, min: 1, required: true).OrDefault() ?? [];
        foreach (var item in items)
        {
            var type = TypeOf(item);
            if (type == ComponentType.Button)
            {
                CheckButton(item, custom);
            }
            else if (type is { } select && Selects.Contains(select))
            {
                if (items.Count > 1)
                {
                    row.Wrong("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
                }

                CheckSelect(item, custom, select);
            }
            else
            {
                item.Wrong("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).");
            }
        }
    }

    private static void CheckButton(BodyReader button, HashSet<string> custom)
    {
        var style = button.Choice<ButtonStyle>("style", required: true, nullable: false).OrDefault();
        button.Text("label", max: Limits.ButtonLabel);
        if (style == ButtonStyle.Link)
        {
            button.Url("url", required: true);
            return;
        }

        if (style == ButtonStyle.Premium)
        {
            button.Id<Sku>("sku_id", required: true);
            return;
        }

        CheckCustomId(button, custom, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED");
        if (!button.Has("label") && !button.Has("emoji"))
        {
            button.Wrong("label", "BUTTON_COMPONENT_INVALID_LABEL", "A label or an emoji is required");
        }
    }

    private static void CheckSelect(BodyReader select, HashSet<string> custom, ComponentType type)
    {
        CheckCustomId(select, custom, "BASE_TYPE_REQUIRED");
        select.Text("placeholder", max: Limits.SelectPlaceholder);
        var least = select.Int("min_values", 0, Limits.SelectOptions).OrDefault() ?? 1;
        var most = select.Int("max_values", 1, Limits.SelectOptions).OrDefault() ?? 1;
        if (least > most)
        {
            select.Wrong("min_values", "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", "The minimum is above the maximum");
        }

        if (type != ComponentType.StringSelect)
        {
            return;
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in select.Objects("options", max: Limits.SelectOptions, min: 1, required: true, nullable: false).OrDefault() ?? [])
        {
            option.Text("label", max: Limits.SelectOptionLabel, min: 1, required: true, nullable: false);
            option.Text("description", max: Limits.SelectOptionDescription);
            if (option.Text("value", max: Limits.SelectOptionValue, min: 1, required: true, nullable: false).OrDefault() is { } value && !values.Add(value))
            {
                option.Wrong("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
            }
        }
    }

    private static void CheckCustomId(BodyReader item, HashSet<string> custom, string whenMissing)
    {
        if (!item.Has("custom_id"))
        {
            item.Wrong("custom_id", whenMissing, "A custom id is required");
        }
        else if (item.Text("custom_id", max: Limits.CustomId, min: 1).OrDefault() is { } id && !custom.Add(id))
        {
            item.Wrong("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private static ComponentType? TypeOf(BodyReader item) => (ComponentType?)item.Int("type", required: true, nullable: false).OrDefault();
}
