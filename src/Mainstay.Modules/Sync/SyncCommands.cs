using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

internal sealed class SyncCommands(IMemberSync sync)
{
    /// <summary>Small servers see every step of this many people; a large one sees as many steps as the reply's own rate lets through.</summary>
    private const int ProgressEvery = 25;

    public static readonly IReadOnlyList<CommandGroup> Groups = [new("sync", "What Mainstay knows about the members")];

    private static readonly Option<bool> Force = Option.Boolean("force", "Write every member again, also those that did not change");

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "sync users",
            Description = "Read the whole member list from Discord into the mirror",
            Capability = SyncCapabilities.Run,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Options = [Force],
            Examples = ["/sync users", "/sync users force:True"],
            Run = UsersAsync,
        },
        new()
        {
            Path = "sync stats",
            Description = "Show how complete and how fresh the mirror is",
            Capability = SyncCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/sync stats"],
            Run = StatsAsync,
        },
    ];

    private async Task<Outcome<Reply>> UsersAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var shown = 0;
        await context.ShowAsync(SyncTexts.Starting(), cancellationToken).ConfigureAwait(false);
        var outcome = await sync.SyncAsync(context.Guild, context.Get(Force, false), ProgressAsync, cancellationToken).ConfigureAwait(false);
        return outcome.Try(out var report, out var failure) ? SyncTexts.Report(report) : failure;

        ValueTask ProgressAsync(SyncProgress progress)
        {
            if (progress.Seen < shown + ProgressEvery && progress.Seen != progress.Expected)
            {
                return ValueTask.CompletedTask;
            }

            shown = progress.Seen;
            return context.ShowAsync(SyncTexts.Progress(progress), cancellationToken);
        }
    }

    private async Task<Outcome<Reply>> StatsAsync(CommandContext context, CancellationToken cancellationToken) =>
        SyncTexts.Stats(await sync.StatusAsync(context.Guild, cancellationToken).ConfigureAwait(false));
}
