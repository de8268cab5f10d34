using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Commands;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Where a run stands. In the database as text.</summary>
internal static class RunState
{
    /// <summary>Planned and shown; nobody has pressed Apply.</summary>
    public const string Previewed = "previewed";

    /// <summary>Confirmed, and waiting for another run of the guild.</summary>
    public const string Queued = "queued";

    public const string Running = "running";

    /// <summary>Everything was applied.</summary>
    public const string Done = "done";

    /// <summary>Some of it was not.</summary>
    public const string Partial = "partial";

    /// <summary>None of it was.</summary>
    public const string Failed = "failed";

    /// <summary>The frame was different, or a check before the first write failed; nothing was written.</summary>
    public const string Refused = "refused";

    public const string Cancelled = "cancelled";

    public const string Expired = "expired";

    /// <summary>Whether it waits for its turn or is under way.</summary>
    public static bool IsLive(string state) => state is Queued or Running;

    /// <summary>Whether steps were tried and none is under way.</summary>
    public static bool IsEnded(string state) => state is Done or Partial or Failed or Cancelled;
}

/// <summary>Where a step stands. In the database as text.</summary>
internal static class StepState
{
    public const string Pending = "pending";

    /// <summary>On its way: durable before the request leaves. What is found here after a crash is settled by looking.</summary>
    public const string Sent = "sent";

    public const string Applied = "applied";

    public const string Skipped = "skipped";

    public const string Failed = "failed";

    /// <summary>It may or may not have happened, and looking did not tell.</summary>
    public const string Unverified = "unverified";

    public static bool IsFinal(string state) => state is Applied or Skipped or Failed or Unverified;
}

/// <summary>One plan and what became of it.</summary>
internal sealed record Run
{
    public required long Id { get; init; }

    public required Id<Guild> Guild { get; init; }

    public required string Operation { get; init; }

    public required string Title { get; init; }

    public required Arguments Arguments { get; init; }

    public required Id<User> Actor { get; init; }

    public required string State { get; init; }

    public required Frame Frame { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required string Correlation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The run that this one takes back.</summary>
    public long? Undoes { get; init; }

    /// <summary>Where the person is kept informed, for a run that outlives the process: channel, and whether only they may see it.</summary>
    public required Surface Surface { get; init; }

    /// <summary>What the run changes and what it rests on: runs that do not meet in these go side by side.</summary>
    public Grounds Grounds { get; init; } = Grounds.Everything;

    /// <summary>Since when it waits for its turn.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Which process holds it, while one does.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when nobody else may take it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Rises whenever it changes hands; what a former holder writes carries an old one and is not taken.</summary>
    public long Fence { get; init; }

    /// <summary>Somebody asked it to stop.</summary>
    public bool StopAsked { get; init; }

    /// <summary>What has to be typed before it is applied; unset: a press is enough.</summary>
    public string? Phrase { get; init; }

    /// <summary>How many other people have to agree.</summary>
    public int Approvals { get; init; }

    /// <summary>The snapshot that was taken before its first write.</summary>
    public long? Snapshot { get; init; }

    /// <summary>Why it was refused, stopped or broken off; a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>Whether its report has reached the person.</summary>
    public string Report { get; init; } = ReportState.None;

    /// <summary>How to change the reply that shows the run, while Discord's token lives.</summary>
    public ReplyTicket? Ticket { get; init; }

    /// <summary>What buttons beneath its messages carry: its number, and its guild, which a direct message does not tell.</summary>
    public RunReference Reference => new(Guild, Id);
}

/// <summary>Whether a run's report has reached the person.</summary>
internal static class ReportState
{
    /// <summary>There is nothing to report yet.</summary>
    public const string None = "none";

    /// <summary>The run has ended, and its report is on its way. Whatever becomes of this process, it is delivered.</summary>
    public const string Due = "due";

    public const string Told = "told";
}

/// <summary>A run as buttons name it.</summary>
internal readonly record struct RunReference(Id<Guild> Guild, long Number)
{
    public override string ToString() => $"{Number.ToString(CultureInfo.InvariantCulture)}@{Base36.Write(Guild.Value)}";

    public static RunReference? Parse(string text) =>
        text.Split('@') is [var digits, var home]
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Base36.TryRead(home, out var guild)
            ? new RunReference(new Id<Guild>(guild), number)
            : null;
}

/// <summary>Somebody who agreed to a plan.</summary>
internal sealed record Approval(Id<User> User, DateTimeOffset At);

/// <summary>Where a person is kept informed.</summary>
internal sealed record Surface(Id<Channel>? Channel, bool OnlyToAsker);

/// <summary>One change of a run and what became of it.</summary>
internal sealed record Step
{
    public required long Run { get; init; }

    /// <summary>Its place in the plan, from 0.</summary>
    public required int Ordinal { get; init; }

    public required Change Change { get; init; }

    public string State { get; init; } = StepState.Pending;

    /// <summary>Why it was not applied; of an applied one, what was left out.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When its request first left.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The object that it made on Discord, in the place of the id that the plan gave it.</summary>
    public ulong? Made { get; init; }

    /// <summary>Whether <see cref="Change" /> is less than was planned, because some of it was left out: it is kept anew.</summary>
    public bool IsRewritten { get; init; }
}
