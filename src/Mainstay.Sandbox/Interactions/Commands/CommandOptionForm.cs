using Mainstay.Discord;
using Mainstay.Sandbox.Routes;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Reads the options of a command: subcommands two levels deep at most, required ones first, each name once.</summary>
internal static class CommandOptionForm
{
    public static IReadOnlyList<CommandOption> Read(BodyReader form, ApplicationCommandType type)
    {
        var options = Read(form, CommandOptionType.SubcommandGroup, depth: 0);
        if (options.Count > 0 && type != ApplicationCommandType.ChatInput)
        {
            form.Wrong("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", "Context menu commands cannot have options");
        }

        return options;
    }

    private static List<CommandOption> Read(BodyReader owner, CommandOptionType deepest, int depth)
    {
        var options = new List<CommandOption>();
        var sawOptional = false;
        var kinds = 0;
        foreach (var form in owner.Objects("options", Limits.CommandOptions).Or(null) ?? [])
        {
            var option = ReadOne(form, deepest, depth);
            if (options.Exists(o => o.Name == option.Name))
            {
                form.Wrong("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", $"Option name \"{option.Name}\" is already used in this options");
            }

            var isSub = option.Type is CommandOptionType.Subcommand or CommandOptionType.SubcommandGroup;
            kinds |= isSub ? 1 : 2;
            if (option.Required == true && sawOptional)
            {
                form.Wrong("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            sawOptional |= option.Required != true;
            options.Add(option);
        }

        if (kinds == 3)
        {
            owner.Wrong("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }

        return options;
    }

    private static CommandOption ReadOne(BodyReader form, CommandOptionType deepest, int depth)
    {
        var type = form.Choice<CommandOptionType>("type", required: true, nullable: false).Or(null) ?? CommandOptionType.String;
        var name = form.Text("name", Limits.CommandName, 1, required: true, nullable: false).Or(null) ?? "";
        if (name.Length > 0 && !CommandForm.IsName(name, ApplicationCommandType.ChatInput))
        {
            form.Wrong("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }

        var isGroup = type == CommandOptionType.SubcommandGroup;
        var isSub = type == CommandOptionType.Subcommand;
        if ((isGroup && (deepest != CommandOptionType.SubcommandGroup || depth > 0)) || (isSub && depth > 1))
        {
            form.Wrong("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command groups are only allowed at the top, and sub-commands only at the top or within a group");
        }

        var choices = isSub || isGroup ? null : Choices(form, type);
        var autocomplete = form.Flag("autocomplete").Or(null) == true;
        if (autocomplete && (choices is { Count: > 0 } || type is not (CommandOptionType.String or CommandOptionType.Integer or CommandOptionType.Number)))
        {
            form.Wrong("autocomplete", "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID", "Autocomplete is only for text and number options without choices");
        }

        var isNumber = type is CommandOptionType.Integer or CommandOptionType.Number;
        return new CommandOption
        {
            Type = type,
            Name = name,
            NameLocalizations = new(CommandForm.Localizations(form, "name_localizations", Limits.CommandName)),
            Description = form.Text("description", Limits.CommandDescription, 1, required: true, nullable: false).Or(null) ?? "",
            DescriptionLocalizations = new(CommandForm.Localizations(form, "description_localizations", Limits.CommandDescription)),
            Required = !isSub && !isGroup && form.Flag("required").Or(null) == true ? true : null,
            Choices = choices is { Count: > 0 } ? choices : null,
            Options = isSub || isGroup ? Within(form, type, depth) : null,
            ChannelTypes = type == CommandOptionType.Channel ? ChannelTypes(form) : null,
            MinValue = isNumber ? Bound(form, "min_value") : null,
            MaxValue = isNumber ? Bound(form, "max_value") : null,
            MinLength = type == CommandOptionType.String ? form.Int("min_length", 0, Limits.CommandTextOption).Or(null) : null,
            MaxLength = type == CommandOptionType.String ? form.Int("max_length", 1, Limits.CommandTextOption).Or(null) : null,
            Autocomplete = autocomplete ? true : null,
        };
    }

    private static List<CommandOption>? Within(BodyReader form, CommandOptionType type, int depth)
    {
        var options = Read(form, type == CommandOptionType.SubcommandGroup ? CommandOptionType.Subcommand : CommandOptionType.String, depth + (type == CommandOptionType.SubcommandGroup ? 1 : 2));
        if (type == CommandOptionType.SubcommandGroup && options.Exists(o => o.Type != CommandOptionType.Subcommand))
        {
            form.Wrong("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A sub-command group contains only sub-commands");
        }

        return options.Count == 0 ? null : options;
    }

    private static List<CommandChoice> Choices(BodyReader form, CommandOptionType type)
    {
        var choices = new List<CommandChoice>();
        foreach (var choice in form.Objects("choices", Limits.CommandChoices).Or(null) ?? [])
        {
            var name = choice.Text("name", Limits.CommandChoiceName, 1, required: true, nullable: false).Or(null) ?? "";
            if (choices.Exists(c => c.Name == name))
            {
                choice.Wrong("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", $"Choice name \"{name}\" is already used");
            }

            choices.Add(new CommandChoice
            {
                Name = name,
                NameLocalizations = new(CommandForm.Localizations(choice, "name_localizations", Limits.CommandChoiceName)),
                Value = Value(choice, type),
            });
        }

        return choices;
    }

    private static Scalar Value(BodyReader choice, CommandOptionType type) => type switch
    {
        CommandOptionType.Integer => choice.Number("value", required: true, nullable: false).Or(null) ?? 0,
        CommandOptionType.Number => choice.Fraction("value", -9_007_199_254_740_992, 9_007_199_254_740_992).Or(null) ?? 0,
        _ => choice.Text("value", Limits.CommandChoiceValue, 1, required: true, nullable: false).Or(null) ?? "",
    };

    private static Scalar? Bound(BodyReader form, string name)
    {
        var raw = form.Raw(name);
        return raw.ValueKind != System.Text.Json.JsonValueKind.Number ? null : raw.TryGetInt64(out var integer) ? integer : raw.GetDouble();
    }

    private static ChannelType[]? ChannelTypes(BodyReader form) =>
        form.Texts("channel_types", max: 20).Or(null) is { } types ? [.. types.Select(t => (ChannelType)(int.TryParse(t, out var n) ? n : -1)).Where(Enum.IsDefined).Distinct()] : null;
}
