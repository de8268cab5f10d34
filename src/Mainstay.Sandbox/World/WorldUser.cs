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

    /// <summary>Banner hash.</summary>
    public string? Banner { get; set; }

    /// <summary>Set for bot users that log in here.</summary>
    public WorldApplication? Application { get; init; }

    /// <summary>A bot that some other program runs: it has no token here, but owns managed roles and acts like any member.</summary>
    public bool IsForeignBot { get; init; }

    /// <summary>Set for the user that stands for a webhook in its messages; the world holds no such account.</summary>
    public bool IsWebhook { get; init; }

    public UserFlags PublicFlags { get; set; }

    /// <summary>Refuses direct messages from those who share only a guild with them.</summary>
    public bool RefusesDirectMessages { get; set; }

    public bool IsBot => Application is not null || IsForeignBot || IsWebhook;

    public string DisplayName => GlobalName ?? Username;

    /// <summary>As others see it.</summary>
    public User ToModel() => new()
    {
        Id = Id,
        Username = Username,
        Discriminator = IsWebhook ? "0000" : IsBot ? ((Id.Value % 9999) + 1).ToString("D4", System.Globalization.CultureInfo.InvariantCulture) : "0",
        GlobalName = GlobalName,
        Avatar = Avatar,
        Banner = new(Banner),
        AccentColor = new(null),
        AvatarDecorationData = new(null),
        Collectibles = new(null),
        PrimaryGuild = new(null),
        Bot = IsBot ? true : null,
        PublicFlags = PublicFlags,
        Flags = PublicFlags,
    };
}
