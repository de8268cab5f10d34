using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A guild's settings of one declaration as they stand, whoever declared them: as JSON, with the Discord objects that they name.</summary>
/// <param name="Name">The declared name.</param>
/// <param name="Title">For people.</param>
/// <param name="Body">The record as JSON, as a <see cref="SettingsChange" /> has it.</param>
/// <param name="Ids">What it names, in the order of its properties.</param>
public sealed record SettingsRecord(string Name, string Title, string Body, IReadOnlyList<SettingId> Ids);

/// <summary>One Discord object that a settings record names.</summary>
/// <param name="Property">The property's name in JSON.</param>
/// <param name="Description">What the property does, for people.</param>
/// <param name="Object">What kind of object.</param>
/// <param name="Id">Its id.</param>
public sealed record SettingId(string Property, string Description, DiscordObject Object, ulong Id)
{
    /// <summary>Its place in the list that the property holds; unset when the property holds one.</summary>
    public int? Index { get; init; }

    /// <summary>What stands before the id in an entry <c>key=id</c>; empty for a plain id.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the property may be null; a list's entry is taken out.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the last of its list (and key) stays.</summary>
    public bool KeepsLast { get; init; }

    /// <summary>What a channel has to be; unset when nothing is asked of it.</summary>
    public SettingChannelAttribute? Channel { get; init; }

    /// <summary>For people: what names the object, such as <c>the log channel of Replies</c>.</summary>
    public string Words => Property.Replace('-', ' ');
}

/// <summary>A cell of a record that names a Discord object.</summary>
/// <param name="Table">The catalogued table.</param>
/// <param name="Key">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Object">What kind of object.</param>
/// <param name="Id">Its id.</param>
/// <param name="WhenGone">What becomes of the row once the object is gone.</param>
public sealed record NamedObject(string Table, Row Key, string Column, DiscordObject Object, ulong Id, WhenGone WhenGone);
