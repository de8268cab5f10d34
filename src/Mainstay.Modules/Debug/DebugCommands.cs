using Mainstay.Sdk;

namespace Mainstay.Modules.Debug;

internal sealed class DebugCommands(IRecords records, IOperations operations)
{
    public static readonly IReadOnlyList<CommandGroup> Groups = [new("debug", "What Mainstay has on record for this server")];

    private readonly Option<string> _table = Option.Text("table", "Show some rows of this table", max: 100) with { Complete = (context, ct) => TablesAsync(records, context, _ => true, ct) };

    private readonly Option<string> _wiped = Option.Text("table", "Which records; all of them if you leave it out", max: 100) with
    {
        Complete = (context, ct) => TablesAsync(records, context, t => t.IsWipeable, ct),
    };

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "debug collection",
            Description = "Count what is on record, or show some rows of a table without names",
            Capability = DebugCapabilities.Look,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [_table],
            Examples = ["/debug collection", "/debug collection table:staff_rank"],
            Run = LookAsync,
        },
        new()
        {
            Path = "debug wipe-collections",
            Description = "Delete this server's records: shows what goes, keeps a snapshot, asks for a phrase",
            Capability = DebugCapabilities.Wipe,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [_wiped, DryRun.Option],
            Examples = ["/debug wipe-collections dry_run:True", "/debug wipe-collections table:job"],
            Run = (context, ct) => operations.PreviewOrDryRunAsync(context, DebugOperations.Wipe, Arguments.Of(("table", context.TryGet(_wiped, out var table) ? table : null)), ct),
        },
    ];

    private async Task<Outcome<Reply>> LookAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet(_table, out var table))
        {
            return DebugTexts.Counts(await records.CountAsync(context.Guild, cancellationToken).ConfigureAwait(false));
        }

        return (await records.SampleAsync(context.Guild, table, DebugTexts.SampleRows, cancellationToken).ConfigureAwait(false)).Try(out var sample, out var failure)
            ? DebugTexts.Sample(sample)
            : failure;
    }

    private static async Task<IReadOnlyList<Choice>> TablesAsync(IRecords records, CompletionContext context, Func<TableCount, bool> which, CancellationToken cancellationToken)
    {
        var counts = await records.CountAsync(context.Place.Guild!.Value, cancellationToken).ConfigureAwait(false);
        return [.. counts.Where(which).Where(c => c.Table.Name.Contains(context.Typed, StringComparison.OrdinalIgnoreCase)).Select(c => new Choice(DebugTexts.Name(c), c.Table.Name))];
    }
}
