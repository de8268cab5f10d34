using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Bench.Command;

/// <summary>
/// The smallest module that has everything of a real one in its path: a capability of its own, settings of its own, an option with bounds. <c>/look</c> answers
/// from that alone; <c>/note</c> writes an entry of the journal first, committed to the disk before the answer leaves.
/// </summary>
internal sealed class CommandModule(ISettings settings, IDatabase database, JournalStore journal, TimeProvider time) : IModule
{
    private static readonly Capability Use = new("bench.use", "use the benchmark's commands") { DefaultPermissions = Permissions.SendMessages };
    private static readonly Option<string> Text = Option.Text("text", "What to say", required: true, min: 1, max: 200);

    public string Name => "bench";

    public IReadOnlyList<Capability> Capabilities => [Use];

    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<CommandSettings>("bench", "Benchmark")];

    public IReadOnlyList<Sdk.Command> Commands => [Command("look", LookAsync), Command("note", NoteAsync)];

    private static Sdk.Command Command(string name, Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> run) => new()
    {
        Path = name,
        Description = "Says what it was told",
        Capability = Use,
        Place = CommandPlace.Server,
        Visibility = ReplyVisibility.OnlyToAsker,
        Options = [Text],
        Run = run,
    };

    private async Task<Outcome<Reply>> LookAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = (await settings.GetAsync<CommandSettings>(context.Guild, cancellationToken).ConfigureAwait(false)).Value;
        var text = context.Get(Text);
        return text.Length <= wanted.Longest ? new Reply { Title = wanted.Title, Text = text } : new Failure("bench.long", "That is too long.");
    }

    private async Task<Outcome<Reply>> NoteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var entry = new JournalEntry
        {
            Guild = context.Guild,
            At = time.GetUtcNow(),
            Correlation = context.Correlation,
            Author = Author.Person(context.Actor.User),
            Action = "bench.note",
            Target = $"user:{context.Actor.User}",
            Outcome = "applied",
            Detail = $$"""{"reason":"benchmark","length":{{context.Get(Text).Length}}}""",
        };
        await database.WriteAsync(unit => journal.AppendAsync(unit, entry), cancellationToken).ConfigureAwait(false);
        return await LookAsync(context, cancellationToken).ConfigureAwait(false);
    }
}

internal sealed record CommandSettings
{
    [Setting("The title of every answer")]
    public string Title { get; init; } = "Noted";

    [Setting("How long a text may be", Min = 1, Max = 200)]
    public int Longest { get; init; } = 100;
}
