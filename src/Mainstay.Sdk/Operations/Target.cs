using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What kind of thing a target is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>The guild itself.</summary>
    Guild,

    /// <summary>A member.</summary>
    Member,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A row of a catalogued table.</summary>
    Row,

    /// <summary>A message.</summary>
    Message,
}

/// <summary>What a change or a question of authority is about.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Its snowflake; 0 for rows.</param>
/// <param name="Key">Rows: table and key, such as <c>staff_member/41771983423143937</c>.</param>
public readonly record struct Target(TargetKind Kind, ulong Id, string? Key = null)
{
    /// <summary>A member.</summary>
    public static Target Member(Id<User> user) => new(TargetKind.Member, user.Value);

    /// <summary>A role.</summary>
    public static Target Role(Id<Role> role) => new(TargetKind.Role, role.Value);

    /// <summary>A channel.</summary>
    public static Target Channel(Id<Channel> channel) => new(TargetKind.Channel, channel.Value);

    /// <summary>A guild.</summary>
    public static Target Guild(Id<Guild> guild) => new(TargetKind.Guild, guild.Value);

    /// <summary>A message.</summary>
    public static Target Message(Id<Message> message) => new(TargetKind.Message, message.Value);

    /// <summary>A row.</summary>
    public static Target Row(string table, string key) => new(TargetKind.Row, 0, $"{table}/{key}");

    /// <summary>How people see it: a mention where Discord can draw one.</summary>
    public string Mention() => Kind switch
    {
        TargetKind.Member => Sdk.Mention.User(new Id<User>(Id)),
        TargetKind.Role => Sdk.Mention.Role(new Id<Role>(Id)),
        TargetKind.Channel => Sdk.Mention.Channel(new Id<Channel>(Id)),
        TargetKind.Message => "a message",
        TargetKind.Row => $"a record of {Key?.Split('/')[0].Replace('_', ' ')}",
        _ => "the server",
    };

    /// <summary>Stable text: kind and id or key.</summary>
    public override string ToString() => Kind == TargetKind.Row ? $"row:{Key}" : $"{Kind.ToString().ToLowerInvariant()}:{Id}";
}
