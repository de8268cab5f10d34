using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>An account: a person, or the bot user of an application. Small, because a world may hold a million.</summary>
internal sealed class WorldUser(Id<User> id, string username)
{
    public Id<User> Id { get; } = id;

    public string Username { get; set; } = username;

    /// <summary>The display name; null shows <see cref="Username" />.</summary>
    public string? GlobalName { get; set; }

    /// <summary>Avatar hash.</summary>
    public string? Avatar { get; set; }

    /// <summary>Set for bot users only.</summary>
    public WorldApplication? Application { get; init; }

    public UserFlags PublicFlags { get; set; }

    public bool IsBot => Application is not null || IsForeignBot;

    /// <summary>A bot that some other program runs: it has no token here, but owns managed roles and acts like any member.</summary>
    public bool IsForeignBot { get; init; }

    public string DisplayName => GlobalName ?? Username;
}
