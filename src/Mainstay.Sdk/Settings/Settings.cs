using System.Text.Json;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>Describes and bounds one property of a settings record. Defaults are the property's own.</summary>
/// <param name="description">What it does, beginning with a capital letter and ending without a full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>What it does.</summary>
    public string Description { get; } = description;

    /// <summary>Smallest number, or least length of a text in characters.</summary>
    public long Min { get; init; } = long.MinValue;

    /// <summary>Largest number, or greatest length of a text in characters.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>For texts of the form <c>key=id</c>: which Discord object the id names. Typed ids say it themselves.</summary>
    public DiscordObject Names { get; init; }

    /// <summary>
    /// Whether repair leaves the last entry of a list, or of each key of <c>key=id</c>, although its object is gone: an empty list would open what the list closes.
    /// </summary>
    public bool KeepsLast { get; init; }
}

/// <summary>What a channel has to be that a property of settings names: repair checks it, and makes such a channel when it is gone.</summary>
/// <param name="types">The types that will do; the first is the one that is made. None: any.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingChannelAttribute(params ChannelType[] types) : Attribute
{
    /// <summary>The types that will do; the first is the one that is made. None: any.</summary>
    public IReadOnlyList<ChannelType> Types { get; } = types;

    /// <summary>What Mainstay has to be allowed in it.</summary>
    public Permissions Needs { get; init; }

    /// <summary>Its name where it has to be made and nothing is known of the one before; empty: it is not made then.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A settings record that a module declares. Made with <see cref="Of{TSettings}" />.</summary>
public abstract record SettingsDeclaration
{
    private protected SettingsDeclaration(string name, string title, Type type) => (Name, Title, Type) = (name, title, type);

    /// <summary>Unique and stable: settings are kept under it.</summary>
    public string Name { get; }

    /// <summary>For people: a few words.</summary>
    public string Title { get; }

    /// <summary>The record's type.</summary>
    public Type Type { get; }

    /// <summary>
    /// Declares settings that each guild has for itself: an immutable record with a parameterless constructor whose properties have defaults
    /// and a <see cref="SettingAttribute" /> each, of the types bool, int, long, string, enum, <see cref="Id{T}" />, their nullable forms, and lists of ids or texts.
    /// </summary>
    public static SettingsDeclaration Of<TSettings>(string name, string title)
        where TSettings : class, new() => new SettingsDeclaration<TSettings>(name, title);
}

/// <summary>A declaration with its type.</summary>
/// <typeparam name="TSettings">The record.</typeparam>
public sealed record SettingsDeclaration<TSettings> : SettingsDeclaration
    where TSettings : class, new()
{
    internal SettingsDeclaration(string name, string title)
        : base(name, title, typeof(TSettings))
    {
    }
}

/// <summary>One saved state of settings.</summary>
/// <typeparam name="TSettings">The record.</typeparam>
/// <param name="Number">From 1; 0 for the defaults that nobody has saved over.</param>
/// <param name="Value">The record.</param>
/// <param name="Author">Who saved it; none for Mainstay.</param>
/// <param name="At">When; the epoch for the defaults.</param>
/// <param name="Differences">What became different, property by property.</param>
public sealed record SettingsVersion<TSettings>(int Number, TSettings Value, Id<User> Author, DateTimeOffset At, IReadOnlyList<SettingDifference> Differences)
    where TSettings : class, new();

/// <summary>One property that became different.</summary>
/// <param name="Property">Its name in JSON.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
public sealed record SettingDifference(string Property, JsonElement Before, JsonElement After);

/// <summary>Settings: typed, bounded, versioned with author and difference.</summary>
public interface ISettings
{
    /// <summary>What stands now; defaults where nothing was saved. A property that a newer program brought has its default.</summary>
    ValueTask<SettingsVersion<TSettings>> GetAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
        where TSettings : class, new();

    /// <summary>
    /// Saves a new version on top of the one it was made from. Failures: <c>settings.bounds</c> (a value outside of its bounds, named),
    /// <c>settings.conflict</c> (somebody saved in between; nothing is written).
    /// </summary>
    Task<Outcome<SettingsVersion<TSettings>>> SaveAsync<TSettings>(
        Id<Guild> guild, TSettings value, int madeFrom, Actor author, CancellationToken cancellationToken)
        where TSettings : class, new();

    /// <summary>All versions, newest first.</summary>
    Task<IReadOnlyList<SettingsVersion<TSettings>>> HistoryAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
        where TSettings : class, new();
}
