using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What a run brings up to date.</summary>
public enum SyncKind
{
    /// <summary>The members, by the whole list.</summary>
    Users,

    /// <summary>The server's roles and who has them; of everybody or of one person.</summary>
    Roles,

    /// <summary>The marks for who has left and who is dormant. Asks Discord nothing.</summary>
    Cleanup,

    /// <summary>All of it: users, then roles, then cleanup.</summary>
    Full,
}

/// <summary>Where a run stands.</summary>
public enum SyncRunState
{
    /// <summary>Noted, not begun.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>All was done.</summary>
    Completed,

    /// <summary>It came to its end, and something was left out: see the report.</summary>
    CompletedWithErrors,

    /// <summary>A person stopped it. What it had taken in stays.</summary>
    Cancelled,

    /// <summary>Mainstay was stopped in the middle. It is taken up again.</summary>
    Interrupted,

    /// <summary>It could not be done; <see cref="SyncRun.Sentence" /> says why.</summary>
    Failed,
}

/// <summary>Who wanted a run.</summary>
public enum SyncOrigin
{
    /// <summary>A person, by a command.</summary>
    Person,

    /// <summary>The schedule of the server's settings.</summary>
    Schedule,

    /// <summary>Mainstay itself, because it had missed something.</summary>
    Mainstay,
}

/// <summary>What is asked for.</summary>
/// <param name="Guild">Where.</param>
/// <param name="Kind">What.</param>
public sealed record SyncRequest(Id<Guild> Guild, SyncKind Kind)
{
    /// <summary>The least of <see cref="Days" />.</summary>
    public const int MinDays = 1;

    /// <summary>The most of <see cref="Days" />.</summary>
    public const int MaxDays = 365;

    /// <summary><see cref="Days" /> when nobody says otherwise.</summary>
    public const int DefaultDays = 30;

    /// <summary>Whether rows are written that did not change.</summary>
    public bool Force { get; init; }

    /// <summary>For roles: only this person.</summary>
    public Id<User>? Only { get; init; }

    /// <summary>For cleanup: after how many days of silence somebody is dormant.</summary>
    public int Days { get; init; } = DefaultDays;

    /// <summary>Who asked; unset for the schedule and Mainstay itself.</summary>
    public Id<User>? By { get; init; }

    /// <summary>Why it runs.</summary>
    public SyncOrigin Origin { get; init; }

    /// <summary>The number of the interaction that asked, which the journal's entry carries as well; empty when nobody asked.</summary>
    public string Correlation { get; init; } = "";

    /// <summary>Where the person sees what comes of it, so that they still do when Mainstay was restarted in the middle.</summary>
    internal ReplyPlace? Reply { get; init; }

    /// <summary>The same, asked for by whoever used a command or button. Should Mainstay be restarted meanwhile, <see cref="IModule.SyncReport" /> ends that reply.</summary>
    public SyncRequest For(HandlerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return this with { By = context.Actor.User, Correlation = context.Correlation, Reply = new ReplyPlace(context.Ticket, context.Place.Channel, context.OnlyToAsker) };
    }
}

/// <summary>One run, as recorded.</summary>
public sealed record SyncRun
{
    /// <summary>Its number, counted from 1 in each server.</summary>
    public required long Number { get; init; }

    /// <summary>What was asked for.</summary>
    public required SyncRequest Request { get; init; }

    /// <summary>Where it stands.</summary>
    public required SyncRunState State { get; init; }

    /// <summary>What it is at; of a full run, the part.</summary>
    public required SyncKind Phase { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was taken up again after an interruption.</summary>
    public int Resumed { get; init; }

    /// <summary>Who stopped it, told when it ends; the journal's entry keeps it, lists of runs do not.</summary>
    public Id<User>? StoppedBy { get; init; }

    /// <summary>Why it failed, as a sentence for people.</summary>
    public string? Sentence { get; init; }

    /// <summary>What it has done so far. In a list of runs the errors are only counted: see <see cref="ErrorCount" />.</summary>
    public required SyncReport Report { get; init; }

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Number">Which run.</param>
/// <param name="Kind">What it brings up to date.</param>
/// <param name="Phase">What it is at.</param>
/// <param name="Members">Members read; both zero while there is nothing to count.</param>
public readonly record struct SyncRunProgress(long Number, SyncKind Kind, SyncKind Phase, SyncProgress Members);
