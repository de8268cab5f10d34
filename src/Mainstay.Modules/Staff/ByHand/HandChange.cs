using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Staff;

/// <summary>What became of a change by hand; the words stand in the database.</summary>
internal static class HandOutcome
{
    public const string Asked = "asked";
    public const string Adopted = "adopted";
    public const string Reverted = "reverted";
}

/// <summary>The last change of rank roles that was made to somebody by hand.</summary>
/// <param name="User">To whom.</param>
/// <param name="At">When it was seen.</param>
/// <param name="By">Who did it; null where nobody knows.</param>
/// <param name="Given">The rank role given; the highest of several.</param>
/// <param name="Taken">The rank role taken; the highest of several.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record HandChange(Id<User> User, DateTimeOffset At, Id<User>? By, Id<Role>? Given, Id<Role>? Taken, string Outcome);

/// <summary>Keeps the last change by hand of each person, so that who did it is still known when somebody decides about it.</summary>
internal sealed class HandStore(IDatabase database)
{
    public Task<HandChange?> FindAsync(Id<Guild> guild, Id<User> user, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (await unit.QueryAsync<HandRow>(
            "SELECT user_id, seen_at, by_id, given_role_id, taken_role_id, outcome FROM staff_by_hand WHERE guild_id = @guild AND user_id = @user",
            new { guild, user }).ConfigureAwait(false)).FirstOrDefault()?.Read(),
        cancellationToken);

    public Task KeepAsync(Id<Guild> guild, HandChange change, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            """
            INSERT INTO staff_by_hand (guild_id, user_id, seen_at, by_id, given_role_id, taken_role_id, outcome)
            VALUES (@guild, @User, @At, @by, @given, @taken, @Outcome)
            ON CONFLICT (guild_id, user_id) DO UPDATE SET seen_at = excluded.seen_at, by_id = excluded.by_id, given_role_id = excluded.given_role_id,
                taken_role_id = excluded.taken_role_id, outcome = excluded.outcome
            """,
            new { guild, change.User, change.At, by = (long?)change.By?.Value, given = (long?)change.Given?.Value, taken = (long?)change.Taken?.Value, change.Outcome }),
        cancellationToken);

    private sealed record HandRow
    {
        public long UserId { get; init; }

        public long SeenAt { get; init; }

        public long? ById { get; init; }

        public long? GivenRoleId { get; init; }

        public long? TakenRoleId { get; init; }

        public string Outcome { get; init; } = "";

        public HandChange Read() => new(
            new Id<User>((ulong)UserId),
            DateTimeOffset.FromUnixTimeMilliseconds(SeenAt),
            ById is { } by ? new Id<User>((ulong)by) : null,
            GivenRoleId is { } given ? new Id<Role>((ulong)given) : null,
            TakenRoleId is { } taken ? new Id<Role>((ulong)taken) : null,
            Outcome);
    }
}
