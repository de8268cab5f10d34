using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;

namespace Mainstay.Engine.Hosting;

/// <summary>Who Mainstay is on Discord, and where Discord is. A class, so that printing it never shows the token.</summary>
public sealed class BotOptions
{
    /// <summary>
    /// What Mainstay listens to: guilds, members, audit log entries, that somebody wrote or spoke (never what: that is an intent of its own), and interactions,
    /// which need no intent.
    /// </summary>
    public const GatewayIntents DefaultIntents =
        GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildModeration | GatewayIntents.GuildMessages | GatewayIntents.GuildVoiceStates;

    /// <summary>The bot's token, without <c>Bot</c> in front.</summary>
    public required string Token { get; init; }

    /// <summary>The REST API; Discord's own unless it is a sandbox.</summary>
    public Uri? Api { get; init; }

    /// <summary>Which events Discord sends.</summary>
    public GatewayIntents Intents { get; init; } = DefaultIntents;

    /// <summary>The seed of the jitter in waiting times.</summary>
    public int Seed { get; init; } = Environment.ProcessId;

    /// <summary>The REST client that these options describe.</summary>
    internal DiscordRest Connect(TimeProvider time)
    {
        var options = new DiscordRestOptions { Seed = Seed };
        return new DiscordRest(new BotToken(Token), Api is null ? options : options with { BaseAddress = Api }, time);
    }
}
