using System.Text;
using Mainstay.Sdk;

namespace Mainstay.Modules.Help;

internal static class HelpTexts
{
    public static Reply Overview(IReadOnlyList<DirectoryEntry> entries) => new()
    {
        Title = "What I can do for you here",
        Text = "I keep this server the way its records say it should be. Nothing is changed before you have seen a plan and pressed Apply.",
        Fields = [.. entries.GroupBy(e => e.Module).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReplyField(Title(g.Key), string.Join('\n', g.Select(Line)), Inline: false))],
        Footer = "Details of one command: /help command:…",
    };

    public static Reply Lines(IReadOnlyList<DirectoryEntry> entries) => new()
    {
        Title = "Commands you may run here",
        Text = string.Join('\n', entries.Select(Line)),
    };

    public static Reply One(DirectoryEntry entry)
    {
        var command = entry.Command;
        var fields = new List<ReplyField>();
        if (command.Options.Count > 0)
        {
            fields.Add(new ReplyField("Options", string.Join('\n', command.Options.Select(Describe)), Inline: false));
        }

        if (command.Examples.Count > 0)
        {
            fields.Add(new ReplyField("Examples", string.Join('\n', command.Examples.Select(e => $"`{e}`")), Inline: false));
        }

        fields.Add(new ReplyField("Works", command.Place switch
        {
            CommandPlace.Server => "in servers",
            CommandPlace.DirectMessage => "in a direct message with me",
            _ => "in servers and in a direct message with me",
        }));
        fields.Add(new ReplyField("Reply", command.Visibility == ReplyVisibility.OnlyToAsker ? "only you see it" : "everybody in the channel sees it"));
        if (!command.Capability.HeldByEveryone)
        {
            fields.Add(new ReplyField("Right", $"`{command.Capability.Name}`: {command.Capability.Description}", Inline: false));
        }

        return new Reply { Title = $"/{command.Path}", Text = entry.Text.Length == 0 ? command.Description + "." : $"{command.Description}.\n\n{entry.Text}", Fields = fields };
    }

    private static string Line(DirectoryEntry entry) => $"{entry.Mention} · {entry.Command.Description}";

    private static string Title(string module) => char.ToUpperInvariant(module[0]) + module[1..];

    private static string Describe(Option option)
    {
        var text = new StringBuilder().Append("**").Append(option.Name).Append("** · ").Append(option.Description);
        if (option.Min is not null || option.Max is not null)
        {
            text.Append(" (").Append(option.Min is { } min ? $"from {min}" : "").Append(option is { Min: not null, Max: not null } ? " " : "").Append(option.Max is { } max ? $"to {max}" : "")
                .Append(option.Kind == OptionKind.Text ? " characters)" : ")");
        }

        return text.Append(option.Required ? "" : " *(optional)*").ToString();
    }
}
