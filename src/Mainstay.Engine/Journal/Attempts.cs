using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Journal;

/// <summary>Notes what somebody tried and was not allowed to do.</summary>
internal interface IAttempts
{
    /// <summary>Notes an attempt that failed, if it is of the kind that is noted: no right, not their button, too late. Never fails itself.</summary>
    Task NoteAsync(Id<User> person, Place place, string what, string state, string correlation, Failure failure);
}

/// <summary>Denied attempts in the journal: who tried what, and why it was refused; at a bounded rate (<see cref="AttemptLimit" />).</summary>
internal sealed partial class Attempts(StepWriter writer, JournalStore journal, TimeProvider time, ILogger<Attempts> log) : IAttempts
{
    private static readonly string[] Denials = ["authority.denied", "component.bound", "run.bound", "run.outside", "run.expired", "run.phrase", "run.approvals", "run.own"];

    private readonly AttemptLimit _limit = new();

    public async Task NoteAsync(Id<User> person, Place place, string what, string state, string correlation, Failure failure)
    {
        if (!Denials.Contains(failure.Code))
        {
            return;
        }

        var (keep, leftOut) = _limit.Take(place.Guild ?? default, person, time.GetUtcNow());
        if (!keep)
        {
            if (leftOut == 1)
            {
                LogMany(log, person, place.Guild ?? default);
            }

            return;
        }

        var detail = new Dictionary<string, string?> { ["code"] = failure.Code, ["state"] = state };
        if (leftOut > 0)
        {
            detail["leftOut"] = leftOut.ToString(CultureInfo.InvariantCulture);
        }

        var entry = new AuditEntry
        {
            Guild = place.Guild,
            Author = Author.Person(person),
            Action = $"attempt/{what}",
            Target = Target.Guild(place.Guild ?? default),
            Outcome = AuditOutcome.Denied,
            Correlation = correlation,
            Reason = failure.Sentence,
            Detail = detail,
        };
        try
        {
            await writer.WriteAsync(unit => journal.AppendAsync(unit, entry), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or ObjectDisposedException)
        {
            // The refusal stands all the same, and the log has it.
            LogNotKept(log, exception, what, failure.Code, correlation);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "A denied attempt at {What} ({Code}, correlation {Correlation}) could not be kept in the journal")]
    private static partial void LogNotKept(ILogger log, Exception exception, string what, string code, string correlation);

    [LoggerMessage(2202, LogLevel.Warning, "User {User} is denied again and again in guild {Guild}: the attempts that follow are counted, and the next one that the journal keeps tells how many")]
    private static partial void LogMany(ILogger log, Id<User> user, Id<Guild> guild);
}
