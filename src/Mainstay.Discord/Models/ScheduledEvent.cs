using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>A scheduled event. See https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object.</summary>
public sealed record ScheduledEvent : WireModel
{
    /// <summary>The event's id.</summary>
    public required Id<ScheduledEvent> Id { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The stage or voice channel; null elsewhere.</summary>
    public required Id<Channel>? ChannelId { get; init; }

    /// <summary>Who made it; null for events older than 2021-10-25.</summary>
    public Optional<Id<User>?> CreatorId { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 1,000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>When it begins, UTC.</summary>
    public required DateTimeOffset ScheduledStartTime { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTimeOffset? ScheduledEndTime { get; init; }

    /// <summary>2: members only.</summary>
    public required int PrivacyLevel { get; init; }

    /// <summary>Whether it is to come, on, over or off.</summary>
    public required ScheduledEventStatus Status { get; init; }

    /// <summary>Where it happens.</summary>
    public required ScheduledEventEntityType EntityType { get; init; }

    /// <summary>The stage instance.</summary>
    public required Id<StageInstance>? EntityId { get; init; }

    /// <summary>The place outside Discord.</summary>
    public Optional<ScheduledEventEntityMetadata?> EntityMetadata { get; init; }

    /// <summary>Who made it.</summary>
    public User? Creator { get; init; }

    /// <summary>How many want to come; only when asked for.</summary>
    public int? UserCount { get; init; }

    /// <summary>The picture's hash.</summary>
    public Optional<string?> Image { get; init; }

    /// <summary>How it repeats.</summary>
    public required RecurrenceRule? RecurrenceRule { get; init; }

    /// <summary>Dates that differ from the rule; only over REST.</summary>
    public IReadOnlyList<JsonElement>? GuildScheduledEventExceptions { get; init; }
}

/// <summary>The place outside Discord.</summary>
public sealed record ScheduledEventEntityMetadata : WireModel
{
    /// <summary>1 to 100 characters.</summary>
    public string? Location { get; init; }
}

/// <summary>How an event repeats. See https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object.</summary>
public sealed record RecurrenceRule : WireModel
{
    /// <summary>The first time, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The last time, UTC.</summary>
    public Optional<DateTimeOffset?> End { get; init; }

    /// <summary>0 yearly, 1 monthly, 2 weekly, 3 daily.</summary>
    public required int Frequency { get; init; }

    /// <summary>Every how many.</summary>
    public required int Interval { get; init; }

    /// <summary>Weekdays, 0 is Monday.</summary>
    public required IReadOnlyList<int>? ByWeekday { get; init; }

    /// <summary>Weekdays of a month.</summary>
    public required IReadOnlyList<NthWeekday>? ByNWeekday { get; init; }

    /// <summary>Months, from 1.</summary>
    public required IReadOnlyList<int>? ByMonth { get; init; }

    /// <summary>Days of the month, from 1.</summary>
    public required IReadOnlyList<int>? ByMonthDay { get; init; }

    /// <summary>Days of the year, from 1.</summary>
    public Optional<IReadOnlyList<int>?> ByYearDay { get; init; }

    /// <summary>How often.</summary>
    public Optional<int?> Count { get; init; }
}

/// <summary>A weekday of a month.</summary>
public sealed record NthWeekday : WireModel
{
    /// <summary>Which week, 1 to 5.</summary>
    public required int N { get; init; }

    /// <summary>Which weekday, 0 is Monday.</summary>
    public required int Day { get; init; }
}

/// <summary>Whether an event is to come, on, over or off.</summary>
public enum ScheduledEventStatus
{
    /// <summary>To come.</summary>
    Scheduled = 1,

    /// <summary>On.</summary>
    Active = 2,

    /// <summary>Over.</summary>
    Completed = 3,

    /// <summary>Off.</summary>
    Canceled = 4,
}

/// <summary>Where an event happens.</summary>
public enum ScheduledEventEntityType
{
    /// <summary>On a stage.</summary>
    StageInstance = 1,

    /// <summary>In a voice channel.</summary>
    Voice = 2,

    /// <summary>Elsewhere.</summary>
    External = 3,
}
