using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>The guild's own settings.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfGuilds =
    [
        "name", "description", "icon", "splash", "discovery_splash", "banner", "region", "verification_level", "default_message_notifications",
        "explicit_content_filter", "afk_channel_id", "afk_timeout", "system_channel_id", "system_channel_flags", "rules_channel_id", "public_updates_channel_id",
        "safety_alerts_channel_id", "preferred_locale", "premium_progress_bar_enabled",
    ];

    /// <summary>The features that members with the permission may switch; Discord grants the others.</summary>
    private static readonly string[] SwitchableFeatures =
        [GuildFeature.Community, GuildFeature.Discoverable, GuildFeature.InvitesDisabled, GuildFeature.RaidAlertsDisabled];

    public void ModifySettings(Act act, GuildDraft draft)
    {
        var actor = Require(act, Permissions.ManageGuild);
        var before = Settings;
        var features = Features(actor, draft);
        RequireChannels(draft);
        var after = before with
        {
            Name = draft.Name ?? before.Name,
            Description = draft.Description.HasValue ? draft.Description.Value : before.Description,
            Icon = Image(draft.Icon, before.Icon),
            Splash = Image(draft.Splash, before.Splash),
            DiscoverySplash = Image(draft.DiscoverySplash, before.DiscoverySplash),
            Banner = Image(draft.Banner, before.Banner),
            Region = draft.Region.HasValue ? draft.Region : before.Region,
            VerificationLevel = draft.Verification.HasValue ? draft.Verification.Value ?? VerificationLevel.None : before.VerificationLevel,
            DefaultMessageNotifications = draft.Notifications.HasValue ? draft.Notifications.Value ?? 0 : before.DefaultMessageNotifications,
            ExplicitContentFilter = draft.ContentFilter.HasValue ? draft.ContentFilter.Value ?? 0 : before.ExplicitContentFilter,
            AfkChannelId = draft.AfkChannel.HasValue ? draft.AfkChannel.Value : before.AfkChannelId,
            AfkTimeout = draft.AfkTimeout ?? before.AfkTimeout,
            SystemChannelId = draft.SystemChannel.HasValue ? draft.SystemChannel.Value : before.SystemChannelId,
            SystemChannelFlags = draft.SystemChannelFlags ?? before.SystemChannelFlags,
            RulesChannelId = draft.RulesChannel.HasValue ? draft.RulesChannel.Value : before.RulesChannelId,
            PublicUpdatesChannelId = draft.UpdatesChannel.HasValue ? draft.UpdatesChannel.Value : before.PublicUpdatesChannelId,
            SafetyAlertsChannelId = draft.SafetyChannel.HasValue ? draft.SafetyChannel.Value : before.SafetyAlertsChannelId,
            PreferredLocale = draft.Locale.HasValue ? draft.Locale.Value ?? "en-US" : before.PreferredLocale,
            PremiumProgressBarEnabled = draft.ProgressBar ?? before.PremiumProgressBarEnabled,
            Features = features,
        };
        if (after.Features.Contains(GuildFeature.Community) && (after.RulesChannelId is null || after.PublicUpdatesChannelId is null))
        {
            throw Refusal.Form(new FieldError("features", "GUILD_COMMUNITY_REQUIREMENTS", "Community servers need a rules channel and a public updates channel."));
        }

        var changes = ChangeList.Between(before, after, LoggedOfGuilds);
        var sameFeatures = before.Features.SequenceEqual(after.Features);
        if (changes.IsEmpty && sameFeatures)
        {
            return;
        }

        Settings = after;
        RaiseGuildUpdate();
        Log(act, AuditLogEvent.GuildUpdate, Id.Value, changes);
    }

    /// <summary>Pauses invites and direct messages, for a day at most; null ends the pause.</summary>
    public IncidentsData SetIncidentActions(Act act, Optional<DateTimeOffset?> invites, Optional<DateTimeOffset?> directMessages)
    {
        Require(act, Permissions.ManageGuild);
        var before = Settings.IncidentsData.OrDefault();
        var after = new IncidentsData
        {
            InvitesDisabledUntil = invites.HasValue ? invites.Value : before?.InvitesDisabledUntil,
            DmsDisabledUntil = directMessages.HasValue ? directMessages.Value : before?.DmsDisabledUntil,
        };
        foreach (var (field, until) in new[] { ("invites_disabled_until", after.InvitesDisabledUntil), ("dms_disabled_until", after.DmsDisabledUntil) })
        {
            if (until > World.Now + Limits.IncidentActionsLength)
            {
                throw Refusal.Form(new FieldError(field, "INCIDENT_ACTIONS_INVALID_DURATION", "Must be at most 24 hours in the future."));
            }
        }

        if (after != before)
        {
            Settings = Settings with { IncidentsData = new(after) };
            RaiseGuildUpdate();
            Log(act, AuditLogEvent.GuildUpdate, Id.Value);
        }

        return after;
    }

    /// <summary>Tells of the guild as it now is.</summary>
    public void RaiseGuildUpdate() =>
        World.Raise(new WorldEvent("GUILD_UPDATE", Id, null, null, ToModel() with { HomeHeader = default, Nsfw = null, HubType = new(null) }));

    /// <summary>Tells of a member as they now are.</summary>
    public void RaiseMemberUpdate(WorldMember member) => World.Raise(new WorldEvent("GUILD_MEMBER_UPDATE", Id, null, null, Payloads.Member(this, member)));

    private IReadOnlyList<string> Features(WorldMember actor, GuildDraft draft)
    {
        if (draft.Features is not { } wished)
        {
            return Settings.Features;
        }

        var community = wished.Contains(GuildFeature.Community);
        if (community != IsCommunity && PermissionsOf(actor) != Permissions.All)
        {
            throw Refusal.MissingPermissions();
        }

        var kept = Settings.Features.Except(SwitchableFeatures);
        var switched = wished.Intersect(SwitchableFeatures);
        string[] own = community ? [GuildFeature.News] : [];
        return [.. kept.Except(community ? [] : [GuildFeature.News]).Union(switched).Union(own).Order(StringComparer.Ordinal)];
    }

    private void RequireChannels(GuildDraft draft)
    {
        foreach (var (field, wished, vocal) in new[]
        {
            ("afk_channel_id", draft.AfkChannel, true), ("system_channel_id", draft.SystemChannel, false), ("rules_channel_id", draft.RulesChannel, false),
            ("public_updates_channel_id", draft.UpdatesChannel, false), ("safety_alerts_channel_id", draft.SafetyChannel, false),
        })
        {
            if (wished.OrDefault() is { } id && (!Channels.TryGetValue(id, out var channel) || IsVocal(channel.Type) != vocal))
            {
                throw Refusal.Form(new FieldError(field, "CHANNEL_INVALID", "Channel does not exist or is of the wrong type."));
            }
        }
    }

    // A deleted channel is no longer anyone's system, rules or voice channel.
    private void ForgetInSettings(Id<Channel> id)
    {
        var before = Settings;
        Settings = before with
        {
            AfkChannelId = before.AfkChannelId == id ? null : before.AfkChannelId,
            SystemChannelId = before.SystemChannelId == id ? null : before.SystemChannelId,
            SafetyAlertsChannelId = before.SafetyAlertsChannelId == id ? null : before.SafetyAlertsChannelId,
        };
        if (Settings != before)
        {
            RaiseGuildUpdate();
        }
    }

    private string? Image(Optional<string?> wished, string? before) => wished.HasValue ? wished.Value is null ? null : World.Hash() : before;
}
