using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>
/// A planner with its name and its right. Everything after planning (preview, confirmation, applying, report, undo) is the engine's and the same for all.
/// Made as an <see cref="Operation{TInput}" />.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>Unique and stable, such as <c>repair.staff-roles</c>: kept in runs and the journal.</summary>
    public required string Name { get; init; }

    /// <summary>For people: a few words, such as <c>Repair staff roles</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The right to plan and to apply. It is asked for again when Apply or Undo is pressed.</summary>
    public required Capability Capability { get; init; }

    /// <summary>
    /// Whether Mainstay may apply it in a guild by itself, as the guild chose in its settings; unset: never. Asked for each run.
    /// </summary>
    public Func<ISettings, Id<Guild>, CancellationToken, Task<bool>>? Unattended { get; init; }

    /// <summary>Does the reading, and hands back the planner with its input filled in.</summary>
    internal abstract Task<Outcome<BoundPlanner>> ReadAsync(Reading reading, CancellationToken cancellationToken);
}

/// <summary>A planner that has read what it needs.</summary>
internal delegate Outcome<Draft> BoundPlanner(GuildImage image, Reach reach, DateTimeOffset now);

/// <summary>An operation whose planner gets rows of one type.</summary>
/// <typeparam name="TInput">What the planner needs besides the image: immutable data.</typeparam>
public sealed record Operation<TInput> : Operation
    where TInput : notnull
{
    /// <summary>
    /// Reads what the planner needs. All I/O of the operation is here, and all of it goes through <see cref="Reading" /> or is noted there, because what was
    /// read becomes part of the plan's frame: when it is different at Apply, the plan is refused. Runs again at Apply.
    /// </summary>
    public required Func<Reading, CancellationToken, Task<Outcome<TInput>>> Read { get; init; }

    /// <summary>The planner. Pure: no I/O, no clock, no chance. A failure here is an answer too ("nobody by that name works here").</summary>
    public required Func<Planning<TInput>, Outcome<Draft>> Plan { get; init; }

    /// <inheritdoc />
    internal override async Task<Outcome<BoundPlanner>> ReadAsync(Reading reading, CancellationToken cancellationToken)
    {
        var outcome = await Read(reading, cancellationToken).ConfigureAwait(false);
        return outcome.Try(out var input, out var failure)
            ? (BoundPlanner)((image, reach, now) => Plan(new Planning<TInput>(image, input, reading.Arguments, reading.Actor, reach, now)))
            : failure;
    }
}

/// <summary>What a planner sees.</summary>
/// <typeparam name="TInput">What the planner needs besides the image.</typeparam>
/// <param name="Image">The guild, standing still.</param>
/// <param name="Input">What <see cref="Operation{TInput}.Read" /> read.</param>
/// <param name="Arguments">What the person asked for.</param>
/// <param name="Actor">Who asks. A plan never gives what stands at or above its actor.</param>
/// <param name="Reach">What Mainstay and the actor may touch.</param>
/// <param name="Now">The moment of planning.</param>
public sealed record Planning<TInput>(GuildImage Image, TInput Input, Arguments Arguments, Actor Actor, Reach Reach, DateTimeOffset Now)
    where TInput : notnull;

/// <summary>What a person asked an operation for: names and values, kept with the run so that it can be read again at Apply.</summary>
public sealed record Arguments
{
    /// <summary>No arguments.</summary>
    public static Arguments None { get; } = new();

    /// <summary>The values by name: numbers and ids as digits.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of a name, or null.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>The id under a name.</summary>
    /// <exception cref="FormatException">It is not there or no id.</exception>
    public Id<T> Id<T>(string name) => Mainstay.Discord.Id<T>.Parse(this[name] ?? throw new FormatException($"There is no argument {name}."));

    /// <summary>Arguments made of pairs.</summary>
    public static Arguments Of(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                kept[name] = value;
            }
        }

        return new Arguments { Values = kept };
    }
}
