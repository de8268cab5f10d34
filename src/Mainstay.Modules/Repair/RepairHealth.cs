using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

/// <summary><c>/repair health</c>: what the probes of all modules answer, the worst first. Reads only.</summary>
internal sealed class RepairHealth(IHealth health)
{
    public async Task<Outcome<Reply>> ShowAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var checks = await health.CheckAsync(guild, cancellationToken).ConfigureAwait(false);
        var worst = checks.Max(c => Weight(c.Result.Health));
        return new Reply
        {
            Title = "Health",
            Text = string.Join('\n', checks.OrderByDescending(c => Weight(c.Result.Health)).Select(Line)),
            Tone = worst switch { 0 => Tone.Good, 3 => Tone.Bad, _ => Tone.Warning },
            Footer = $"{checks.Count(c => c.Result.Health == Sdk.Health.Ok)} of {checks.Count} are well · asked just now",
        };
    }

    private static string Line(HealthCheck check) =>
        $"{Sign(check.Result.Health)} **{check.Title}** · {check.Result.Health.ToString().ToLowerInvariant()} · {Time(check.Took)}\n{check.Result.Sentence}";

    private static string Time(TimeSpan took) => took.TotalMilliseconds < 1 ? "under 1 ms" : $"{Math.Round(took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)} ms";

    private static string Sign(Sdk.Health health) => health switch
    {
        Sdk.Health.Ok => "✅",
        Sdk.Health.Degraded => "⚠️",
        Sdk.Health.Unhealthy => "⛔",
        Sdk.Health.Disabled => "⏸️",
        _ => "❔",
    };

    private static int Weight(Sdk.Health health) => health switch { Sdk.Health.Unhealthy => 3, Sdk.Health.Degraded => 2, Sdk.Health.Unknown => 1, _ => 0 };
}
