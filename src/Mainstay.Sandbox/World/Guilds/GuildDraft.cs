using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a guild's settings; what is absent stays.</summary>
internal sealed record GuildDraft
{
    public string? Name { get; init; }
    public Optional<string?> Description { get; init; }
    public Optional<string?> Icon { get; init; }
    public Optional<string?> Splash { get; init; }
    public Optional<string?> DiscoverySplash { get; init; }
    public Optional<string?> Banner { get; init; }
    public Optional<string?> Region { get; init; }
    public Optional<VerificationLevel?> Verification { get; init; }
    public Optional<DefaultMessageNotifications?> Notifications { get; init; }
    public Optional<ExplicitContentFilter?> ContentFilter { get; init; }
    public Optional<Id<Channel>?> AfkChannel { get; init; }
    public int? AfkTimeout { get; init; }
    public Optional<Id<Channel>?> SystemChannel { get; init; }
    public SystemChannelFlags? SystemChannelFlags { get; init; }
    public Optional<Id<Channel>?> RulesChannel { get; init; }
    public Optional<Id<Channel>?> UpdatesChannel { get; init; }
    public Optional<Id<Channel>?> SafetyChannel { get; init; }
    public Optional<string?> Locale { get; init; }
    public IReadOnlyList<string>? Features { get; init; }
    public bool? ProgressBar { get; init; }
}
