namespace Mainstay.Discord.Rest;

/// <summary>Every route that <see cref="DiscordRest" /> has a method for.</summary>
public static class Routes
{
    // First, since the fields below add themselves to it.
    private static readonly List<RestRoute> Table = [];

    /// <summary>All of them, so that a test can tell that none was left out.</summary>
    public static IReadOnlyList<RestRoute> All => Table;

#pragma warning disable CS1591 // The fields are named as the operations of Discord's documentation, whose page each of them carries.
    public static readonly RestRoute GetGatewayBot = Get("/gateway/bot", "events/gateway#get-gateway-bot");

    public static readonly RestRoute GetCurrentApplication = Get("/applications/@me", "resources/application#get-current-application");
    public static readonly RestRoute GetCurrentUser = Get("/users/@me", "resources/user#get-current-user");
    public static readonly RestRoute CreateDm = Repeatable("/users/@me/channels", "resources/user#create-dm");

    public static readonly RestRoute GetGuild = Get("/guilds/{guild_id}", "resources/guild#get-guild");
    public static readonly RestRoute GetGuildPreview = Get("/guilds/{guild_id}/preview", "resources/guild#get-guild-preview");
    public static readonly RestRoute ModifyGuild = Patch("/guilds/{guild_id}", "resources/guild#modify-guild");
    public static readonly RestRoute ModifyIncidentActions = Put("/guilds/{guild_id}/incident-actions", "resources/guild#modify-guild-incident-actions");
    public static readonly RestRoute GetOnboarding = Get("/guilds/{guild_id}/onboarding", "resources/guild#get-guild-onboarding");
    public static readonly RestRoute GetWelcomeScreen = Get("/guilds/{guild_id}/welcome-screen", "resources/guild#get-guild-welcome-screen");
    public static readonly RestRoute GetGuildTemplate = Get("/guilds/templates/{code}", "resources/guild-template#get-guild-template");
    public static readonly RestRoute ListGuildTemplates = Get("/guilds/{guild_id}/templates", "resources/guild-template#get-guild-templates");
    public static readonly RestRoute GetPruneCount = Get("/guilds/{guild_id}/prune", "resources/guild#get-guild-prune-count");
    public static readonly RestRoute BeginPrune = Post("/guilds/{guild_id}/prune", "resources/guild#begin-guild-prune");
    public static readonly RestRoute GetAuditLog = Get("/guilds/{guild_id}/audit-logs", "resources/audit-log#get-guild-audit-log");

    public static readonly RestRoute ListGuildChannels = Get("/guilds/{guild_id}/channels", "resources/guild#get-guild-channels");
    public static readonly RestRoute CreateGuildChannel = Post("/guilds/{guild_id}/channels", "resources/guild#create-guild-channel");
    public static readonly RestRoute ModifyChannelPositions = Patch("/guilds/{guild_id}/channels", "resources/guild#modify-guild-channel-positions");
    public static readonly RestRoute GetChannel = Get("/channels/{channel_id}", "resources/channel#get-channel");
    public static readonly RestRoute ModifyChannel = Patch("/channels/{channel_id}", "resources/channel#modify-channel");
    public static readonly RestRoute DeleteChannel = Delete("/channels/{channel_id}", "resources/channel#deleteclose-channel");
    public static readonly RestRoute SetOverwrite = Put("/channels/{channel_id}/permissions/{overwrite_id}", "resources/channel#edit-channel-permissions");
    public static readonly RestRoute DeleteOverwrite = Delete("/channels/{channel_id}/permissions/{overwrite_id}", "resources/channel#delete-channel-permission");
    public static readonly RestRoute ListChannelInvites = Get("/channels/{channel_id}/invites", "resources/channel#get-channel-invites");
    public static readonly RestRoute CreateChannelInvite = Post("/channels/{channel_id}/invites", "resources/channel#create-channel-invite");
    public static readonly RestRoute ListGuildInvites = Get("/guilds/{guild_id}/invites", "resources/guild#get-guild-invites");
    public static readonly RestRoute DeleteInvite = Delete("/invites/{code}", "resources/invite#delete-invite");
    public static readonly RestRoute ListPins = Get("/channels/{channel_id}/messages/pins", "resources/message#get-channel-pins");
    public static readonly RestRoute PinMessage = Put("/channels/{channel_id}/messages/pins/{message_id}", "resources/message#pin-message");
    public static readonly RestRoute UnpinMessage = Delete("/channels/{channel_id}/messages/pins/{message_id}", "resources/message#unpin-message");

    public static readonly RestRoute StartThreadFromMessage = Post("/channels/{channel_id}/messages/{message_id}/threads", "resources/channel#start-thread-from-message");
    public static readonly RestRoute StartThread = Post("/channels/{channel_id}/threads", "resources/channel#start-thread-without-message");
    public static readonly RestRoute ListActiveThreads = Get("/guilds/{guild_id}/threads/active", "resources/guild#list-active-guild-threads");
    public static readonly RestRoute ListPublicArchivedThreads = Get("/channels/{channel_id}/threads/archived/public", "resources/channel#list-public-archived-threads");
    public static readonly RestRoute ListPrivateArchivedThreads = Get("/channels/{channel_id}/threads/archived/private", "resources/channel#list-private-archived-threads");
    public static readonly RestRoute ListThreadMembers = Get("/channels/{channel_id}/thread-members", "resources/channel#list-thread-members");
    public static readonly RestRoute JoinThread = Put("/channels/{channel_id}/thread-members/@me", "resources/channel#join-thread");
    public static readonly RestRoute LeaveThread = Delete("/channels/{channel_id}/thread-members/@me", "resources/channel#leave-thread");
    public static readonly RestRoute AddThreadMember = Put("/channels/{channel_id}/thread-members/{user_id}", "resources/channel#add-thread-member");
    public static readonly RestRoute RemoveThreadMember = Delete("/channels/{channel_id}/thread-members/{user_id}", "resources/channel#remove-thread-member");

    public static readonly RestRoute ListRoles = Get("/guilds/{guild_id}/roles", "resources/guild#get-guild-roles");
    public static readonly RestRoute CreateRole = Post("/guilds/{guild_id}/roles", "resources/guild#create-guild-role");
    public static readonly RestRoute ModifyRole = Patch("/guilds/{guild_id}/roles/{role_id}", "resources/guild#modify-guild-role");
    public static readonly RestRoute DeleteRole = Delete("/guilds/{guild_id}/roles/{role_id}", "resources/guild#delete-guild-role");
    public static readonly RestRoute ModifyRolePositions = Patch("/guilds/{guild_id}/roles", "resources/guild#modify-guild-role-positions");
    public static readonly RestRoute GetRoleMemberCounts = Get("/guilds/{guild_id}/roles/member-counts", "resources/guild#get-guild-role-member-counts");

    public static readonly RestRoute GetMember = Get("/guilds/{guild_id}/members/{user_id}", "resources/guild#get-guild-member");
    public static readonly RestRoute ListMembers = Get("/guilds/{guild_id}/members", "resources/guild#list-guild-members");
    public static readonly RestRoute SearchMembers = Get("/guilds/{guild_id}/members/search", "resources/guild#search-guild-members");
    public static readonly RestRoute ModifyMember = Patch("/guilds/{guild_id}/members/{user_id}", "resources/guild#modify-guild-member");
    public static readonly RestRoute ModifyCurrentMember = Patch("/guilds/{guild_id}/members/@me", "resources/guild#modify-current-member");
    public static readonly RestRoute AddMemberRole = Put("/guilds/{guild_id}/members/{user_id}/roles/{role_id}", "resources/guild#add-guild-member-role");
    public static readonly RestRoute RemoveMemberRole = Delete("/guilds/{guild_id}/members/{user_id}/roles/{role_id}", "resources/guild#remove-guild-member-role");
    public static readonly RestRoute RemoveMember = Delete("/guilds/{guild_id}/members/{user_id}", "resources/guild#remove-guild-member");

    public static readonly RestRoute ListBans = Get("/guilds/{guild_id}/bans", "resources/guild#get-guild-bans");
    public static readonly RestRoute GetBan = Get("/guilds/{guild_id}/bans/{user_id}", "resources/guild#get-guild-ban");
    public static readonly RestRoute CreateBan = Put("/guilds/{guild_id}/bans/{user_id}", "resources/guild#create-guild-ban");
    public static readonly RestRoute RemoveBan = Delete("/guilds/{guild_id}/bans/{user_id}", "resources/guild#remove-guild-ban");
    public static readonly RestRoute BulkBan = Repeatable("/guilds/{guild_id}/bulk-ban", "resources/guild#bulk-guild-ban");

    public static readonly RestRoute ListChannelWebhooks = Get("/channels/{channel_id}/webhooks", "resources/webhook#get-channel-webhooks");
    public static readonly RestRoute ListGuildWebhooks = Get("/guilds/{guild_id}/webhooks", "resources/webhook#get-guild-webhooks");
    public static readonly RestRoute CreateWebhook = Post("/channels/{channel_id}/webhooks", "resources/webhook#create-webhook");
    public static readonly RestRoute ModifyWebhook = Patch("/webhooks/{webhook_id}", "resources/webhook#modify-webhook");
    public static readonly RestRoute DeleteWebhook = Delete("/webhooks/{webhook_id}", "resources/webhook#delete-webhook");
    public static readonly RestRoute ExecuteWebhook = Post("/webhooks/{webhook_id}/{webhook_token}", "resources/webhook#execute-webhook");

    public static readonly RestRoute ListMessages = Get("/channels/{channel_id}/messages", "resources/message#get-channel-messages");
    public static readonly RestRoute GetMessage = Get("/channels/{channel_id}/messages/{message_id}", "resources/message#get-channel-message");
    public static readonly RestRoute CreateMessage = Post("/channels/{channel_id}/messages", "resources/message#create-message");
    public static readonly RestRoute EditMessage = Patch("/channels/{channel_id}/messages/{message_id}", "resources/message#edit-message");
    public static readonly RestRoute DeleteMessage = Delete("/channels/{channel_id}/messages/{message_id}", "resources/message#delete-message");
    public static readonly RestRoute BulkDeleteMessages = Repeatable("/channels/{channel_id}/messages/bulk-delete", "resources/message#bulk-delete-messages");
    public static readonly RestRoute AddReaction = Put("/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", "resources/message#create-reaction");
    public static readonly RestRoute RemoveOwnReaction = Delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", "resources/message#delete-own-reaction");
    public static readonly RestRoute RemoveUserReaction = Delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}", "resources/message#delete-user-reaction");
    public static readonly RestRoute ListReactions = Get("/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}", "resources/message#get-reactions");
    public static readonly RestRoute RemoveAllReactions = Delete("/channels/{channel_id}/messages/{message_id}/reactions", "resources/message#delete-all-reactions");
    public static readonly RestRoute RemoveEmojiReactions = Delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}", "resources/message#delete-all-reactions-for-emoji");

    public static readonly RestRoute ListEmojis = Get("/guilds/{guild_id}/emojis", "resources/emoji#list-guild-emojis");
    public static readonly RestRoute GetEmoji = Get("/guilds/{guild_id}/emojis/{emoji_id}", "resources/emoji#get-guild-emoji");
    public static readonly RestRoute ListStickers = Get("/guilds/{guild_id}/stickers", "resources/sticker#list-guild-stickers");
    public static readonly RestRoute GetSticker = Get("/guilds/{guild_id}/stickers/{sticker_id}", "resources/sticker#get-guild-sticker");

    public static readonly RestRoute ListAutoModerationRules = Get("/guilds/{guild_id}/auto-moderation/rules", "resources/auto-moderation#list-auto-moderation-rules-for-guild");
    public static readonly RestRoute GetAutoModerationRule = Get("/guilds/{guild_id}/auto-moderation/rules/{rule_id}", "resources/auto-moderation#get-auto-moderation-rule");
    public static readonly RestRoute CreateAutoModerationRule = Post("/guilds/{guild_id}/auto-moderation/rules", "resources/auto-moderation#create-auto-moderation-rule");
    public static readonly RestRoute ModifyAutoModerationRule = Patch("/guilds/{guild_id}/auto-moderation/rules/{rule_id}", "resources/auto-moderation#modify-auto-moderation-rule");
    public static readonly RestRoute DeleteAutoModerationRule = Delete("/guilds/{guild_id}/auto-moderation/rules/{rule_id}", "resources/auto-moderation#delete-auto-moderation-rule");

    public static readonly RestRoute ListScheduledEvents = Get("/guilds/{guild_id}/scheduled-events", "resources/guild-scheduled-event#list-scheduled-events-for-guild");
    public static readonly RestRoute GetScheduledEvent = Get("/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}", "resources/guild-scheduled-event#get-guild-scheduled-event");

    public static readonly RestRoute ListGlobalCommands = Get("/applications/{application_id}/commands", "interactions/application-commands#get-global-application-commands");
    public static readonly RestRoute OverwriteGlobalCommands = Put("/applications/{application_id}/commands", "interactions/application-commands#bulk-overwrite-global-application-commands");
    public static readonly RestRoute ListGuildCommands = Get("/applications/{application_id}/guilds/{guild_id}/commands", "interactions/application-commands#get-guild-application-commands");
    public static readonly RestRoute OverwriteGuildCommands = Put("/applications/{application_id}/guilds/{guild_id}/commands", "interactions/application-commands#bulk-overwrite-guild-application-commands");
    public static readonly RestRoute ListCommandPermissions = Get("/applications/{application_id}/guilds/{guild_id}/commands/permissions", "interactions/application-commands#get-guild-application-command-permissions");

    public static readonly RestRoute CreateInteractionResponse = Exempt(HttpMethod.Post, "/interactions/{interaction_id}/{interaction_token}/callback", "interactions/receiving-and-responding#create-interaction-response");
    public static readonly RestRoute GetOriginalResponse = Exempt(HttpMethod.Get, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "interactions/receiving-and-responding#get-original-interaction-response");
    public static readonly RestRoute EditOriginalResponse = Exempt(HttpMethod.Patch, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "interactions/receiving-and-responding#edit-original-interaction-response");
    public static readonly RestRoute DeleteOriginalResponse = Exempt(HttpMethod.Delete, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "interactions/receiving-and-responding#delete-original-interaction-response");
    public static readonly RestRoute CreateFollowup = Exempt(HttpMethod.Post, "/webhooks/{webhook_id}/{webhook_token}", "interactions/receiving-and-responding#create-followup-message");
    public static readonly RestRoute GetFollowup = Exempt(HttpMethod.Get, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "interactions/receiving-and-responding#get-followup-message");
    public static readonly RestRoute EditFollowup = Exempt(HttpMethod.Patch, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "interactions/receiving-and-responding#edit-followup-message");
    public static readonly RestRoute DeleteFollowup = Exempt(HttpMethod.Delete, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "interactions/receiving-and-responding#delete-followup-message");
#pragma warning restore CS1591

    private static RestRoute Get(string template, string docs) => Add(new RestRoute(HttpMethod.Get, template, docs));

    private static RestRoute Put(string template, string docs) => Add(new RestRoute(HttpMethod.Put, template, docs));

    private static RestRoute Patch(string template, string docs) => Add(new RestRoute(HttpMethod.Patch, template, docs));

    private static RestRoute Delete(string template, string docs) => Add(new RestRoute(HttpMethod.Delete, template, docs));

    private static RestRoute Post(string template, string docs) => Add(new RestRoute(HttpMethod.Post, template, docs));

    /// <summary>A POST that does the same when done twice.</summary>
    private static RestRoute Repeatable(string template, string docs) => Add(new RestRoute(HttpMethod.Post, template, docs) { Repeatable = true });

    private static RestRoute Exempt(HttpMethod method, string template, string docs) => Add(new RestRoute(method, template, docs) { Exempt = true });

    private static RestRoute Add(RestRoute route)
    {
        Table.Add(route);
        return route;
    }
}
