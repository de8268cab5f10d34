using System.Globalization;
using Mainstay.Discord;

namespace Mainstay.Modules.Jobs;

/// <summary>Where a job stands: open takes people, closed keeps those it has, removed is history.</summary>
internal static class JobState
{
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Removed = "removed";
}

/// <summary>A job: a role that people get for doing it, with room for so many.</summary>
internal sealed record Job(int Number, string Title, Id<Role> Role, string State, DateTimeOffset PostedAt)
{
    public const int MaxTitle = 100;
    public const int MaxDescription = 1_000;
    public const int MaxLimit = 10_000;

    public string? Description { get; init; }

    /// <summary>Unset: any number of people.</summary>
    public int? Limit { get; init; }

    public Id<User>? PostedBy { get; init; }

    public Id<User>? ClosedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Somebody who holds a job, or held it until then.</summary>
internal sealed record Holder(int Job, Id<User> User, DateTimeOffset Since)
{
    public Id<User>? By { get; init; }

    public DateTimeOffset? Until { get; init; }

    public bool IsCurrent => Until is null;
}

/// <summary>All jobs of a guild with their holders, in one look.</summary>
/// <param name="Jobs">By number.</param>
/// <param name="Holders">By job and user, past ones too.</param>
internal sealed record JobBook(IReadOnlyList<Job> Jobs, IReadOnlyList<Holder> Holders)
{
    /// <summary>Roles that somebody is to hold because of anything but a job.</summary>
    public IReadOnlySet<(Id<User> User, Id<Role> Role)> Elsewhere { get; init; } = new HashSet<(Id<User>, Id<Role>)>();

    public int NextNumber => Jobs.Count == 0 ? 1 : Jobs.Max(j => j.Number) + 1;

    public Job? Find(int number) => Jobs.FirstOrDefault(j => j.Number == number);

    /// <summary>What was picked from the list is the job's number; a title typed in full counts when exactly one job that is not removed has it.</summary>
    public Job? Named(string text)
    {
        if (Numbered(text) is { } found)
        {
            return found;
        }

        Job[] named = [.. Jobs.Where(j => j.State != JobState.Removed && j.Title.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>All that are not removed.</summary>
    public IEnumerable<Job> Standing => Jobs.Where(j => j.State != JobState.Removed);

    /// <summary>The jobs that can be taken from somebody: removed ones too while somebody holds them.</summary>
    public IEnumerable<Job> ToUnassign => Jobs.Where(j => j.State != JobState.Removed || HoldersOf(j).Any());

    /// <summary>The job to take from somebody: of those with a title, removed ones too, the one that they hold.</summary>
    public Job? HeldAs(string text, Id<User> user)
    {
        Job[] held = [.. Jobs.Where(j => j.Title.Equals(text, StringComparison.OrdinalIgnoreCase) && HolderOf(j, user) is { IsCurrent: true }).Take(2)];
        return Numbered(text) is null && held.Length == 1 ? held[0] : Named(text);
    }

    /// <summary>Whether several jobs have a title, so that it names none of them.</summary>
    public bool IsAmbiguous(string text) => Standing.Count(j => j.Title.Equals(text, StringComparison.OrdinalIgnoreCase)) > 1;

    public IEnumerable<Holder> HoldersOf(Job job) => Holders.Where(h => h.Job == job.Number && h.IsCurrent);

    public Holder? HolderOf(Job job, Id<User> user) => Holders.FirstOrDefault(h => h.Job == job.Number && h.User == user);

    public int CountAt(Job job) => HoldersOf(job).Count();

    /// <summary>Whether somebody is to keep a role although they give up one job.</summary>
    public bool IsClaimedBeside(Job job, Id<User> user) =>
        Elsewhere.Contains((user, job.Role))
        || Jobs.Any(j => j.Number != job.Number && j.Role == job.Role && j.State != JobState.Removed && HoldersOf(j).Any(h => h.User == user));

    private Job? Numbered(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Find(number) : null;
}
