using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Help;

internal sealed class HelpCommands(ICommandDirectory directory)
{
    private readonly Option<string> _command = Option.Text("command", "The command you want to know about") with { Complete = (context, ct) => ProposeAsync(directory, context, ct) };

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "help",
            Description = "Show what you can do with Mainstay here, or how one command works",
            Capability = Capability.Everyone,
            Place = CommandPlace.Anywhere,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [_command],
            Examples = ["/help", "/help command:repair staff-roles"],
            Run = HelpAsync,
        },
        new()
        {
            Path = "slashes",
            Description = "List every command you may run here, in one line each",
            Capability = Capability.Everyone,
            Place = CommandPlace.Anywhere,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/slashes"],
            Run = async (context, ct) => HelpTexts.Lines(await directory.AllowedAsync(context.Actor, context.Place, ct).ConfigureAwait(false)),
        },
    ];

    private async Task<Outcome<Reply>> HelpAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var allowed = await directory.AllowedAsync(context.Actor, context.Place, cancellationToken).ConfigureAwait(false);
        if (!context.TryGet(_command, out var asked))
        {
            return HelpTexts.Overview(allowed);
        }

        var wanted = asked.Trim().TrimStart('/').Trim();
        return allowed.FirstOrDefault(e => e.Command.Path.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } entry
            ? HelpTexts.One(entry)
            : allowed.Where(e => e.Command.Path.StartsWith(wanted + " ", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } group ? HelpTexts.Lines(group) with { Title = $"/{wanted.ToLowerInvariant()}" }
            : new Failure("help.unknown", $"There is no command `/{wanted.Replace("`", "", StringComparison.Ordinal)}` that you may run here. `/slashes` lists those that you may.");
    }

    private static async Task<IReadOnlyList<Choice>> ProposeAsync(ICommandDirectory directory, CompletionContext context, CancellationToken cancellationToken)
    {
        var allowed = await directory.AllowedAsync(context.Actor, context.Place, cancellationToken).ConfigureAwait(false);
        return
        [
            .. allowed.Where(e => e.Command.Path.Contains(context.Typed.TrimStart('/'), StringComparison.OrdinalIgnoreCase))
                .Take(Limits.Suggestions).Select(e => new Choice($"/{e.Command.Path}", e.Command.Path)),
        ];
    }
}
