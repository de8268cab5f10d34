using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// A new version of a guild's settings. Written like a row, in the transaction of its step; taking it back writes another version with what stood before.
/// Left alone and reported when somebody saved in between.
/// </summary>
public sealed record SettingsChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "settings/1";

    /// <summary>The declared name of the settings.</summary>
    public required string Settings { get; init; }

    /// <summary>The record before, as JSON.</summary>
    public required string Before { get; init; }

    /// <summary>The record after, as JSON.</summary>
    public required string After { get; init; }

    /// <summary>What the change does, for people: <c>forget the deleted log channel</c>.</summary>
    public required string Summary { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "settings";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Row("setting_version", Settings);
}

/// <summary>
/// All of one guild's rows of some tables at once: emptied (no after) or put back. The before-state is a snapshot that was taken before, named by number and
/// checksum, not thousands of rows. Never the journal. Written in one transaction with its step.
/// </summary>
public sealed record TablesChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "tables/1";

    /// <summary>The catalogued tables, in ordinal order.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>What the tables hold before; unset when they are empty.</summary>
    public SnapshotReference? Before { get; init; }

    /// <summary>What the tables hold after; unset when they are empty.</summary>
    public SnapshotReference? After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "tables";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Row(Tables[0], "all");
}

/// <summary>A snapshot, by what proves that it is the one that is meant.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Checksum">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Rows">How many rows it holds.</param>
public sealed record SnapshotReference(long Number, string Checksum, long Rows);
