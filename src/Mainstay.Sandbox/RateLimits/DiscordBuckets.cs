namespace Mainstay.Sandbox.RateLimits;

/// <summary>
/// Bucket sizes of the real service as far as anyone knows them. None is documented (Discord asks clients to read the headers instead);
/// <see cref="BucketRule.Source" /> says which were observed in public threads and which are only sensible.
/// </summary>
internal static class DiscordBuckets
{
    private const double TwoDays = 48 * 3_600;
    private const double TenMinutes = 600;

    public static IReadOnlyList<BucketRule> All { get; } =
    [
        // discord-api-docs issue 7680: still a fixed window in 2025.
        new("member-role", ["PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}", "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}"],
            10, 10, WindowKind.Fixed, Source: BucketSource.Observed),

        // Community list of 2022; agrees with issue 2204.
        new("member-modify", ["PATCH /guilds/{guild_id}/members/{user_id}"], 10, 10, Source: BucketSource.Observed),
        new("own-member", ["PATCH /guilds/{guild_id}/members/@me"], 1, 1, WindowKind.Fixed, Source: BucketSource.Observed),
        new("members-list", ["GET /guilds/{guild_id}/members"], 10, 10),
        new("members-search", ["GET /guilds/{guild_id}/members/search"], 10, 10),
        new("member-get", ["GET /guilds/{guild_id}/members/{user_id}"], 5, 1, Source: BucketSource.Observed),
        new("member-kick", ["DELETE /guilds/{guild_id}/members/{user_id}"], 5, 1),

        // Issues 1480 and 5044, Discord.Net issue 1451: 250 creations in two days, and the header says so.
        new("role-create", ["POST /guilds/{guild_id}/roles"], 250, TwoDays, WindowKind.Fixed, Source: BucketSource.Observed),
        new("role-modify", ["PATCH /guilds/{guild_id}/roles/{role_id}"], 1_000, 24 * 3_600, WindowKind.Fixed, Source: BucketSource.Observed),
        new("role-delete", ["DELETE /guilds/{guild_id}/roles/{role_id}"], 5, 5),
        new("role-positions", ["PATCH /guilds/{guild_id}/roles"], 5, 5),

        // Issues 1900 and 2208: not in the headers, in addition to the route's own bucket.
        new("channel-name-topic", ["PATCH /channels/{channel_id}"], 2, TenMinutes, WindowKind.Fixed, Hidden: true, OnlyWithFields: ["name", "topic"], Source: BucketSource.Observed),
        new("channel-modify", ["PATCH /channels/{channel_id}"], 5, 5),
        new("channel-create", ["POST /guilds/{guild_id}/channels"], 20, 20),
        new("channel-delete", ["DELETE /channels/{channel_id}"], 5, 5),
        new("channel-overwrite", ["PUT /channels/{channel_id}/permissions/{overwrite_id}", "DELETE /channels/{channel_id}/permissions/{overwrite_id}"], 10, 15),

        new("message-create", ["POST /channels/{channel_id}/messages"], 5, 5, Source: BucketSource.Observed),
        new("message-edit", ["PATCH /channels/{channel_id}/messages/{message_id}"], 5, 5, Source: BucketSource.Observed),
        new("message-delete", ["DELETE /channels/{channel_id}/messages/{message_id}"], 5, 1, Source: BucketSource.Observed),
        new("message-bulk-delete", ["POST /channels/{channel_id}/messages/bulk-delete"], 1, 3),
        new("message-list", ["GET /channels/{channel_id}/messages"], 5, 5, Source: BucketSource.Observed),
        new("reaction", ["PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
            "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}"], 1, 0.25, Source: BucketSource.Observed),
        new("typing", ["POST /channels/{channel_id}/typing"], 5, 5, Source: BucketSource.Observed),

        new("webhook-execute", ["POST /webhooks/{webhook_id}/{webhook_token}"], 5, 2, Source: BucketSource.Observed),
        new("webhook-create", ["POST /channels/{channel_id}/webhooks"], 5, 5),

        // Issue 3803: about one a minute on large lists, though the header says 5. The header's side is kept.
        new("ban-list", ["GET /guilds/{guild_id}/bans"], 5, 5, Source: BucketSource.Observed),
        new("ban-bulk", ["POST /guilds/{guild_id}/bulk-ban"], 1, 5),
        new("audit-log", ["GET /guilds/{guild_id}/audit-logs"], 5, 5),
        new("dm-open", ["POST /users/@me/channels"], 10, 60),
        new("gateway-bot", ["GET /gateway/bot"], 2, 5, WindowKind.Fixed, Source: BucketSource.Observed),
        new("commands-overwrite", ["PUT /applications/{application_id}/commands", "PUT /applications/{application_id}/guilds/{guild_id}/commands"], 2, 20),
    ];
}
