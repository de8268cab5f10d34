using System.Globalization;
using Mainstay.Discord;

namespace Mainstay.Engine.Journal;

/// <summary>What is wrong with a link of the chain.</summary>
public enum LinkFault
{
    /// <summary>A field is not what was written.</summary>
    Edited,

    /// <summary>Entries are missing.</summary>
    Removed,

    /// <summary>Entries stand in another order than they were written in.</summary>
    Reordered,

    /// <summary>Entries stand there that were not written there.</summary>
    Inserted,

    /// <summary>The record of how far the chain goes is missing.</summary>
    HeadMissing,
}

/// <summary>The first link of a chain that does not hold.</summary>
/// <param name="Guild">Whose chain.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="First">The first entry concerned.</param>
/// <param name="Last">The last entry concerned.</param>
/// <param name="Sentence">For people: what is wrong with it.</param>
public sealed record BrokenLink(Id<Guild> Guild, LinkFault Fault, long First, long Last, string Sentence)
{
    internal static BrokenLink Edited(Id<Guild> guild, long number) =>
        new(guild, LinkFault.Edited, number, number, $"Entry {Number(number)} is not what was written: it was edited.");

    internal static BrokenLink Removed(Id<Guild> guild, long first, long last, string how) => new(guild, LinkFault.Removed, first, last, $"{Entries(first, last)} removed{how}.");

    internal static BrokenLink Reordered(Id<Guild> guild, long number, long now) =>
        new(guild, LinkFault.Reordered, number, now, $"The entry written as {Number(number)} stands at {Number(now)} now: entries were reordered.");

    internal static BrokenLink Inserted(Id<Guild> guild, long first, long last) => new(guild, LinkFault.Inserted, first, last, $"{Entries(first, last)} inserted: Mainstay did not write that there.");

    internal static BrokenLink HeadMissing(Id<Guild> guild, long number) =>
        new(guild, LinkFault.HeadMissing, number, number, $"What remembers that the chain goes to entry {Number(number)} was removed.");

    private static string Entries(long first, long last) => first == last ? $"Entry {Number(first)} was" : $"Entries {Number(first)} to {Number(last)} were";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
