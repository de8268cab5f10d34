using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>The first event of a session. See https://discord.com/developers/docs/events/gateway-events#ready.</summary>
internal static class Ready
{
    private const int Version = 10;

    public static ReadyEvent Of(GatewaySession session, WorldApplication application, WorldUser bot, IEnumerable<WorldGuild> guilds, string url) => new()
    {
        V = Version,
        User = bot.ToModel() with { Bot = true, Verified = true, MfaEnabled = true, Email = new(null), Flags = UserFlags.None },
        Guilds = [.. guilds.Select(guild => new UnavailableGuild { Id = guild.Id, Unavailable = true })],
        SessionId = session.Id,
        ResumeGatewayUrl = url,
        Shard = [session.Shard, session.Shards],
        Application = new PartialApplication { Id = application.Id, Flags = (ApplicationFlags)application.Flags, FlagsNew = application.Flags.ToString(CultureInfo.InvariantCulture) },
    };
}
