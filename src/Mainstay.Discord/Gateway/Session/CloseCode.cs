namespace Mainstay.Discord.Gateway;

internal enum CloseMeaning
{
    /// <summary>The session lives on: resume.</summary>
    Resume,

    /// <summary>The session is gone: identify.</summary>
    Identify,

    /// <summary>Another attempt will not mend it.</summary>
    Fatal,
}

/// <summary>What Discord's close codes ask for. See https://discord.com/developers/docs/topics/opcodes-and-status-codes.</summary>
internal static class CloseCode
{
    public const int NotAuthenticated = 4003;
    public const int AuthenticationFailed = 4004;
    public const int InvalidSequence = 4007;
    public const int SessionTimedOut = 4009;
    public const int InvalidShard = 4010;
    public const int ShardingRequired = 4011;
    public const int InvalidVersion = 4012;
    public const int InvalidIntents = 4013;
    public const int DisallowedIntents = 4014;

    /// <summary>What we close with: any code but 1000 and 1001 leaves the session resumable.</summary>
    public const int Ours = 4900;

    /// <summary>What we close with to end the session.</summary>
    public const int Goodbye = 1000;

    public static CloseMeaning MeaningOf(int? code) => code switch
    {
        AuthenticationFailed or InvalidShard or ShardingRequired or InvalidVersion or InvalidIntents or DisallowedIntents => CloseMeaning.Fatal,
        NotAuthenticated or InvalidSequence or SessionTimedOut => CloseMeaning.Identify,
        _ => CloseMeaning.Resume,
    };

    /// <summary>One sentence for whoever runs the bot: what is wrong, and what to do.</summary>
    public static string Sentence(int code, GatewayIntents intents, int shard, int shardCount) => code switch
    {
        AuthenticationFailed =>
            "Discord refused the bot token (4004): copy the token again from the developer portal, Bot, Reset Token, and set MAINSTAY_DISCORD__TOKEN.",
        InvalidShard =>
            $"Discord refused shard {shard} of {shardCount} (4010): set a shard count above every shard id, or leave it to Discord's recommendation.",
        ShardingRequired =>
            $"Discord refused to serve this bot's guilds with {shardCount} shard(s) (4011): raise the shard count to what GET /gateway/bot recommends.",
        InvalidVersion => "Discord no longer serves this version of its gateway (4012): update Mainstay.",
        InvalidIntents => $"Discord does not know the intents {(int)intents} (4013): update Mainstay, or take the unknown intent out of the configuration.",
        DisallowedIntents =>
            $"Discord did not allow {PrivilegedNames(intents)} (4014): switch it on in the developer portal, Bot, Privileged Gateway Intents, and start again.",
        _ => $"Discord closed the gateway connection ({code}).",
    };

    private static string PrivilegedNames(GatewayIntents intents)
    {
        var names = new List<string>();
        if (intents.HasFlag(GatewayIntents.GuildMembers))
        {
            names.Add("the Server Members Intent");
        }

        if (intents.HasFlag(GatewayIntents.GuildPresences))
        {
            names.Add("the Presence Intent");
        }

        if (intents.HasFlag(GatewayIntents.MessageContent))
        {
            names.Add("the Message Content Intent");
        }

        return names.Count switch
        {
            0 => $"the intents {(int)intents}",
            1 => names[0],
            _ => string.Join(", ", names[..^1]) + " and " + names[^1],
        };
    }
}
