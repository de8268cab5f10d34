using System.Globalization;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>How much it takes to have a plan applied: a phrase, other people, and for how long it stands.</summary>
internal sealed record Care(string? Phrase, int Approvals, TimeSpan Life)
{
    private const int LongestPhrase = 60;

    public static Care Of(GuildImage image, Draft draft, OperationSettings limits)
    {
        var destructive = draft.Changes.Any(c => c.Risk == Risk.Destructive);
        var deleted = draft.Changes.Count(c => c is RoleChange { After: null } or ChannelChange { After: null });
        var objects = image.Roles.Count + image.Channels.Count;
        var many = deleted > 0 && deleted * 100L > (long)limits.PhrasePercent * objects;
        var approvals = Math.Max(draft.Approvals, destructive ? Math.Max(limits.Approvals, limits.DestructiveApprovals) : limits.Approvals);
        return new Care(
            draft.Phrase ?? (destructive || many ? Default(image, draft.Changes.Count) : null),
            approvals,
            TimeSpan.FromMinutes(approvals > 0 ? Math.Max(limits.PlanMinutes, limits.ApprovalMinutes) : limits.PlanMinutes));
    }

    /// <summary>The server's name, where a keyboard has all of it; otherwise words with the number of changes.</summary>
    private static string Default(GuildImage image, int changes)
    {
        var name = PlainText.Line(image.Guild?.Name ?? "");
        return name.Length is > 0 and <= LongestPhrase && name.All(c => char.IsAsciiLetterOrDigit(c) || " -_.,&'!".Contains(c, StringComparison.Ordinal))
            ? name
            : $"apply {changes.ToString(CultureInfo.InvariantCulture)} changes";
    }
}
