using System.Collections.Concurrent;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;

namespace Mainstay.Engine.Image;

/// <summary>
/// Takes gateway events into the images, on the shard's own lane and before any module hears of them. Members are read in place from the received bytes.
/// </summary>
internal sealed class ImageEvents(GuildImages guilds, SeenBook seen, Action<Id<Guild>> needsProof) : IDisposable
{
    // Events after whose loss an image may be wrong.
    private static readonly HashSet<string> Vital =
    [
        EventName.GuildCreate, EventName.GuildUpdate, EventName.GuildDelete,
        EventName.GuildRoleCreate, EventName.GuildRoleUpdate, EventName.GuildRoleDelete,
        EventName.ChannelCreate, EventName.ChannelUpdate, EventName.ChannelDelete,
        EventName.GuildMemberAdd, EventName.GuildMemberUpdate, EventName.GuildMemberRemove,
    ];

    private readonly List<IDisposable> _subscriptions = [];
    private readonly ConcurrentQueue<Id<Guild>> _left = new();
    private GatewayClient? _client;

    /// <summary>Called when a shard has taken up the session of an earlier process.</summary>
    public Action<int>? SessionTakenUp { get; set; }

    public void Attach(GatewayClient client)
    {
        _client = client;
        client.Faulted += OnFault;
        On(GatewayEvents.Ready, (shard, e) => Begin(shard, e));
        _subscriptions.Add(client.Events.OnRaw(EventName.Resumed, (origin, _, _) =>
        {
            SessionTakenUp?.Invoke(origin.Shard);
            return ValueTask.CompletedTask;
        }));
        On(GatewayEvents.GuildCreate, (_, e) => Create(e));
        On(GatewayEvents.GuildUpdate, (_, e) => Known(e.Id)?.Update(e));
        On(GatewayEvents.GuildDelete, (_, e) => Delete(e));
        On(GatewayEvents.GuildRoleCreate, (_, e) => Known(e.GuildId)?.Put(e.Role));
        On(GatewayEvents.GuildRoleUpdate, (_, e) => Known(e.GuildId)?.Put(e.Role));
        On(GatewayEvents.GuildRoleDelete, (_, e) => Known(e.GuildId)?.Remove(e.RoleId));
        On(GatewayEvents.ChannelCreate, (_, e) => OfGuild(e)?.Put(e));
        On(GatewayEvents.ChannelUpdate, (_, e) => OfGuild(e)?.Put(e));
        On(GatewayEvents.ChannelDelete, (_, e) => OfGuild(e)?.Remove(e.Id));
        On(GatewayEvents.GuildMemberAdd, (_, e) => Known(e.GuildId)?.Join(MemberReading.Of(e)));
        On(GatewayEvents.GuildMemberUpdate, (_, e) => Known(e.GuildId)?.Tell(e));
        On(GatewayEvents.GuildMemberRemove, (_, e) => Known(e.GuildId)?.Leave(e.UserId));
        On(GatewayEvents.GuildAuditLogEntryCreate, (_, e) => Attribute(e));
        On(GatewayEvents.MessageCreate, (_, e) => seen.Note(e.GuildId, e.WebhookId.IsNone ? e.AuthorId : default));
        On(GatewayEvents.VoiceStateUpdate, (_, e) => seen.Note(e.GuildId, e.ChannelId.IsNone ? default : e.UserId));
        On(GatewayEvents.InteractionCreate, (_, e) => seen.Note(e.GuildId ?? default, e.Person()?.Id ?? default));
    }

    /// <summary>Guilds that the bot has left since the last call. One whose turn breaks the enumeration off comes again.</summary>
    public IEnumerable<Id<Guild>> TakeLeft()
    {
        while (_left.TryPeek(out var guild))
        {
            yield return guild;
            _left.TryDequeue(out _);
        }
    }

    public void Dispose()
    {
        if (_client is { } client)
        {
            client.Faulted -= OnFault;
        }

        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    internal void Create(GuildCreateEvent e)
    {
        var live = guilds.GetOrAdd(e.Id);
        if (e.Unavailable == true)
        {
            live.Lose();
            return;
        }

        live.Create(e);
        if (!live.Snapshot().Members.Completeness.IsComplete)
        {
            needsProof(e.Id);
        }
    }

    internal void Delete(UnavailableGuild e)
    {
        if (e.Unavailable == true)
        {
            Known(e.Id)?.Lose();
        }
        else
        {
            guilds.NoteLeft(e.Id);
            if (guilds.Remove(e.Id))
            {
                _left.Enqueue(e.Id);
            }
        }
    }

    // Discord tells who changed somebody's roles beside the change itself, in no certain order.
    internal void Attribute(GuildAuditLogEntryEvent e)
    {
        if (e is { ActionType: AuditLogEvent.MemberRoleUpdate, UserId: { } author, Changes: { } changes } && Id<User>.TryParse(e.TargetId, out var user))
        {
            Known(e.GuildId)?.Attribute(user, changes.SelectMany(Roles), author, e.Reason);
        }
    }

    // READY names all guilds of the shard: who is not among them, the bot has left while nobody looked.
    internal void Begin(int shard, int shardCount, ReadyEvent ready)
    {
        var present = ready.Guilds.Select(guild => guild.Id).ToHashSet();
        guilds.NoteReady(shard, shardCount, present);
        foreach (var live in guilds.Live.Where(live => GatewayClient.ShardOf(live.Id, shardCount) == shard))
        {
            if (present.Contains(live.Id))
            {
                live.LoseSession();
            }
            else if (guilds.Remove(live.Id))
            {
                _left.Enqueue(live.Id);
            }
        }
    }

    private static IEnumerable<(Id<Role> Role, bool Added)> Roles(AuditLogChange change)
    {
        if (change.Key is not ("$add" or "$remove") || change.NewValue.OrDefault() is not { ValueKind: JsonValueKind.Array } roles)
        {
            yield break;
        }

        foreach (var role in roles.EnumerateArray())
        {
            if (role.TryGetProperty("id", out var text) && Id<Role>.TryParse(text.GetString(), out var id))
            {
                yield return (id, change.Key == "$add");
            }
        }
    }

    private void Begin(int shard, ReadyEvent ready) => Begin(shard, _client!.ShardCount, ready);

    private LiveGuild? Known(Id<Guild> guild) => guilds.TryGet(guild, out var live) ? live : null;

    private LiveGuild? OfGuild(Channel channel) => channel.GuildId is { } guild ? Known(guild) : null;

    private void OnFault(GatewayFault fault)
    {
        var lost = fault.Kind == GatewayFaultKind.MissingEvent
            || (fault.Kind is GatewayFaultKind.MalformedBody or GatewayFaultKind.HandlerFailed && fault.Event is { } name && Vital.Contains(name));
        if (!lost)
        {
            return;
        }

        // The event's guild is not known, so it may be any of the shard's.
        foreach (var live in guilds.Live.Where(live => GatewayClient.ShardOf(live.Id, _client!.ShardCount) == fault.Shard))
        {
            live.LoseEvent("an event of Discord's was lost");
            needsProof(live.Id);
        }
    }

    private void On<TEvent>(GatewayEvent<TEvent> key, Action<int, TEvent> take) => _subscriptions.Add(_client!.Events.On(key, (origin, e, _) =>
    {
        take(origin.Shard, e);
        return ValueTask.CompletedTask;
    }));
}
