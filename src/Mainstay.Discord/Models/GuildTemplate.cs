namespace Mainstay.Discord;

/// <summary>
/// The shape of a guild, without members and messages. Inside, roles and channels are numbered from 0; templates as old as 2020 can be read.
/// See https://discord.com/developers/docs/resources/guild-template#guild-template-object.
/// </summary>
public sealed record GuildTemplate : WireModel
{
    /// <summary>The code, which names it.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string? Description { get; init; }

    /// <summary>How often it was used.</summary>
    public required int UsageCount { get; init; }

    /// <summary>Who made it.</summary>
    public required Id<User> CreatorId { get; init; }

    /// <summary>The same; null when that account is gone.</summary>
    public Optional<User?> Creator { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last brought up to date, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The guild that it was made of.</summary>
    public required Id<Guild> SourceGuildId { get; init; }

    /// <summary>The shape.</summary>
    public required GuildSnapshot SerializedSourceGuild { get; init; }

    /// <summary>Whether the guild has changed since.</summary>
    public required bool? IsDirty { get; init; }
}

/// <summary>The shape of a guild; ids in it are numbers of its own.</summary>
public sealed record GuildSnapshot : WireModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it says of itself.</summary>
    public required string? Description { get; init; }

    /// <summary>Deprecated.</summary>
    public Optional<string?> Region { get; init; }

    /// <summary>The icon's hash.</summary>
    public Optional<string?> IconHash { get; init; }

    /// <summary>What a member needs before they may write.</summary>
    public required VerificationLevel VerificationLevel { get; init; }

    /// <summary>What members are told of by default.</summary>
    public required DefaultMessageNotifications DefaultMessageNotifications { get; init; }

    /// <summary>Whose pictures are scanned.</summary>
    public required ExplicitContentFilter ExplicitContentFilter { get; init; }

    /// <summary>The guild's language.</summary>
    public required string PreferredLocale { get; init; }

    /// <summary>Where idle members of voice channels go.</summary>
    public required Id<SnapshotChannel>? AfkChannelId { get; init; }

    /// <summary>After how many seconds.</summary>
    public required int AfkTimeout { get; init; }

    /// <summary>Where Discord writes of joins and boosts.</summary>
    public required Id<SnapshotChannel>? SystemChannelId { get; init; }

    /// <summary>What Discord does not write there.</summary>
    public required SystemChannelFlags SystemChannelFlags { get; init; }

    /// <summary>Roles, from the bottom; @everyone has the number 0.</summary>
    public required IReadOnlyList<SnapshotRole> Roles { get; init; }

    /// <summary>Channels, categories before what is in them.</summary>
    public required IReadOnlyList<SnapshotChannel> Channels { get; init; }
}

/// <summary>A role of a template.</summary>
public sealed record SnapshotRole : WireModel
{
    /// <summary>Its number in the template.</summary>
    public required int Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its members may do; in old templates the lower 31 bits.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>The same with all bits; only in old templates.</summary>
    public Permissions? PermissionsNew { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public required int Color { get; init; }

    /// <summary>All colours.</summary>
    public Optional<RoleColors?> Colors { get; init; }

    /// <summary>Whether members are listed apart.</summary>
    public required bool Hoist { get; init; }

    /// <summary>Whether everyone may ping it.</summary>
    public required bool Mentionable { get; init; }

    /// <summary>The icon's hash.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>The icon, if it is an emoji.</summary>
    public Optional<string?> UnicodeEmoji { get; init; }
}

/// <summary>A channel of a template.</summary>
public sealed record SnapshotChannel : WireModel
{
    /// <summary>Its number in the template.</summary>
    public required int? Id { get; init; }

    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Its name.</summary>
    public required string? Name { get; init; }

    /// <summary>The order within its kind and category.</summary>
    public required int? Position { get; init; }

    /// <summary>The topic.</summary>
    public required string? Topic { get; init; }

    /// <summary>Voice quality, bits per second.</summary>
    public required int Bitrate { get; init; }

    /// <summary>Seats of a voice channel.</summary>
    public required int UserLimit { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public required bool Nsfw { get; init; }

    /// <summary>Slow mode, seconds.</summary>
    public required int RateLimitPerUser { get; init; }

    /// <summary>The category's number.</summary>
    public required Id<SnapshotChannel>? ParentId { get; init; }

    /// <summary>Overwrites by the numbers of roles.</summary>
    public required IReadOnlyList<Overwrite> PermissionOverwrites { get; init; }

    /// <summary>How long new threads stay open, minutes.</summary>
    public Optional<int?> DefaultAutoArchiveDuration { get; init; }

    /// <summary>The tags of a forum.</summary>
    public Optional<IReadOnlyList<SnapshotTag>?> AvailableTags { get; init; }

    /// <summary>What Discord made the channel from.</summary>
    public string? Template { get; init; }

    /// <summary>The reaction offered on each post of a forum.</summary>
    public Optional<DefaultReaction?> DefaultReactionEmoji { get; init; }

    /// <summary>The slow mode that new threads begin with, seconds.</summary>
    public Optional<int?> DefaultThreadRateLimitPerUser { get; init; }

    /// <summary>The order of a forum's posts.</summary>
    public Optional<ForumSortOrder?> DefaultSortOrder { get; init; }

    /// <summary>The look of a forum.</summary>
    public Optional<ForumLayout?> DefaultForumLayout { get; init; }

    /// <summary>How tags combine in a forum's search.</summary>
    public Optional<string?> DefaultTagSetting { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public Optional<int?> ThemeColor { get; init; }
}

/// <summary>A tag of a forum in a template.</summary>
public sealed record SnapshotTag : WireModel
{
    /// <summary>Its number in the template.</summary>
    public required int? Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public required Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public required string? EmojiName { get; init; }

    /// <summary>Whether only moderators may put it on and take it off.</summary>
    public required bool? Moderated { get; init; }
}
