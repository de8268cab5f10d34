using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>How much care a change asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
public enum Risk
{
    /// <summary>Ordinary.</summary>
    Low,

    /// <summary>Gives or takes rights that matter: roles with moderation or management permissions.</summary>
    Elevated,

    /// <summary>Destroys something, or cannot be taken back.</summary>
    Destructive,
}

/// <summary>
/// One write to Discord or to a record, as data: kind, target, before, after, reason, risk. What it costs and how it is taken back follows from the
/// kind. The kinds are closed; planners compose them and never add one. In JSON each is named with its version, and older versions load.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MemberRolesChange), MemberRolesChange.Name)]
[JsonDerivedType(typeof(MemberChange), MemberChange.Name)]
[JsonDerivedType(typeof(KickChange), KickChange.Name)]
[JsonDerivedType(typeof(BansChange), BansChange.Name)]
[JsonDerivedType(typeof(RoleChange), RoleChange.Name)]
[JsonDerivedType(typeof(RoleOrderChange), RoleOrderChange.Name)]
[JsonDerivedType(typeof(ChannelChange), ChannelChange.Name)]
[JsonDerivedType(typeof(ChannelOrderChange), ChannelOrderChange.Name)]
[JsonDerivedType(typeof(GuildChange), GuildChange.Name)]
[JsonDerivedType(typeof(MessageChange), MessageChange.Name)]
[JsonDerivedType(typeof(RowChange), RowChange.Name)]
[JsonDerivedType(typeof(SettingsChange), SettingsChange.Name)]
[JsonDerivedType(typeof(TablesChange), TablesChange.Name)]
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The kind's name without its version, such as <c>member-roles</c>.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>What it is about.</summary>
    [JsonIgnore]
    public abstract Target Target { get; }

    /// <summary>Why, in a few words: goes into the preview, the journal, and Discord's audit log.</summary>
    public required string Reason { get; init; }

    /// <summary>How much care it asks for.</summary>
    public Risk Risk { get; init; }

    /// <summary>Places, in the plan's list of changes, of earlier changes without which this one must not happen.</summary>
    public IReadOnlyList<int> DependsOn { get; init; } = [];

    /// <summary>
    /// Which changes it shares an order of access with, numbered from 1; 0 for none. Set by the engine, not by planners. Within a group, a step waits until all
    /// steps of lower <see cref="Level" /> have ended, so that nobody can ever do more than before the plan or after it.
    /// </summary>
    public int Group { get; init; }

    /// <summary>Its turn within <see cref="Group" />: what narrows access comes first, what widens it last.</summary>
    public int Level { get; init; }

    /// <summary>
    /// Why this request is there although the plan could do without it, such as <c>closes #staff before a role is given</c>; unset for what the planner asked for.
    /// </summary>
    public string? ForcedBy { get; init; }
}
