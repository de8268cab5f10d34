using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>The live guilds of this process.</summary>
internal sealed class GuildImages(TimeProvider time) : IGuilds
{
    private readonly ConcurrentDictionary<Id<Guild>, LiveGuild> _guilds = new();

    private readonly Lock _gate = new();
    private readonly HashSet<Id<Guild>> _left = [];
    private readonly Dictionary<int, (int ShardCount, IReadOnlySet<Id<Guild>> Present)> _ready = [];

    public IReadOnlyCollection<Id<Guild>> All => [.. _guilds.Keys];

    public IReadOnlyCollection<LiveGuild> Live => [.. _guilds.Values];

    /// <summary>The bot's own user, who is marked in each image.</summary>
    public Id<User> BotId { get; set; }

    /// <summary>See <see cref="GuildImageOptions.MostWithTexts" />.</summary>
    public int MostWithTexts { get; init; } = int.MaxValue;

    /// <summary>An event changed a member's roles: guild, member, roles got, roles lost. Called under the guild's lock: take note and return.</summary>
    public event Action<Id<Guild>, Id<User>, Id<Role>[], Id<Role>[]>? RolesChanged;

    /// <summary>Called when a guild's image wants to be proven anew.</summary>
    public Action<Id<Guild>>? Doubted { get; set; }

    public bool TrySnapshot(Id<Guild> guild, [NotNullWhen(true)] out GuildImage? image)
    {
        image = _guilds.TryGetValue(guild, out var live) ? live.Snapshot() : null;
        return image is not null;
    }

    public bool TryGet(Id<Guild> guild, [NotNullWhen(true)] out LiveGuild? live) => _guilds.TryGetValue(guild, out live);

    public LiveGuild GetOrAdd(Id<Guild> guild) => _guilds.GetOrAdd(guild, id => Make(new GuildImageWriter(id, BotId)));

    public LiveGuild Add(GuildImageWriter writer)
    {
        var live = Make(writer);
        live.IsFromMirror = true;
        return _guilds[writer.Id] = live;
    }

    public bool Remove(Id<Guild> guild) => _guilds.TryRemove(guild, out _);

    /// <summary>Discord has said that the bot was taken out of a guild.</summary>
    public void NoteLeft(Id<Guild> guild)
    {
        lock (_gate)
        {
            _left.Add(guild);
        }
    }

    /// <summary>A new session of a shard named all guilds that the bot is in there.</summary>
    public void NoteReady(int shard, int shardCount, IReadOnlySet<Id<Guild>> present)
    {
        lock (_gate)
        {
            _left.ExceptWith(present);
            foreach (var other in _ready.Where(r => r.Value.ShardCount != shardCount).Select(r => r.Key).ToArray())
            {
                _ready.Remove(other);
            }

            _ready[shard] = (shardCount, present);
        }
    }

    /// <summary>Whether Discord has proven that the bot is not in a guild: by a farewell, or by a session that does not name it.</summary>
    public bool HasLeft(Id<Guild> guild)
    {
        lock (_gate)
        {
            return !_guilds.ContainsKey(guild)
                && (_left.Contains(guild) || _ready.Any(r => GatewayClient.ShardOf(guild, r.Value.ShardCount) == r.Key && !r.Value.Present.Contains(guild)));
        }
    }

    private LiveGuild Make(GuildImageWriter writer) =>
        new(writer, time) { MostWithTexts = MostWithTexts, RolesChanged = (member, added, removed) => RolesChanged?.Invoke(writer.Id, member, added, removed) };
}
