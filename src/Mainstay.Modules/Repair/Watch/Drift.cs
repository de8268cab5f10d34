using System.Globalization;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Watch;

/// <summary>What one routine found: repairs that it would make, and findings that no repair mends.</summary>
internal sealed record Drift(string Operation, int Changes, IReadOnlyList<string> Lines, string Digest)
{
    /// <summary>Repairs and findings together.</summary>
    public int Count { get; init; }

    /// <summary>Why it was not repaired although the server wants that; unset when it does not.</summary>
    public string? NotHealed { get; init; }

    public static Drift None(string operation) => new(operation, 0, [], "");

    public static Drift Of(string operation, Draft draft)
    {
        var open = draft.Findings.Where(f => f.Severity != Severity.Info && !f.IsMended).ToArray();
        if (draft.Changes.Count == 0 && open.Length == 0)
        {
            return None(operation);
        }

        var mended = draft.Findings.Where(f => f.IsMended).ToArray();
        var people = draft.Changes.OfType<MemberRolesChange>().ToArray();
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var text in people.Select(Words).Concat(draft.Changes.Except(people).Select(c => $"{c.Kind} {c.Target}")).Concat(draft.Findings.Select(f => $"{f.Check} {f.Subject} {f.Expected} {f.Actual} {f.Sentence}")).Order(StringComparer.Ordinal))
        {
            hash = text.Aggregate(hash ^ '\n', (sum, character) => unchecked((sum ^ character) * 1_099_511_628_211UL));
        }

        return new Drift(
            operation,
            draft.Changes.Count,
            [.. open.Concat(mended).Select(f => f.Sentence), .. people.Select(Words)],
            hash.ToString("x16", CultureInfo.InvariantCulture))
        { Count = draft.Changes.Count + open.Length };
    }

    private static string Words(MemberRolesChange change)
    {
        var given = string.Concat(change.Given.Select(r => $" + {Mention.Role(r)}"));
        var taken = string.Concat(change.Taken.Select(r => $" − {Mention.Role(r)}"));
        return $"{Mention.User(change.Member)}{given}{taken}";
    }
}
