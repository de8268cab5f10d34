using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Commands;

/// <summary>Posts into the channel that the guild's settings name.</summary>
internal sealed partial class GuildLog(DiscordRest rest, ISettings settings, ILogger<GuildLog> log) : IGuildLog
{
    public async Task<bool> TellAsync(Id<Guild> guild, Reply reply, CancellationToken cancellationToken)
    {
        if ((await settings.GetAsync<ReplySettings>(guild, cancellationToken).ConfigureAwait(false)).Value.LogChannel is not { } channel)
        {
            return false;
        }

        try
        {
            var drawn = ReplyDrawing.Draw(reply with { Buttons = [] }, "", default);
            await rest.CreateMessageAsync(channel, new CreateMessage { Embeds = [drawn.Embed] }, null, null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordRestException exception)
        {
            LogUntold(log, exception, guild.Value);
            return false;
        }
    }

    [LoggerMessage(1204, LogLevel.Warning, "Guild {Guild} could not be told something in its log channel; /repair config and /repair channels there say why")]
    private static partial void LogUntold(ILogger log, Exception exception, ulong guild);
}
