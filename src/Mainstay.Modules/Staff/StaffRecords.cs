using Mainstay.Discord;

namespace Mainstay.Modules.Staff;

/// <summary>A rank: a role with a level (higher stands above lower) and room for so many people.</summary>
internal sealed record Rank(Id<Role> Role, string Name, int Level, int Most);

/// <summary>Somebody's staff record.</summary>
internal sealed record StaffRecord(Id<User> User, Id<Role> Rank, bool IsActive, DateTimeOffset HiredAt, Id<User> HiredBy, DateTimeOffset? EndedAt, int Entries);

/// <summary>All staff records of a guild, in one look.</summary>
internal sealed record StaffBook(IReadOnlyList<Rank> Ranks, IReadOnlyList<StaffRecord> Records)
{
    public Rank? RankOf(Id<Role> role) => Ranks.FirstOrDefault(r => r.Role == role);

    /// <summary>What was picked from the list is the role's id; a name typed in full counts when exactly one rank has it.</summary>
    public Rank? RankNamed(string text)
    {
        if (Id<Role>.TryParse(text, out var role))
        {
            return RankOf(role);
        }

        Rank[] named = [.. Ranks.Where(r => r.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return named.Length == 1 ? named[0] : null;
    }

    public StaffRecord? RecordOf(Id<User> user) => Records.FirstOrDefault(r => r.User == user);

    /// <summary>The rank somebody holds now; null for who is not on staff.</summary>
    public Rank? ActiveRankOf(Id<User> user) => RecordOf(user) is { IsActive: true } record ? RankOf(record.Rank) : null;

    public int CountAt(Id<Role> rank) => Records.Count(r => r.IsActive && r.Rank == rank);
}
