namespace Mainstay.Discord;

/// <summary>A poll. See https://discord.com/developers/docs/resources/poll#poll-object.</summary>
public sealed record Poll : WireModel
{
    /// <summary>The question; text only.</summary>
    public required PollMedia Question { get; init; }

    /// <summary>The answers, at most 10.</summary>
    public required IReadOnlyList<PollAnswer> Answers { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTimeOffset? Expiry { get; init; }

    /// <summary>Whether several answers may be chosen.</summary>
    public required bool AllowMultiselect { get; init; }

    /// <summary>1.</summary>
    public required int LayoutType { get; init; }

    /// <summary>The counts; absent means unknown.</summary>
    public PollResults? Results { get; init; }
}

/// <summary>A text with or without an emoji.</summary>
public sealed record PollMedia : WireModel
{
    /// <summary>At most 300 characters in a question, 55 in an answer.</summary>
    public string? Text { get; init; }

    /// <summary>The emoji; only in answers.</summary>
    public Emoji? Emoji { get; init; }
}

/// <summary>One answer.</summary>
public sealed record PollAnswer : WireModel
{
    /// <summary>Its number, from 1.</summary>
    public required int AnswerId { get; init; }

    /// <summary>What it says.</summary>
    public required PollMedia PollMedia { get; init; }
}

/// <summary>The counts.</summary>
public sealed record PollResults : WireModel
{
    /// <summary>Whether they are exact and final.</summary>
    public required bool IsFinalized { get; init; }

    /// <summary>One for each answer; a missing one is 0.</summary>
    public required IReadOnlyList<PollAnswerCount> AnswerCounts { get; init; }
}

/// <summary>The count of one answer.</summary>
public sealed record PollAnswerCount : WireModel
{
    /// <summary>The answer's number.</summary>
    public required int Id { get; init; }

    /// <summary>How many chose it.</summary>
    public required int Count { get; init; }

    /// <summary>Whether the current user did.</summary>
    public required bool MeVoted { get; init; }
}
