using Mainstay.Bench.Events;
using Mainstay.Discord;

namespace Mainstay.Bench.Command;

/// <summary>The bodies that a bot sees on its way to the first command, and the command itself (about 2 kB, one string option).</summary>
internal static class CommandFrames
{
    public const string ApplicationId = "1080000000000000001";

    public const string Me =
        """{"id":"1080000000000000001","username":"bench","global_name":null,"avatar":null,"discriminator":"0001","bot":true,"verified":true,"mfa_enabled":false,"email":null,"flags":0,"public_flags":0,"banner":null,"accent_color":null,"locale":"en-US"}""";

    public const string Application =
        """{"id":"1080000000000000001","name":"bench","icon":null,"description":"","summary":"","type":null,"bot_public":true,"bot_require_code_grant":false,"verify_key":"00","flags":565248,"hook":true}""";

    // A person with a role or two and without special rights, so that authority has to look at roles, permissions and settings.
    private static readonly string Member = $$"""
        {"user":{"username":"person.7","public_flags":64,"primary_guild":null,"id":"{{FrameFactory.MemberId(7)}}","global_name":"Person Number 7","display_name_styles":null,"discriminator":"0","collectibles":null,"clan":null,"avatar_decoration_data":null,"avatar":"a5f1d2c3b4958677a5f1d2c3b4958677"},"unusual_dm_activity_until":null,"roles":["1091000000029360184","1091000000041943117"],"premium_since":null,"permissions":"2248473465835073","pending":false,"nick":"Nick 7","mute":false,"joined_at":"2022-05-08T12:34:56.789000+00:00","flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null}
        """;

    public static string GatewayBot(int port) =>
        $$$"""{"url":"ws://127.0.0.1:{{{port}}}/gateway","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":0,"max_concurrency":1}}""";

    public static string Ready(int port) => $$$"""
        {"v":10,"user_settings":{},"user":{"verified":true,"username":"bench","mfa_enabled":false,"id":"1080000000000000001","global_name":null,"flags":0,"email":null,"discriminator":"0001","clan":null,"bot":true,"avatar":null},"session_type":"normal","session_id":"bench","resume_gateway_url":"ws://127.0.0.1:{{{port}}}/gateway","relationships":[],"private_channels":[],"presences":[],"guilds":[{"unavailable":true,"id":"{{{FrameFactory.Guild}}}"}],"guild_join_requests":[],"geo_ordered_rtc_regions":[],"application":{"id":"1080000000000000001","flags":565248},"_trace":["bench"]}
        """;

    /// <summary>An id of this moment, as Discord gives them: what comes late is answered in another way.</summary>
    public static string NewId(long number) => Snowflake.At(TimeProvider.System.GetUtcNow(), (ulong)number).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Interaction(string id, string command, string text) => $$$"""
        {"version":1,"type":2,"token":"aW50ZXJhY3Rpb246{{{id}}}OnNvbWV0aGluZyBsb25nIHRoYXQgbG9va3MgbGlrZSBhIHRva2VuIG9mIERpc2NvcmQgYW5kIGlzIGFib3V0IGFzIGxvbmcgYXMgb25lIG9mIHRoZW1BQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWg","member":{{{Member}}},"locale":"en-US","id":"{{{id}}}","guild_locale":"en-US","guild_id":"{{{FrameFactory.Guild}}}","guild":{"locale":"en-US","id":"{{{FrameFactory.Guild}}}","features":["COMMUNITY","NEWS"]},"entitlements":[],"entitlement_sku_ids":[],"data":{"type":1,"options":[{"value":"{{{text}}}","type":3,"name":"text"}],"name":"{{{command}}}","id":"1085000000000000001"},"context":0,"channel_id":"1090000000000000002","channel":{"type":0,"topic":null,"theme_color":null,"rate_limit_per_user":0,"position":0,"permissions":"2248473465835073","parent_id":null,"nsfw":false,"name":"general","last_message_id":"1440000000000000000","id":"1090000000000000002","icon_emoji":{"name":"x","id":null},"guild_id":"{{{FrameFactory.Guild}}}","flags":0},"authorizing_integration_owners":{"0":"{{{FrameFactory.Guild}}}"},"attachment_size_limit":10485760,"application_id":"1080000000000000001","app_permissions":"2248473465835073"}
        """;
}
