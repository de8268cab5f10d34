using System.Collections.Concurrent;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Settings;

/// <summary>Settings as rows: one row per version, the newest counts. What was read is kept in memory until somebody saves.</summary>
internal sealed class SettingsStore(IDatabase database, Lazy<ModuleRegistry> modules, JournalStore journal, TimeProvider time) : ISettings
{
    private readonly ConcurrentDictionary<(Id<Guild>, Type), object> _current = new();

    public async ValueTask<SettingsVersion<TSettings>> GetAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
        where TSettings : class, new()
    {
        if (_current.TryGetValue((guild, typeof(TSettings)), out var cached))
        {
            return (SettingsVersion<TSettings>)cached;
        }

        var name = modules.Value.SettingsName(typeof(TSettings));
        var stored = await database.ReadAsync(
            unit => unit.FirstAsync<StoredVersion>(Select + " ORDER BY number DESC LIMIT 1", new { guild, name }), cancellationToken).ConfigureAwait(false);
        var version = stored is null ? Defaults<TSettings>() : stored.Read<TSettings>();
        _current.TryAdd((guild, typeof(TSettings)), version);
        return version;
    }

    public async Task<Outcome<SettingsVersion<TSettings>>> SaveAsync<TSettings>(
        Id<Guild> guild, TSettings value, int madeFrom, Actor author, CancellationToken cancellationToken)
        where TSettings : class, new()
    {
        var name = modules.Value.SettingsName(typeof(TSettings));
        if (SettingsSchema.OutOfBounds(value) is { } failure)
        {
            return failure;
        }

        var now = time.GetUtcNow();
        var outcome = await database.WriteAsync(
            async unit =>
            {
                var stored = await unit.FirstAsync<StoredVersion>(Select + " ORDER BY number DESC LIMIT 1", new { guild, name }).ConfigureAwait(false);
                var before = stored is null ? Defaults<TSettings>() : stored.Read<TSettings>();
                if (before.Number != madeFrom)
                {
                    return (Outcome<SettingsVersion<TSettings>>)new Failure(
                        "settings.conflict", $"{Mention.User(before.Author)} saved these settings {Mention.Ago(before.At)}. Look at them again before you save.");
                }

                var body = JsonSerializer.SerializeToElement(value, SettingsSchema.Json);
                var differences = SettingsSchema.Differences(JsonSerializer.SerializeToElement(before.Value, SettingsSchema.Json), body);
                if (differences.Count == 0)
                {
                    return before;
                }

                await GuildRow.EnsureAsync(unit, guild, now).ConfigureAwait(false);
                var next = new SettingsVersion<TSettings>(before.Number + 1, value, author.User, now, differences);
                await unit.ExecuteAsync(
                    """
                    INSERT INTO setting_version (guild_id, name, number, body, differences, author_id, saved_at)
                    VALUES (@guild, @name, @Number, @body, @differences, @Author, @At)
                    """,
                    new
                    {
                        guild,
                        name,
                        next.Number,
                        body = body.GetRawText(),
                        differences = JsonSerializer.Serialize(differences, SettingsSchema.Json),
                        next.Author,
                        next.At,
                    }).ConfigureAwait(false);
                await journal.AppendAsync(unit, new AuditEntry
                {
                    Guild = guild,
                    Author = Author.Person(author.User),
                    Action = "settings.saved",
                    Target = Target.Row("setting_version", $"{guild}/{name}"),
                    Detail = differences.ToDictionary(one => one.Property, one => (string?)$"{one.Before.GetRawText()} → {one.After.GetRawText()}"),
                }).ConfigureAwait(false);
                return next;
            },
            cancellationToken).ConfigureAwait(false);
        _current.TryRemove((guild, typeof(TSettings)), out _);
        return outcome;
    }

    public async Task<IReadOnlyList<SettingsVersion<TSettings>>> HistoryAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
        where TSettings : class, new()
    {
        var name = modules.Value.SettingsName(typeof(TSettings));
        var stored = await database.ReadAsync(
            unit => unit.QueryAsync<StoredVersion>(Select + " ORDER BY number DESC", new { guild, name }), cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(s => s.Read<TSettings>())];
    }

    /// <summary>The newest versions by what they made different, newest first.</summary>
    public async Task<IReadOnlyList<StoredDifferences>> VersionsAsync(Id<Guild> guild, SettingsDeclaration declaration, int most, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(
            unit => unit.QueryAsync<StoredVersion>(Select + " ORDER BY number DESC LIMIT @most", new { guild, name = declaration.Name, most = (long)most }), cancellationToken).ConfigureAwait(false);
        return
        [
            .. stored.Select(s => new StoredDifferences(
                (int)s.Number,
                new Id<User>((ulong)s.AuthorId),
                DateTimeOffset.FromUnixTimeMilliseconds(s.SavedAt),
                JsonSerializer.Deserialize<IReadOnlyList<SettingDifference>>(s.Differences, SettingsSchema.Json)!)),
        ];
    }

    /// <summary>The newest version of settings as today's record writes it, within a unit of work; number 0 for the defaults.</summary>
    public async Task<(int Number, string Body)> NewestAsync(IUnit unit, Id<Guild> guild, SettingsDeclaration declaration)
    {
        var stored = await unit.FirstAsync<StoredVersion>(Select + " ORDER BY number DESC LIMIT 1", new { guild, name = declaration.Name }).ConfigureAwait(false);
        return ((int)(stored?.Number ?? 0), SettingsIds.Read(declaration, stored?.Body).Body);
    }

    /// <summary>Adds a version within a unit of work. Call <see cref="Forget" /> once that is committed.</summary>
    public async Task AddAsync(IUnit unit, Id<Guild> guild, SettingsDeclaration declaration, int number, string before, string after, Id<User> author)
    {
        var now = time.GetUtcNow();
        using var old = JsonDocument.Parse(before);
        using var body = JsonDocument.Parse(after);
        await GuildRow.EnsureAsync(unit, guild, now).ConfigureAwait(false);
        await unit.ExecuteAsync(
            """
            INSERT INTO setting_version (guild_id, name, number, body, differences, author_id, saved_at)
            VALUES (@guild, @name, @number, @body, @differences, @author, @now)
            """,
            new
            {
                guild,
                name = declaration.Name,
                number = (long)number,
                body = after,
                differences = JsonSerializer.Serialize(SettingsSchema.Differences(old.RootElement, body.RootElement), SettingsSchema.Json),
                author,
                now,
            }).ConfigureAwait(false);
    }

    /// <summary>Reads a guild's settings anew next time: they were written past this door.</summary>
    public void Forget(Id<Guild> guild)
    {
        foreach (var key in _current.Keys.Where(k => k.Item1 == guild))
        {
            _current.TryRemove(key, out _);
        }
    }

    private const string Select = "SELECT number, body, differences, author_id, saved_at FROM setting_version WHERE guild_id = @guild AND name = @name";

    private static SettingsVersion<TSettings> Defaults<TSettings>()
        where TSettings : class, new() => new(0, new TSettings(), default, DateTimeOffset.UnixEpoch, []);

    private sealed record StoredVersion(long Number, string Body, string Differences, long AuthorId, long SavedAt)
    {
        public SettingsVersion<TSettings> Read<TSettings>()
            where TSettings : class, new() => new(
            (int)Number,
            JsonSerializer.Deserialize<TSettings>(Body, SettingsSchema.Json)!,
            new Id<User>((ulong)AuthorId),
            DateTimeOffset.FromUnixTimeMilliseconds(SavedAt),
            JsonSerializer.Deserialize<IReadOnlyList<SettingDifference>>(Differences, SettingsSchema.Json)!);
    }
}
