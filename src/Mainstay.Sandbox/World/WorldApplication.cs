using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>An application whose bot may log in with <see cref="Token" />. Its id is its bot user's id.</summary>
internal sealed class WorldApplication(Id<Application> id, string name, string token)
{
    public Id<Application> Id { get; } = id;

    public Id<User> BotId => Id.Cast<User>();

    public string Name { get; set; } = name;

    public string Description { get; set; } = "";

    public string Token { get; } = token;

    /// <summary>64 hexadecimal digits.</summary>
    public required string VerifyKey { get; init; }

    /// <summary>The person who owns the application.</summary>
    public Id<User>? OwnerId { get; init; }

    /// <summary>The bits of the application's flags; at first all privileged intents, as for an application of few servers.</summary>
    public int Flags { get; set; } = (int)(ApplicationFlags.GatewayPresenceLimited | ApplicationFlags.GatewayGuildMembersLimited | ApplicationFlags.GatewayMessageContentLimited);
}
