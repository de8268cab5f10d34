using System.Text.RegularExpressions;
using Mainstay.Discord;

namespace Mainstay.Sandbox.Interactions;

/// <summary>A slash command as a person types it: <c>/staff hire user:@Ana Silva rank:Paralegal</c>. A value runs until the next option's name.</summary>
/// <param name="Command">The command.</param>
/// <param name="Path">Its name and its subcommands' names.</param>
/// <param name="Options">What can be filled in.</param>
/// <param name="Values">What was filled in, trimmed, by option.</param>
internal sealed record TypedCommand(ApplicationCommand Command, IReadOnlyList<CommandOption> Path, IReadOnlyList<CommandOption> Options, IReadOnlyDictionary<string, string> Values)
{
    public string FullName => string.Join(' ', Path.Select(p => p.Name).Prepend(Command.Name));

    /// <exception cref="ClientRefusal">No such command, or text that belongs to no option.</exception>
    public static TypedCommand Parse(string text, IEnumerable<ApplicationCommand> commands)
    {
        var body = text.TrimStart().TrimStart('/').TrimEnd();
        var paths = commands.Where(c => CommandBook.TypeOf(c) == ApplicationCommandType.ChatInput).SelectMany(c => PathsOf(c, c.Name, [], c.Options ?? [])).ToArray();
        var path = paths.Where(p => body == p.Name || body.StartsWith(p.Name + " ", StringComparison.Ordinal)).MaxBy(p => p.Name.Length)
            ?? throw new ClientRefusal(Nearest(body, paths));
        return new TypedCommand(path.Command, path.Path, path.Options, ValuesOf(body[path.Name.Length..], path));
    }

    private static Dictionary<string, string> ValuesOf(string rest, CommandPath path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var marks = new List<(string Name, int At, int From)>();
        if (path.Options.Count > 0)
        {
            var names = string.Join('|', path.Options.Select(o => Regex.Escape(o.Name)).OrderByDescending(n => n.Length));
            foreach (Match match in Regex.Matches(rest, $@"(?:^|\s)({names}):", RegexOptions.CultureInvariant))
            {
                if (!marks.Exists(m => m.Name == match.Groups[1].Value))
                {
                    marks.Add((match.Groups[1].Value, match.Index, match.Index + match.Length));
                }
            }
        }

        var stray = (marks.Count == 0 ? rest : rest[..marks[0].At]).Trim();
        if (stray.Length > 0)
        {
            throw new ClientRefusal(path.Options.Count == 0
                ? $"/{path.Name} takes no options, but \"{stray}\" follows it."
                : $"\"{stray}\" belongs to no option of /{path.Name}. Options are written name:value; it has {string.Join(", ", path.Options.Select(o => o.Name))}.");
        }

        for (var i = 0; i < marks.Count; i++)
        {
            var value = rest[marks[i].From..(i + 1 < marks.Count ? marks[i + 1].At : rest.Length)].Trim();
            if (value.Length > 0)
            {
                values.Add(marks[i].Name, value);
            }
        }

        return values;
    }

    private static IEnumerable<CommandPath> PathsOf(ApplicationCommand command, string name, IReadOnlyList<CommandOption> path, IReadOnlyList<CommandOption> options)
    {
        var subs = options.Where(o => o.Type is CommandOptionType.Subcommand or CommandOptionType.SubcommandGroup).ToArray();
        return subs.Length == 0
            ? [new CommandPath(command, name, path, options)]
            : subs.SelectMany(sub => PathsOf(command, $"{name} {sub.Name}", [.. path, sub], sub.Options ?? []));
    }

    private static string Nearest(string body, CommandPath[] paths)
    {
        var first = body.Split(' ')[0];
        var near = paths.Where(p => p.Name.Split(' ')[0] == first).Select(p => "/" + p.Name).ToArray();
        return near.Length > 0
            ? $"/{body} is not a command. There is {string.Join(", ", near)}."
            : paths.Length == 0
                ? "No application has commands for you here. Is the bot running, and has it registered its commands?"
                : $"There is no command /{first} that you may use here.";
    }

    private sealed record CommandPath(ApplicationCommand Command, string Name, IReadOnlyList<CommandOption> Path, IReadOnlyList<CommandOption> Options);
}
