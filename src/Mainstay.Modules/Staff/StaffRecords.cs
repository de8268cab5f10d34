using Mainstay.Discord;

namespace Mainstay.Modules.Staff;

/// <summary>A rank: a role with a level (higher stands above lower), room for so many people, and whether who holds it may hire, fire, promote and demote.</summary>
internal sealed record Rank(Id<Role> Role, string Name, int Level, int? Limit, bool MayManage)
{
    /// <summary>From this level on a new rank may manage staff unless it is said otherwise.</summary>
    public const int ManagingLevel = 5;

    public const int MaxLevel = 100;
    public const int MaxLimit = 10_000;
}

/// <summary>Where somebody on staff stands. Nobody's record is ever deleted.</summary>
internal enum StaffStatus
{
    Active,

    /// <summary>Suspended, or left the server: no rank role, no seat, and may be reinstated.</summary>
    Inactive,

    Terminated,
}

/// <summary>Somebody's staff record.</summary>
internal sealed record StaffRecord(Id<User> User, Id<Role> Rank, StaffStatus Status, DateTimeOffset HiredAt)
{
    public const string Suspended = "suspended";
    public const string Left = "left";

    /// <summary>Inactive: <see cref="Suspended" />, or <see cref="Left" />, which is also what repair means when it says nothing.</summary>
    public string? Because { get; init; }

    /// <summary>Null when nobody knows.</summary>
    public Id<User>? HiredBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Roblox { get; init; }

    public bool IsActive => Status == StaffStatus.Active;

    /// <summary>Not terminated.</summary>
    public bool IsOnStaff => Status != StaffStatus.Terminated;
}

/// <summary>What happened to somebody on staff, one line each.</summary>
internal sealed record HistoryLine(Id<User> User, int Number, string Action, Id<Role>? From, Id<Role>? To, Id<User>? By, DateTimeOffset At, string? Reason);

/// <summary>The words of <see cref="HistoryLine.Action" />, as they stand in the database.</summary>
internal static class HistoryAction
{
    public const string Hire = "hire";
    public const string Fire = "fire";
    public const string Promotion = "promotion";
    public const string Demotion = "demotion";
    public const string Suspended = "suspended";
    public const string Left = "left";
    public const string Reinstated = "reinstated";
    public const string TakenBack = "taken back";
}

/// <summary>All staff records of a guild, in one look.</summary>
/// <param name="Ranks">The highest first.</param>
/// <param name="Records">By user.</param>
internal sealed record StaffBook(IReadOnlyList<Rank> Ranks, IReadOnlyList<StaffRecord> Records)
{
    /// <summary>Roles that somebody is to hold because of anything but the staff records, such as a job.</summary>
    public IReadOnlySet<(Id<User> User, Id<Role> Role)> Elsewhere { get; init; } = new HashSet<(Id<User>, Id<Role>)>();

    /// <summary>The last change by hand of the person that a plan is about, where it matters.</summary>
    public HandChange? ByHand { get; init; }

    public Rank? RankOf(Id<Role> role) => Ranks.FirstOrDefault(r => r.Role == role);

    /// <summary>What was picked from the list is the role's id; a name typed in full counts when exactly one rank has it.</summary>
    public Rank? RankNamed(string text)
    {
        if (Id<Role>.TryParse(text, out var role) && RankOf(role) is { } known)
        {
            return known;
        }

        Rank[] named = [.. Ranks.Where(r => r.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return named.Length == 1 ? named[0] : null;
    }

    public StaffRecord? RecordOf(Id<User> user) => Records.FirstOrDefault(r => r.User == user);

    /// <summary>The rank somebody holds now; null for who is not on staff.</summary>
    public Rank? ActiveRankOf(Id<User> user) => RecordOf(user) is { IsActive: true } record ? RankOf(record.Rank) : null;

    /// <summary>Seats taken: who is inactive holds none.</summary>
    public int CountAt(Id<Role> rank) => Records.Count(r => r.IsActive && r.Rank == rank);

    public bool IsFull(Rank rank) => CountAt(rank.Role) >= rank.Limit;
}
