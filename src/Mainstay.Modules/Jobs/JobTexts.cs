using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

internal static class JobTexts
{
    public const string NoJobs = "There are no jobs yet. `/job add` posts one.";

    public static readonly Failure NoSuchJob = new("job.unknown", "There is no such job. Pick one from the list; `/job list` shows them.");

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new("job add", "A job is tied to a role: who holds the job has the role, and `/repair job-roles` sees to it. A role has one open job at most. Without a limit it takes any number of people."),
        new("job edit", "What you leave out stays. `limit:0` removes the limit. The role can be changed while nobody holds the job."),
        new("job close", "A closed job takes nobody new; who holds it keeps it, and the role. `/job reopen` opens it again."),
        new("job remove", "The job leaves the list and no longer speaks for its role. Who holds it keeps the role until you take it: `/job unassign` does, and `/repair job-roles` names them."),
        new("job assign", "Writes down that somebody holds the job, and gives the role. The job must be open and have a seat."),
        new("job unassign", "The record is kept with its end. The role goes unless a rank or another job of theirs carries the same one. Works for people who have left the server, too."),
    ];

    /// <summary>Why a text names no job.</summary>
    public static Failure NotFound(JobBook book, string text) => book.IsAmbiguous(text)
        ? new Failure("job.which", $"There are several jobs called **{Mention.Plain(text)}**. Pick one from the list.")
        : NoSuchJob;

    /// <summary>Seats taken, of how many if there is a limit.</summary>
    public static string Seats(JobBook book, Job job) => job.Limit is { } limit ? $"{book.CountAt(job)} of {limit.ToString("N0", CultureInfo.InvariantCulture)}" : $"{book.CountAt(job)}";

    public static string Title(Job job) => $"**{Mention.Plain(job.Title)}**";

    public static string Room(int? limit) => limit switch
    {
        null => "any number of people",
        1 => "1 person",
        _ => $"{limit.Value.ToString("N0", CultureInfo.InvariantCulture)} people",
    };

    /// <summary>What an edit makes different, before and after.</summary>
    public static string Differences(Job before, Job after) => string.Join(", ", new[]
    {
        before.Title != after.Title ? $"renamed to {Title(after)}" : null,
        before.Limit != after.Limit ? $"for {Room(after.Limit)} (was {Room(before.Limit)})" : null,
        before.Role != after.Role ? $"with the role {Mention.Role(after.Role)} (was {Mention.Role(before.Role)})" : null,
        before.Description != after.Description ? after.Description is null ? "without a description" : "another description" : null,
    }.OfType<string>());

    public static string State(Job job) => job.State switch
    {
        JobState.Open => "open",
        JobState.Closed => "closed",
        _ => "removed",
    };

    public static Failure NotHeld(Id<User> user, Job job) => new("job.not-held", $"{Mention.User(user)} does not hold the job {Title(job)}.");
}
