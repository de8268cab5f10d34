using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Database;

internal sealed class DatabaseCommands(IDatabaseStatus status)
{
    public static readonly IReadOnlyList<CommandGroup> Groups = [new("db", "The database behind Mainstay")];

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "db version",
            Description = "Show which database Mainstay uses, how far its schema is, and how busy it is",
            Capability = DatabaseCapabilities.View,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Examples = ["/db version"],
            Run = async (_, cancellationToken) => DatabaseTexts.Version(await status.ReadAsync(cancellationToken).ConfigureAwait(false)),
        },
    ];
}
