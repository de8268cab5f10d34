using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What one run did to the mirror. Every member of a list is counted once: new, back, changed, unchanged, skipped or an error.</summary>
public sealed record SyncReport
{
    /// <summary>Members that Discord's list named.</summary>
    public int Listed { get; init; }

    /// <summary>Members seen for the first time.</summary>
    public int Created { get; init; }

    /// <summary>Members that were different from the mirror.</summary>
    public int Updated { get; init; }

    /// <summary>Members that were as the mirror has them.</summary>
    public int Unchanged { get; init; }

    /// <summary>Of the unchanged, those whose row was written again because that was asked for.</summary>
    public int Rewritten { get; init; }

    /// <summary>Members of the list of whom an event had said something newer meanwhile, which counts.</summary>
    public int Skipped { get; init; }

    /// <summary>Members of the mirror proven to have left: absent from a complete list, or named by Discord as unknown. They are marked, never deleted.</summary>
    public int Left { get; init; }

    /// <summary>Members who had left and are there again.</summary>
    public int Returned { get; init; }

    /// <summary>Roles that known members turned out to have got.</summary>
    public int RolesAdded { get; init; }

    /// <summary>Roles that known members turned out to have lost.</summary>
    public int RolesRemoved { get; init; }

    /// <summary>Members marked as dormant: present and silent for the time asked for.</summary>
    public int FellDormant { get; init; }

    /// <summary>Members who were marked as dormant and have been seen since.</summary>
    public int WokeUp { get; init; }

    /// <summary>Whether the list was proven to have everybody. Only then is anybody called gone for not being in it.</summary>
    public bool Complete { get; init; }

    /// <summary>Whether no list was asked for, because there was a whole one less than half a minute old that events kept current.</summary>
    public bool Recent { get; init; }

    /// <summary>Why the list proves nothing about who is missing from it, as a clause for people; null when it does, or when none was read.</summary>
    public string? Gap { get; init; }

    /// <summary>What could not be taken in, with the reason. Nobody when the id is none. They do not stop the others.</summary>
    public IReadOnlyList<(Id<User> Member, string Reason)> Errors { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>How far a pass is.</summary>
/// <param name="Seen">Members taken in so far.</param>
/// <param name="Expected">Members that Discord says there are.</param>
public readonly record struct SyncProgress(int Seen, int Expected);
