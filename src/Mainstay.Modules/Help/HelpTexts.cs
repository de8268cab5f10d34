using System.Text;
using Mainstay.Sdk;

namespace Mainstay.Modules.Help;

internal static class HelpTexts
{
    // What Discord shows in one message: https://discord.com/developers/docs/resources/message#embed-object-embed-limits. A line that does not fit would be cut in the middle.
    private const int MostText = 4096;
    private const int MostFieldText = 1024;
    private const int MostFields = 25;
    private const int MostInAll = 5500;

    // From the fullest to the shortest: a mention can be clicked, and carries an id.
    private static readonly Func<DirectoryEntry, string>[] Forms =
        [entry => $"{entry.Mention} · {entry.Command.Description}", entry => $"`/{entry.Command.Path}` · {entry.Command.Description}", entry => $"`/{entry.Command.Path}`"];

    public static Reply Overview(IReadOnlyList<DirectoryEntry> entries) => new()
    {
        Title = "What I can do for you here",
        Text = "I keep this server the way its records say it should be. Nothing is changed before you have seen a plan and pressed Apply.",
        Fields = Forms.Select(form => Groups(entries, form)).FirstOrDefault(fields => fields.Count <= MostFields && fields.Sum(f => f.Name.Length + f.Value.Length) <= MostInAll)
            ?? Groups(entries, Forms[^1]),
        Footer = "Details of one command: /help command:…",
    };

    public static Reply Lines(IReadOnlyList<DirectoryEntry> entries) => new()
    {
        Title = "Commands you may run here",
        Text = Forms.Select(form => string.Join('\n', entries.Select(form))).FirstOrDefault(text => text.Length <= MostText) ?? string.Join('\n', entries.Select(Forms[^1])),
    };

    /// <summary>A field for each module, or several where its commands do not fit into one.</summary>
    private static List<ReplyField> Groups(IReadOnlyList<DirectoryEntry> entries, Func<DirectoryEntry, string> form)
    {
        var fields = new List<ReplyField>();
        foreach (var module in entries.GroupBy(e => e.Module).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (title, text) = (Title(module.Key), "");
            foreach (var line in module.Select(form))
            {
                if (text.Length > 0 && text.Length + 1 + line.Length > MostFieldText)
                {
                    fields.Add(new ReplyField(title, text, Inline: false));
                    (title, text) = ($"{Title(module.Key)}, continued", "");
                }

                text += text.Length == 0 ? line : "\n" + line;
            }

            fields.Add(new ReplyField(title, text, Inline: false));
        }

        return fields;
    }

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
