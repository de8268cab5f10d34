using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Keys;

/// <summary>
/// Seals and opens values under data keys, one per person and one per purpose, each wrapped by the master key. A person's key is made in the transaction of the
/// first value about them; once it is erased nothing about them opens again, and what comes later has a new key.
/// </summary>
internal sealed class KeyRing(MasterKey master, TimeProvider time)
{
    private const int MostCached = 10_000;
    private const int MostTries = 5;
    private const string Columns = "key_id, purpose, subject_id, version, wrapped, erased_at";

    private readonly KeyCache _cache = new(MostCached);

    // What a unit of work has made is no key before it commits, so it is not cached for others.
    private readonly ConditionalWeakTable<IUnit, Uncommitted> _uncommitted = [];

    /// <summary>Seals a value under its owner's key within the unit that writes it.</summary>
    public async Task<byte[]> SealAsync(IUnit unit, KeyOwner owner, SealedPlace place, byte[] text)
    {
        var key = await CurrentAsync(unit, owner).ConfigureAwait(false);
        return Sealed.Close(key.Bytes, key.Id, place, text);
    }

    public async Task<Opened> OpenAsync(IUnit unit, SealedPlace place, byte[] value)
    {
        if (Sealed.KeyOf(value) is not { } id)
        {
            return Opened.Damaged;
        }

        var key = _cache.Find(id);
        if (key is null)
        {
            var generation = _cache.Generation;
            var row = await unit.FirstAsync<KeyRow>($"SELECT {Columns} FROM key_data WHERE key_id = @id", new { id }).ConfigureAwait(false);
            if (row is null or { ErasedAt: not null })
            {
                return row is null ? Opened.Damaged : Opened.Erased;
            }

            key = Unwrap(row);
            Keep(unit, key, current: false, generation);
        }

        return Sealed.Open(key.Bytes, place, value) is { } text ? new Opened(OpenedState.Open, text) : Opened.Damaged;
    }

    /// <summary>Makes everything about a person unreadable, for ever. Returns how many keys were erased: none when there was nothing about them.</summary>
    public async Task<int> EraseAsync(IDatabase database, Id<User> person, CancellationToken cancellationToken)
    {
        var owner = KeyOwner.Of(person);
        var now = time.GetUtcNow();
        var erased = await database.WriteAsync(
            async unit =>
            {
                // As many bytes as before, and before the row changes in any other way, so that they take the place of the old ones on the page.
                await unit.ExecuteAsync(
                    "UPDATE key_data SET wrapped = @nothing WHERE purpose = @Purpose AND subject_id = @Subject AND erased_at IS NULL",
                    new { nothing = new byte[Sealed.Close(new byte[Sealed.KeyBytes], 0, default, new byte[Sealed.KeyBytes]).Length], owner.Purpose, owner.Subject }).ConfigureAwait(false);
                var rows = await unit.ExecuteAsync(
                    "UPDATE key_data SET erased_at = @now WHERE purpose = @Purpose AND subject_id = @Subject AND erased_at IS NULL",
                    new { now, owner.Purpose, owner.Subject }).ConfigureAwait(false);
                _cache.Erase(owner);
                return rows;
            },
            cancellationToken).ConfigureAwait(false);
        _cache.Erase(owner);
        return erased;
    }

    /// <summary>Part of the unit's work was taken back (<see cref="IUnit.TryAsync" />): keys made in it are gone.</summary>
    public void RolledBack(IUnit unit)
    {
        if (_uncommitted.TryGetValue(unit, out var made))
        {
            made.Usable.Clear();
        }
    }

    private async Task<DataKey> CurrentAsync(IUnit unit, KeyOwner owner)
    {
        if (_cache.Current(owner) is { } cached)
        {
            return cached;
        }

        var uncommitted = _uncommitted.GetValue(unit, static _ => new Uncommitted());
        if (uncommitted.Usable.TryGetValue(owner, out var made))
        {
            return made;
        }

        for (var tries = 0; tries < MostTries; tries++)
        {
            var generation = _cache.Generation;
            var newest = await NewestAsync(unit, owner).ConfigureAwait(false);
            if (newest is { ErasedAt: null })
            {
                var key = Unwrap(newest);
                Keep(unit, key, current: true, generation);
                return key;
            }

            // Somebody else may be making the first key at this moment: then theirs counts.
            if (await MakeAsync(unit, owner, (newest?.Version ?? 0) + 1).ConfigureAwait(false) is { } mine)
            {
                uncommitted.Made.Add(mine.Id);
                uncommitted.Usable[owner] = mine;
                return mine;
            }
        }

        throw new DatabaseException(DatabaseFault.Locked, "A key could not be made, because another program made one at the same time and has not finished; is Mainstay running twice?");
    }

    private static Task<KeyRow?> NewestAsync(IUnit unit, KeyOwner owner) => owner.IsPerson
        ? unit.FirstAsync<KeyRow>(
            $"SELECT {Columns} FROM key_data WHERE purpose = @Purpose AND subject_id = @Subject ORDER BY version DESC LIMIT 1", new { owner.Purpose, owner.Subject })
        : unit.FirstAsync<KeyRow>($"SELECT {Columns} FROM key_data WHERE purpose = @Purpose ORDER BY version DESC LIMIT 1", new { owner.Purpose });

    private async Task<DataKey?> MakeAsync(IUnit unit, KeyOwner owner, long version)
    {
        var bytes = RandomNumberGenerator.GetBytes(Sealed.KeyBytes);
        var id = await unit.ScalarAsync<long?>(
            """
            INSERT INTO key_data (purpose, subject_id, version, wrapped, created_at) VALUES (@Purpose, @Subject, @version, @wrapped, @now)
            ON CONFLICT DO NOTHING RETURNING key_id
            """,
            new { owner.Purpose, owner.Subject, version, wrapped = master.Wrap(bytes, PlaceOf(owner.Purpose, owner.Subject, version)), now = time.GetUtcNow() }).ConfigureAwait(false);
        return id is { } number ? new DataKey(number, owner, bytes) : null;
    }

    private DataKey Unwrap(KeyRow row)
    {
        var bytes = master.Unwrap(row.Wrapped, PlaceOf(row.Purpose, row.SubjectId, row.Version))
            ?? throw new DatabaseException(DatabaseFault.Corrupt, $"The data key {row.KeyId} in the table key_data was changed and opens no more: put a backup of the database in its place.");
        return new DataKey(row.KeyId, new KeyOwner(row.Purpose, new Id<User>((ulong)(row.SubjectId ?? 0))), bytes);
    }

    private void Keep(IUnit unit, DataKey key, bool current, long generation)
    {
        if (!_uncommitted.TryGetValue(unit, out var uncommitted) || !uncommitted.Made.Contains(key.Id))
        {
            _cache.Add(key, current, generation);
        }
    }

    private static SealedPlace PlaceOf(string purpose, long? subject, long version) => new("key_data", "wrapped", $"{purpose}/{subject}/{version}");

    private sealed class Uncommitted
    {
        public Dictionary<KeyOwner, DataKey> Usable { get; } = [];

        public HashSet<long> Made { get; } = [];
    }

    private sealed record KeyRow(long KeyId, string Purpose, long? SubjectId, long Version, byte[] Wrapped, long? ErasedAt);
}

/// <summary>What became of a sealed value.</summary>
internal enum OpenedState
{
    /// <summary>It could be read.</summary>
    Open,

    /// <summary>Its key was erased, because the person asked for it: nobody reads it again.</summary>
    Erased,

    /// <summary>It is not what was written there.</summary>
    Damaged,
}

/// <summary>A sealed value, opened if that is possible.</summary>
internal readonly record struct Opened(OpenedState State, byte[]? Text)
{
    public static Opened Erased { get; } = new(OpenedState.Erased, null);

    public static Opened Damaged { get; } = new(OpenedState.Damaged, null);
}
