using System.Globalization;
using Mainstay.Discord;
using Mainstay.Discord.Rest;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>What Discord's audit log says about a step, whose key is in the reason of all that it did.</summary>
internal sealed class AuditTrail(DiscordRest rest)
{
    /// <summary>Our clock and Discord's may differ by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>All entries of a kind since the step was sent, whoever made them, newest first; null when the log cannot be read.</summary>
    public async Task<IReadOnlyList<AuditLogEntry>?> ReadAsync(Errand errand, AuditLogEvent action, CancellationToken cancellationToken)
    {
        var since = errand.Since - Skew;
        var entries = new List<AuditLogEntry>();
        try
        {
            await foreach (var entry in rest.EnumerateAuditLogAsync(errand.Guild, null, action, Requests.Bulk(null), cancellationToken).ConfigureAwait(false))
            {
                if (entry.Id.CreatedAt < since)
                {
                    break;
                }

                entries.Add(entry);
            }

            return entries;
        }
        catch (DiscordRestException)
        {
            return null;
        }
    }

    /// <summary>Whether an entry is of the step's own doing.</summary>
    public static bool IsOf(AuditLogEntry entry, Errand errand) => entry.Reason?.EndsWith(Mark(errand.Key), StringComparison.Ordinal) == true;

    /// <summary>What goes into the reason, cut so that the key is never what is cut off.</summary>
    public static string Reason(string reason, string key)
    {
        var mark = Mark(key);
        return reason.Length + mark.Length <= Limits.AuditLogReason ? reason + mark : string.Concat(reason.AsSpan(0, Limits.AuditLogReason - mark.Length), mark);
    }

    /// <summary>
    /// The object that a step made, when nobody heard the answer: the entry with its key names it. Without such an entry, an object is the step's that is younger than
    /// the send, looks as wanted and is nobody else's by the log. None of either, proven: it was not made. Where the log cannot be read, only that nothing at all is
    /// younger than the send proves it: what was made may have been changed since.
    /// </summary>
    public async Task<Seen> MadeAsync(Errand errand, AuditLogEvent action, IReadOnlyList<ulong>? alike, int younger, CancellationToken cancellationToken)
    {
        var entries = await ReadAsync(errand, action, cancellationToken).ConfigureAwait(false);
        var own = (entries ?? []).Where(e => IsOf(e, errand)).Select(Target).Distinct().ToArray();
        if (own is [{ } made])
        {
            return new Seen(TargetState.After, made);
        }

        if (own.Length > 1)
        {
            return TargetState.Unknown;
        }

        var logged = (entries ?? []).Select(Target).OfType<ulong>().ToHashSet();
        return (alike?.Where(id => !logged.Contains(id)).ToArray(), entries) switch
        {
            ([var one], _) => new Seen(TargetState.After, one),
            ([], not null) => TargetState.Before,
            ([], null) when younger == 0 => TargetState.Before,
            (null, not null) => TargetState.Before,
            _ => TargetState.Unknown,
        };
    }

    private static string Mark(string key) => $" (Mainstay run {key})";

    private static ulong? Target(AuditLogEntry entry) =>
        ulong.TryParse(entry.TargetId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
