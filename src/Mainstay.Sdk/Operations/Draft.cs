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
public sealed record Finding(string Check, Severity Severity, Target Subject, string Sentence);

/// <summary>
/// What a planner yields: changes in the order in which they are to happen, and findings. The same input must give the same draft, to the last byte.
/// </summary>
public sealed record Draft
{
    /// <summary>What is to be done, in order.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What to say when there is nothing to do; one sentence.</summary>
    public string NothingToDo { get; init; } = "Everything is as it should be.";
}
