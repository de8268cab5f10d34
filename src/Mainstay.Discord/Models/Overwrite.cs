using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>What a channel grants or takes from one role or member. See https://discord.com/developers/docs/resources/channel#overwrite-object.</summary>
public sealed record Overwrite : WireModel
{
    /// <summary>The role's or member's id: <c>Cast</c> it by <see cref="Type" />.</summary>
    public required Id<Overwrite> Id { get; init; }

    /// <summary>What <see cref="Id" /> names.</summary>
    public required OverwriteType Type { get; init; }

    /// <summary>What is granted.</summary>
    public required Permissions Allow { get; init; }

    /// <summary>What is taken.</summary>
    public required Permissions Deny { get; init; }
}

/// <summary>What an overwrite is about.</summary>
[JsonConverter(typeof(OverwriteTypeConverter))]
public enum OverwriteType
{
    /// <summary>A role, @everyone included.</summary>
    Role = 0,

    /// <summary>One member.</summary>
    Member = 1,
}
