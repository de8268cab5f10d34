using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// One channel or category: made (no before), edited, or deleted (no after), overwrites included. One request: PUT or DELETE of one overwrite when that is all
/// that changes, otherwise one PATCH. An edit names the same fields on both sides; a deletion names all of them, so that taking it back brings the channel
/// back, under a new id and without its messages. A hidden channel is never a target.
/// </summary>
public sealed record ChannelChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "channel/1";

    /// <summary>Which; a <see cref="Provisional" /> id for one that is made.</summary>
    public required Id<Channel> Channel { get; init; }

    /// <summary>The fields before; unset when the channel is made.</summary>
    public ChannelState? Before { get; init; }

    /// <summary>The fields after; unset when the channel is deleted.</summary>
    public ChannelState? After { get; init; }

    /// <summary>The id that the channel had before it was deleted, when making it takes a deletion back: what named the old one then names the new one.</summary>
    public Id<Channel> Recreates { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "channel";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Channel(Channel);
}

/// <summary>Fields of a channel; what is unset is not meant.</summary>
public sealed record ChannelState
{
    /// <summary>The type; only of a channel that is made or deleted.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>1 to 100 characters; Discord writes text channels in lower case with hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>The category, none (0) for the top level; a category that the plan itself makes goes by its <see cref="Provisional" /> id.</summary>
    public Id<Channel>? Parent { get; init; }

    /// <summary>At most 1,024 characters (4,096 in forums); empty for none.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether it is for adults only.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>Seconds between two messages of a person: 0 to 21,600.</summary>
    public int? SlowmodeSeconds { get; init; }

    /// <summary>Voice: bits per second.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Voice: most people at once; 0 for no limit.</summary>
    public int? UserLimit { get; init; }

    /// <summary>Minutes after which a silent thread is archived: 60, 1,440, 4,320 or 10,080.</summary>
    public int? DefaultAutoArchiveMinutes { get; init; }

    /// <summary>Forums: seconds between two messages in new threads.</summary>
    public int? DefaultThreadSlowmodeSeconds { get; init; }

    /// <summary>Forums: the tags, in order.</summary>
    public IReadOnlyList<ForumTagState>? Tags { get; init; }

    /// <summary>Forums: how posts are sorted.</summary>
    public ForumSortOrder? SortOrder { get; init; }

    /// <summary>Forums: how posts are laid out.</summary>
    public ForumLayout? Layout { get; init; }

    /// <summary>All overwrites, ascending by id.</summary>
    public IReadOnlyList<OverwriteState>? Overwrites { get; init; }

    /// <summary>Only of a channel that is deleted: its place, so that taking it back can put it there again.</summary>
    public int? Position { get; init; }

    /// <summary>Only of a category that is deleted: the channels in it, ascending.</summary>
    public IReadOnlyList<Id<Channel>>? Children { get; init; }
}

/// <summary>What a channel grants to or takes from one role or member.</summary>
/// <param name="Id">The role or the member; a role that the plan itself makes goes by its <see cref="Provisional" /> id.</param>
/// <param name="Type">Which of the two.</param>
/// <param name="Allow">What is granted.</param>
/// <param name="Deny">What is taken.</param>
public sealed record OverwriteState(Id<Overwrite> Id, OverwriteType Type, Permissions Allow, Permissions Deny);

/// <summary>A forum's tag.</summary>
/// <param name="Name">At most 20 characters.</param>
/// <param name="Moderated">Whether only those who manage threads may set it.</param>
/// <param name="Emoji">A standard emoji; empty for none.</param>
public sealed record ForumTagState(string Name, bool Moderated, string Emoji);

/// <summary>
/// Where channels stand, and in which category, in one request whatever their number. Compared by relative order per category and sort of channel: numbers that
/// Discord gives by itself are no drift. Moving into a category does not touch overwrites.
/// </summary>
public sealed record ChannelOrderChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "channel-order/1";

    /// <summary>The guild.</summary>
    public required Id<Guild> Guild { get; init; }

    /// <summary>The channels before, top to bottom.</summary>
    public required IReadOnlyList<ChannelPlace> Before { get; init; }

    /// <summary>The same channels after, top to bottom; channels that the plan itself makes may be among them.</summary>
    public required IReadOnlyList<ChannelPlace> After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "channel-order";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Guild(Guild);
}

/// <summary>A channel and the category it is in.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Parent">Its category; none (0) for the top level.</param>
public readonly record struct ChannelPlace(Id<Channel> Channel, Id<Channel> Parent);
