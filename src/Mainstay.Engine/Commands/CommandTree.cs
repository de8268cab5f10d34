using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>The declared commands as Discord takes them: one tree per first word.</summary>
internal sealed record CommandTree(string Name, string Description, IReadOnlyList<CommandOption> Options, IReadOnlyList<InteractionContext> Contexts)
{
    public static IReadOnlyList<CommandTree> Of(ModuleRegistry modules)
    {
        var groups = modules.Groups.ToDictionary(g => g.Path, g => g.Description, StringComparer.Ordinal);
        return
        [
            .. modules.Commands.Select(c => c.Command).GroupBy(c => c.Path.Split(' ')[0], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Tree(g.Key, [.. g], groups)),
        ];
    }

    private static CommandTree Tree(string name, IReadOnlyList<Command> commands, Dictionary<string, string> groups)
    {
        var contexts = ContextsOf(commands);
        return commands is [var only] && only.Path == name
            ? new CommandTree(name, only.Description, Parameters(only), contexts)
            : new CommandTree(name, groups[name], [.. Children(name, commands, groups)], contexts);
    }

    private static IEnumerable<CommandOption> Children(string parent, IReadOnlyList<Command> commands, Dictionary<string, string> groups)
    {
        var depth = parent.Split(' ').Length;
        foreach (var group in commands.GroupBy(c => c.Path.Split(' ')[depth], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var path = $"{parent} {group.Key}";
            yield return group.FirstOrDefault(c => c.Path == path) is { } leaf
                ? new CommandOption { Type = CommandOptionType.Subcommand, Name = group.Key, Description = leaf.Description, Options = Parameters(leaf) }
                : new CommandOption { Type = CommandOptionType.SubcommandGroup, Name = group.Key, Description = groups[path], Options = [.. Children(path, [.. group], groups)] };
        }
    }

    private static IReadOnlyList<CommandOption> Parameters(Command command) => [.. command.Options.Select(Parameter)];

    private static CommandOption Parameter(Option option) => new()
    {
        Type = option.Kind switch
        {
            OptionKind.Text => CommandOptionType.String,
            OptionKind.Integer => CommandOptionType.Integer,
            OptionKind.Boolean => CommandOptionType.Boolean,
            OptionKind.User => CommandOptionType.User,
            OptionKind.Role => CommandOptionType.Role,
            OptionKind.File => CommandOptionType.Attachment,
            _ => CommandOptionType.Channel,
        },
        Name = option.Name,
        Description = option.Description,
        Required = option.Required ? true : null,
        Choices = option.Choices.Count == 0 ? null : [.. option.Choices.Select(c => Proposal(option, c))],
        Autocomplete = option.Complete is null ? null : true,
        MinValue = option.Kind == OptionKind.Integer && option.Min is { } min ? (Scalar)min : default(Scalar?),
        MaxValue = option.Kind == OptionKind.Integer && option.Max is { } max ? (Scalar)max : default(Scalar?),
        MinLength = option.Kind == OptionKind.Text ? (int?)option.Min : null,
        MaxLength = option.Kind == OptionKind.Text ? (int?)option.Max : null,
    };

    /// <summary>A choice with a value of the option's type.</summary>
    public static CommandChoice Proposal(Option option, Choice choice) => new()
    {
        Name = Clip.To(choice.Name, Limits.CommandChoiceName),
        Value = option.Kind == OptionKind.Integer ? (Scalar)long.Parse(choice.Value, System.Globalization.CultureInfo.InvariantCulture) : (Scalar)choice.Value,
    };

    private static IReadOnlyList<InteractionContext> ContextsOf(IReadOnlyList<Command> commands)
    {
        var contexts = new List<InteractionContext>();
        if (commands.Any(c => c.Place != CommandPlace.DirectMessage))
        {
            contexts.Add(InteractionContext.Guild);
        }

        if (commands.Any(c => c.Place != CommandPlace.Server))
        {
            contexts.Add(InteractionContext.BotDm);
        }

        return contexts;
    }
}
