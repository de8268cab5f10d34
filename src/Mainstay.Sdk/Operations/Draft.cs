using System.Text.Json.Serialization;

namespace Mainstay.Sdk;

/// <summary>How serious a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Something is not as it should be.</summary>
    Warning,

    /// <summary>Something is wrong and cannot be put right by the plan itself.</summary>
    Critical,
}

/// <summary>Something that a planner noticed, whether or not a change mends it.</summary>
/// <param name="Check">Stable name of what was looked at, such as <c>roles.unclaimed</c>.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Sentence">For people: what is expected, what is there, and what can be done. Mentions are drawn.</param>
public sealed record Finding(string Check, Severity Severity, Target Subject, string Sentence)
{
    /// <summary>What should be there, in a few words; empty where the sentence says it all.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What is there, in a few words; empty where the sentence says it all.</summary>
    public string Actual { get; init; } = "";

    /// <summary>What mends it, in a few words: what the plan does about it, or what a person can do; empty where the sentence says it all.</summary>
    public string Fix { get; init; } = "";

    /// <summary>Whether a change of the same draft mends it.</summary>
    public bool IsMended { get; init; }
}

/// <summary>
/// What a planner yields: changes in the order in which they are to happen, and findings. The same input must give the same draft, to the last byte.
/// </summary>
public sealed record Draft
{
    /// <summary>What is to be done, in order.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>
    /// The phrase that has to be typed before this is applied, such as the server's name; unset: the engine asks for one when a change is
    /// <see cref="Risk.Destructive" />.
    /// </summary>
    public string? Phrase { get; init; }

    /// <summary>How many other people have to agree before this may be applied; the guild's settings may ask for more.</summary>
    public int Approvals { get; init; }

    /// <summary>What to say when there is nothing to do; one sentence.</summary>
    public string NothingToDo { get; init; } = "Everything is as it should be.";
}
