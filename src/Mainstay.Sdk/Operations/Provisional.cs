using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// Ids of objects that a plan itself makes. What does not exist yet has no snowflake, so the planner numbers it: from 1, below 2^22, where no snowflake can lie
/// (its upper bits are a time). Other changes of the plan name it by that number: as a parent, in overwrites, among a member's roles, in a row's column. They come
/// after it by themselves, and the engine puts the real id in their place once Discord has given it.
/// </summary>
public static class Provisional
{
    /// <summary>Ids below this are never snowflakes.</summary>
    public const ulong Limit = 1UL << 22;

    /// <summary>The id of the object numbered so within the plan. Numbers are unique across all kinds of object of one plan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1, or too large to be told from a snowflake.</exception>
    public static Id<T> Id<T>(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)number, Limit);
        return new Id<T>((ulong)number);
    }

    /// <summary>Whether an id stands for something that is not there yet.</summary>
    public static bool Is<T>(Id<T> id) => id.Value is > 0 and < Limit;
}
