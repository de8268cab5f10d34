using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>The reading half of an operation. Whatever is read through it is noted in the plan's frame by itself.</summary>
public abstract class Reading
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Guild { get; init; }

    /// <summary>Who asks.</summary>
    public required Actor Actor { get; init; }

    /// <summary>What they asked for.</summary>
    public required Arguments Arguments { get; init; }

    /// <summary>Reads settings, and notes their version.</summary>
    public abstract Task<TSettings> SettingsAsync<TSettings>(CancellationToken cancellationToken)
        where TSettings : class, new();

    /// <summary>Reads the claims of all modules on the guild, and notes what each source said.</summary>
    public abstract Task<IReadOnlyList<ClaimSet>> ClaimsAsync(CancellationToken cancellationToken);

    /// <summary>Reads the guild's settings of all modules with the Discord objects that they name, and notes their versions.</summary>
    public abstract Task<IReadOnlyList<SettingsRecord>> SettingsRecordsAsync(CancellationToken cancellationToken);

    /// <summary>Reads, from the records of all modules, what names a Discord object that matters once it is gone (<see cref="WhenGone" />), and notes what they say.</summary>
    public abstract Task<IReadOnlyList<NamedObject>> NamedObjectsAsync(CancellationToken cancellationToken);

    /// <summary>Compares the tables and indexes that the database has with those that all modules declare, and notes the differences.</summary>
    public abstract Task<IReadOnlyList<SchemaFinding>> SchemaAsync(CancellationToken cancellationToken);

    /// <summary>How channels and roles looked when they were last seen, those included that are gone since: what can be made again as it was.</summary>
    public abstract Task<LastSeen> LastSeenAsync(IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles, CancellationToken cancellationToken);

    /// <summary>
    /// Notes something else that the plan rests on, such as the rows a module read itself.
    /// </summary>
    /// <param name="name">For people: <c>the staff records</c>.</param>
    /// <param name="state">Any text that is different when what was read is different.</param>
    public abstract void RestsOn(string name, string state);
}
