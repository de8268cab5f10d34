using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;

namespace Mainstay.Testing.Engine;

/// <summary>Wire models with everything in them that Discord always sends, for tests that care for a few properties only.</summary>
internal static class Wire
{
    /// <summary>A guild of which only id and owner matter.</summary>
    public static Guild Guild(Id<Guild> id, Id<User> owner) => JsonSerializer.Deserialize<Guild>(
        $$"""
        {"id":"{{id}}","name":"Test","icon":null,"splash":null,"discovery_splash":null,"banner":null,"description":null,"owner_id":"{{owner}}","afk_channel_id":null,
         "afk_timeout":300,"verification_level":0,"default_message_notifications":0,"explicit_content_filter":0,"roles":[],"emojis":[],"features":[],"mfa_level":0,
         "application_id":null,"system_channel_id":null,"system_channel_flags":0,"rules_channel_id":null,"vanity_url_code":null,"premium_tier":0,
         "premium_subscription_count":0,"preferred_locale":"en-US","public_updates_channel_id":null,"nsfw_level":0,"premium_progress_bar_enabled":false,
         "safety_alerts_channel_id":null,"stickers":[],"incidents_data":null,"max_presences":null,"max_members":500000,"max_video_channel_users":25,
         "max_stage_video_channel_users":50,"hub_type":null,"latest_onboarding_question_id":null,"home_header":null,"nsfw":false,"region":"deprecated",
         "widget_enabled":false,"widget_channel_id":null,"embed_enabled":false,"embed_channel_id":null,"owner_configured_content_level":0}
        """,
        DiscordJson.Options)!;
}
