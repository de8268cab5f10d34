using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sandbox.Routes;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Reads a command from a request and refuses what Discord refuses, with its field paths.</summary>
internal static partial class CommandForm
{
    /// <summary>Notes every error in the form; the caller ends the reading.</summary>
    /// <param name="form">The request's object.</param>
    /// <param name="before">The command to be edited; null for a new one.</param>
    public static CommandDraft Read(BodyReader form, CommandDraft? before = null)
    {
        var type = before?.Type ?? form.Choice<ApplicationCommandType>("type").Or(null) ?? ApplicationCommandType.ChatInput;
        var name = form.Text("name", Limits.CommandName, 1, required: before is null, nullable: false, trim: true);
        if (name.HasValue && !IsName(name.Value!, type))
        {
            form.Wrong("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }

        var draft = new CommandDraft
        {
            Type = type,
            Name = name.Or(null) ?? before?.Name ?? "",
            NameLocalizations = Localizations(form, "name_localizations", Limits.CommandName, before?.NameLocalizations),
            Description = Description(form, type, before),
            DescriptionLocalizations = Localizations(form, "description_localizations", Limits.CommandDescription, before?.DescriptionLocalizations),
            Options = form.Has("options") ? CommandOptionForm.Read(form, type) : before?.Options ?? [],
            DefaultMemberPermissions = form.Has("default_member_permissions") ? form.Permissions("default_member_permissions").Or(null) : before?.DefaultMemberPermissions,
            DmPermission = form.Has("dm_permission") ? form.Flag("dm_permission").Or(null) : before?.DmPermission,
            Nsfw = form.Has("nsfw") ? form.Flag("nsfw").Or(null) ?? false : before?.Nsfw ?? false,
            IntegrationTypes = Numbers(form, "integration_types", 0, 1) ?? before?.IntegrationTypes ?? [0],
            Contexts = form.Has("contexts") ? Numbers(form, "contexts", 0, 2)?.Select(n => (InteractionContext)n).ToArray() : before?.Contexts,
            Handler = form.Int("handler", 1, 3).Or(null) ?? before?.Handler,
        };
        if (SizeOf(draft) > Limits.CommandTotal)
        {
            form.Wrong("APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({Limits.CommandTotal})");
        }

        return draft;
    }

    /// <summary>Whether a text may be a command's name; slash commands and their options are stricter than menu entries.</summary>
    public static bool IsName(string name, ApplicationCommandType type) =>
        type is ApplicationCommandType.User or ApplicationCommandType.Message || (SlashName().IsMatch(name) && name == name.ToLowerInvariant());

    /// <summary>Texts by locale, each of a limited length.</summary>
    public static IReadOnlyDictionary<string, string>? Localizations(BodyReader form, string field, int max, IReadOnlyDictionary<string, string>? before = null)
    {
        if (!form.Has(field))
        {
            return before;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (form.Object(field).Or(null) is { } all)
        {
            foreach (var locale in all.Names)
            {
                if (!Locales.Contains(locale))
                {
                    all.Wrong(locale, "BASE_TYPE_CHOICES", "Value must be one of the known locales.");
                }
                else if (all.Text(locale, max, 1, nullable: true).Or(null) is { } text)
                {
                    texts.Add(locale, text);
                }
            }
        }

        return texts.Count == 0 ? null : texts;
    }

    private static string Description(BodyReader form, ApplicationCommandType type, CommandDraft? before)
    {
        if (type == ApplicationCommandType.ChatInput)
        {
            return form.Text("description", Limits.CommandDescription, 1, required: before is null, nullable: false).Or(null) ?? before?.Description ?? "";
        }

        if (form.Text("description").Or(null) is { Length: > 0 } && type is ApplicationCommandType.User or ApplicationCommandType.Message)
        {
            form.Wrong("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", "Context menu commands cannot have description");
        }

        return "";
    }

    private static int[]? Numbers(BodyReader form, string field, int min, int max)
    {
        if (form.Texts(field, max: 10).Or(null) is not { } texts)
        {
            return null;
        }

        var numbers = new List<int>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (int.TryParse(texts[i], out var number) && number >= min && number <= max)
            {
                numbers.Add(number);
            }
            else
            {
                form.Wrong($"{field}.{i}", "BASE_TYPE_CHOICES", $"Value must be one of {{{string.Join(", ", Enumerable.Range(min, max - min + 1))}}}.");
            }
        }

        return [.. numbers.Distinct()];
    }

    private static int SizeOf(CommandDraft draft) => BodyReader.LengthOf(draft.Name) + BodyReader.LengthOf(draft.Description) + draft.Options.Sum(SizeOf);

    private static int SizeOf(CommandOption option) =>
        BodyReader.LengthOf(option.Name) + BodyReader.LengthOf(option.Description)
        + (option.Choices?.Sum(c => BodyReader.LengthOf(c.Name) + BodyReader.LengthOf(c.Value.AsText ?? "")) ?? 0)
        + (option.Options?.Sum(SizeOf) ?? 0);

    [GeneratedRegex(@"^[-_'\p{L}\p{M}\p{N}]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex SlashName();

    private static readonly HashSet<string> Locales = new(StringComparer.Ordinal)
    {
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk",
        "hi", "th", "zh-CN", "ja", "zh-TW", "ko", "he", "ar",
    };
}
