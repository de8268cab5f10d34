using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>
/// The state of a small Discord. One lock guards all of it; handlers, the gateway and the control API hold it while they look or change.
/// What can be done to it lies beside it, a folder for each kind of object, as extension members that take who does it.
/// </summary>
internal sealed partial class DiscordWorld(TimeProvider time, int seed)
{
    /// <summary>Held by whoever reads or changes the world. Events are raised while it is held.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Called under <see cref="Gate" />, in the order of the changes. Listeners only note or enqueue.</summary>
    public event Action<WorldEvent>? Happened;

    /// <summary>Tells every listener. The caller holds <see cref="Gate" />.</summary>
    public void Raise(WorldEvent happened) => Happened?.Invoke(happened);

    public DateTimeOffset Now => time.GetUtcNow();

    public SnowflakeSource Ids { get; } = new(time);

    /// <summary>Seeded: tokens, codes and hashes come out the same for the same seed and story.</summary>
    public Random Chance { get; } = new(seed);

    public IdBook<WorldUser> Users { get; } = new();

    public Dictionary<Id<Application>, WorldApplication> Applications { get; } = [];

    public IdBook<WorldGuild> Guilds { get; } = new();

    /// <summary>Every channel, thread and direct-message channel.</summary>
    public Dictionary<Id<Channel>, WorldChannel> Channels { get; } = [];

    public Dictionary<string, WorldInvite> Invites { get; } = new(StringComparer.Ordinal);

    public Dictionary<Id<Webhook>, WorldWebhook> Webhooks { get; } = [];

    public Dictionary<string, GuildTemplate> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>Uploaded files by their path below the CDN's base: <c>attachments/{channel}/{attachment}/{name}</c>.</summary>
    public Dictionary<string, StoredFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Where attachments and hashes are served from, without a slash at the end; the server sets it once it knows its port.</summary>
    public string Cdn { get; set; } = "https://cdn.discordapp.com";

    public WorldUser? User(Id<User> id) => Users[id.Value];

    public WorldGuild? Guild(Id<Guild> id) => Guilds[id.Value];

    public WorldChannel? Channel(Id<Channel> id) => Channels.GetValueOrDefault(id);

    public Emoji? Emoji(Id<Emoji> id) => Guilds.All().Select(g => g.Emojis.GetValueOrDefault(id)).FirstOrDefault(e => e is not null);

    /// <summary>The application that may log in with a token (without "Bot ").</summary>
    public bool TryLogIn(string token, [NotNullWhen(true)] out WorldApplication? application)
    {
        application = Applications.Values.FirstOrDefault(a => string.Equals(a.Token, token, StringComparison.Ordinal));
        return application is not null;
    }

    /// <summary>The guilds of a user, by id.</summary>
    public IEnumerable<WorldGuild> GuildsOf(Id<User> user) => Guilds.All().Where(g => g.Members.Contains(user.Value));

    /// <summary>Seeded text for tokens and codes.</summary>
    public string Text(int length, string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") =>
        string.Create(length, (Chance, alphabet), static (span, state) =>
        {
            foreach (ref var c in span)
            {
                c = state.alphabet[state.Chance.Next(state.alphabet.Length)];
            }
        });

    /// <summary>A hash as Discord names images.</summary>
    public string Hash() => Text(32, "0123456789abcdef");
}

/// <summary>An uploaded file.</summary>
internal sealed record StoredFile(string ContentType, ReadOnlyMemory<byte> Content);
