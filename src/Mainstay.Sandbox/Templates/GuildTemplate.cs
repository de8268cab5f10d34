using Mainstay.Discord;

namespace Mainstay.Sandbox.Templates;

/// <summary>A guild template with its ids as the template counts them.</summary>
internal sealed record GuildTemplate(
    string Name,
    string? Description,
    string Locale,
    VerificationLevel Verification,
    DefaultMessageNotifications Notifications,
    ExplicitContentFilter ContentFilter,
    int AfkTimeout,
    long? AfkChannel,
    long? SystemChannel,
    IReadOnlyList<TemplateRole> Roles,
    IReadOnlyList<TemplateChannel> Channels);

/// <summary>A role; local id 0 is @everyone. They stand in the template from the lowest to the highest.</summary>
internal sealed record TemplateRole(long Id, string Name, Permissions Permissions, int Color, bool Hoist, bool Mentionable, string? UnicodeEmoji);

/// <summary>A channel with its place and rules.</summary>
internal sealed record TemplateChannel(
    long Id,
    ChannelType Type,
    string Name,
    int Position,
    long? Parent,
    string? Topic,
    bool Nsfw,
    int SlowMode,
    int? Bitrate,
    int? UserLimit,
    IReadOnlyList<TemplateOverwrite> Overwrites);

/// <summary>Rules for one role of the template; members are never part of a template.</summary>
internal sealed record TemplateOverwrite(long Role, Permissions Allow, Permissions Deny);
