namespace Mainstay.Discord;

/// <summary>
/// A guild template as a file, of any year, with its ids as the template counts them. See
/// https://discord.com/developers/docs/resources/guild-template.
/// </summary>
public sealed record GuildTemplateFile
{
    /// <summary>The server's name.</summary>
    public required string Name { get; init; }

    /// <summary>The server's description.</summary>
    public string? Description { get; init; }

    /// <summary>The language, such as <c>en-US</c>.</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>How members prove themselves.</summary>
    public VerificationLevel Verification { get; init; }

    /// <summary>What notifies members by default.</summary>
    public DefaultMessageNotifications Notifications { get; init; }

    /// <summary>Whose media is scanned.</summary>
    public ExplicitContentFilter ContentFilter { get; init; }

    /// <summary>Seconds until somebody in a voice channel counts as idle.</summary>
    public int AfkTimeout { get; init; } = 300;

    /// <summary>The local id of the channel that the idle are moved to.</summary>
    public long? AfkChannel { get; init; }

    /// <summary>The local id of the channel where Discord welcomes people.</summary>
    public long? SystemChannel { get; init; }

    /// <summary>The roles, from the lowest to the highest; the one with the local id 0 is @everyone, who is only among them if the file says what everybody may do.</summary>
    public required IReadOnlyList<TemplateRole> Roles { get; init; }

    /// <summary>The channels.</summary>
    public required IReadOnlyList<TemplateChannel> Channels { get; init; }

    /// <summary>Reads a template as Discord serves it today, or served it before 2020.</summary>
    /// <exception cref="FormatException">The text is no guild template; the message is a sentence that says why.</exception>
    public static GuildTemplateFile Read(string json) => Json.GuildTemplateFileReader.Read(json);
}

/// <summary>A role of a template.</summary>
/// <param name="Id">Its local id; 0 is @everyone.</param>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What it grants.</param>
/// <param name="Color">0xRRGGBB; 0 for none.</param>
/// <param name="Hoist">Whether its members are listed apart.</param>
/// <param name="Mentionable">Whether everybody may mention it.</param>
/// <param name="UnicodeEmoji">A standard emoji as its icon.</param>
public sealed record TemplateRole(long Id, string Name, Permissions Permissions, int Color = 0, bool Hoist = false, bool Mentionable = false, string? UnicodeEmoji = null);

/// <summary>A channel of a template.</summary>
/// <param name="Id">Its local id.</param>
/// <param name="Type">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Position">Its place; smaller is higher.</param>
/// <param name="Parent">The local id of its category.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Nsfw">Whether it is for adults only.</param>
/// <param name="SlowMode">Seconds between two messages of a person.</param>
/// <param name="Bitrate">Voice: bits per second.</param>
/// <param name="UserLimit">Voice: most people at once; 0 for no limit.</param>
/// <param name="Overwrites">What it grants to and takes from roles.</param>
public sealed record TemplateChannel(
    long Id,
    ChannelType Type,
    string Name,
    int Position,
    long? Parent,
    string? Topic,
    bool Nsfw,
    int SlowMode,
    int? Bitrate,
    int? UserLimit,
    IReadOnlyList<TemplateOverwrite> Overwrites);

/// <summary>Rules for one role of a template; members are never part of one.</summary>
/// <param name="Role">The role's local id.</param>
/// <param name="Allow">What is granted.</param>
/// <param name="Deny">What is taken.</param>
public sealed record TemplateOverwrite(long Role, Permissions Allow, Permissions Deny);
