using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>How a part of Mainstay is.</summary>
public enum Health
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but not as it should.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,

    /// <summary>Nobody can tell right now.</summary>
    Unknown,

    /// <summary>It is switched off.</summary>
    Disabled,
}

/// <summary>What a probe found.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Sentence">One sentence for people, with figures that were measured; what to do where something is wrong.</param>
public sealed record ProbeResult(Health Health, string Sentence);

/// <summary>A question about the health of one part of Mainstay, as it matters to one guild. It reads only, and writes nothing.</summary>
/// <param name="Name">Unique and stable, such as <c>database</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="CheckAsync">Asks. It is given a few seconds; beyond them, or when it throws, the answer is <see cref="Health.Unknown" />.</param>
public sealed record Probe(string Name, string Title, Func<Id<Guild>, CancellationToken, Task<ProbeResult>> CheckAsync);

/// <summary>A probe's answer, with how long it took.</summary>
/// <param name="Name">The probe.</param>
/// <param name="Title">For people.</param>
/// <param name="Result">What it found.</param>
/// <param name="Took">How long the answer took.</param>
public sealed record HealthCheck(string Name, string Title, ProbeResult Result, TimeSpan Took);

/// <summary>Asks the probes of all modules.</summary>
public interface IHealth
{
    /// <summary>Asks all of them at once, each timed and bounded, in the order in which modules declare them. Never writes.</summary>
    Task<IReadOnlyList<HealthCheck>> CheckAsync(Id<Guild> guild, CancellationToken cancellationToken);
}
