using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Sdk;

/// <summary>Either a value or an expected failure. Both convert to it implicitly, so that a handler simply returns one or the other.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly record struct Outcome<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Failure? _failure;

    private Outcome(T? value, Failure? failure)
    {
        _value = value;
        _failure = failure;
    }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => _failure is null && _value is not null;

    /// <summary>The value; throws <see cref="InvalidOperationException" /> on a failure.</summary>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"The outcome is a failure: {_failure?.Code ?? "empty"}.");

    /// <summary>The failure; throws <see cref="InvalidOperationException" /> on a success.</summary>
    public Failure Failure => _failure ?? throw new InvalidOperationException("The outcome is a success.");

    /// <summary>Takes the outcome apart: true with the value, or false with the failure.</summary>
    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        value = _value;
        failure = Succeeded ? null : _failure ?? new Failure("outcome.empty", "Nothing came back.");
        return Succeeded;
    }

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>An expected failure.</summary>
    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}

/// <summary>Makes outcomes where C# does not convert by itself, which it does not from interfaces.</summary>
public static class Outcome
{
    /// <summary>A success.</summary>
    public static Outcome<T> Of<T>(T value)
        where T : notnull => value;
}
