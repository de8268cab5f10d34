namespace Mainstay.Sdk;

/// <summary>
/// An expected failure, as data: a missing right, a stale plan, a value out of bounds. A bug throws instead, and cancellation passes through.
/// </summary>
/// <param name="Code">Stable and machine-readable, lower case with dots, such as <c>authority.denied</c>.</param>
/// <param name="Sentence">One whole sentence for the person who asked: what is wrong and what to do. No ids, no stack traces, no secrets.</param>
public sealed record Failure(string Code, string Sentence)
{
    /// <summary>What the failure was about, by name, for logs and tests. Never shown to people as it is.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
