using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

internal static class SetupTexts
{
    public static readonly IReadOnlyList<HelpText> Help =
    [
        new(
            "setupserver",
            "Compares the server with a template and shows what would be made or changed: roles, categories, channels with their overwrites, staff ranks, jobs, the log "
            + "channel. What is there already under the same name is taken over, and nothing else is touched. With `wipe:True` everything that the template does not have is "
            + "deleted, except the channel you are in; messages cannot be brought back, and you type the server's name first. Afterwards `/repair channels` keeps "
            + "the server as the template has it. A file is a Discord guild template: the JSON that `discord.com/api/guilds/templates/<code>` hands out, up to 1 MiB."),
    ];
}
