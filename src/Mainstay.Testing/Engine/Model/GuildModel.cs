using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Testing.Engine;

/// <summary>
/// A guild and its records as plain data, and what each kind of change does to them: what Discord would do, without Discord. For properties of planners: apply a
/// plan here and look at what is left. The owner has the id 1, Mainstay's own member 2 with a role above all that may do everything.
/// </summary>
public sealed partial class GuildModel
{
    private const ulong FirstNewId = 1_000_000_000_000_000_000;

    private readonly SortedDictionary<ulong, (RoleState State, int Position)> _roles = [];
    private readonly SortedDictionary<ulong, (ChannelState State, int Position)> _channels = [];
    private readonly SortedDictionary<ulong, MemberState> _members = [];
    private readonly SortedSet<ulong> _bans = [];
    private readonly SortedDictionary<(ulong Channel, ulong Message), MessageState> _messages = [];
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, ulong> _now = [];
    private readonly Dictionary<ulong, ulong> _once = [];
    private GuildState _guild = new() { Name = "Test", AfkTimeoutSeconds = 300 };
    private ulong _last = FirstNewId;

    /// <summary>A guild with @everyone, an owner, and Mainstay with its role.</summary>
    public GuildModel(ulong id = 1_000)
    {
        Id = new Id<Guild>(id);
        Role(id, 0, Permissions.ViewChannel, "@everyone");
        Role(MainstayRole, 1, Permissions.Administrator, "Mainstay");
        Member(GuildBuilder.Owner.Value);
        Member(GuildBuilder.Mainstay.Value, MainstayRole);
    }

    private static ulong MainstayRole => GuildBuilder.MainstayRole.Value;

    /// <summary>The guild's id.</summary>
    public Id<Guild> Id { get; }

    /// <summary>The objects that changes made, by the ids that the plan gave them, and those that took the place of deleted ones.</summary>
    public IReadOnlyDictionary<ulong, ulong> Made => _now;

    /// <summary>Adds or replaces a role, beneath Mainstay's.</summary>
    public GuildModel Role(ulong id, int position, Permissions permissions = Permissions.None, string? name = null)
    {
        _roles[id] = (new RoleState { Name = name ?? $"role {id}", Permissions = permissions, Color = 0, Hoist = false, Mentionable = false, UnicodeEmoji = "" }, position);
        if (id != MainstayRole && _roles.TryGetValue(MainstayRole, out var mine) && mine.Position <= position)
        {
            _roles[MainstayRole] = mine with { Position = position + 1 };
        }

        return this;
    }

    /// <summary>Adds or replaces a channel.</summary>
    public GuildModel Channel(ulong id, int position, ChannelType type = ChannelType.GuildText, ulong parent = 0, params IReadOnlyList<OverwriteState> overwrites)
    {
        _channels[id] = (ObjectStates.Of(Wire(id, new ChannelState { Type = type, Name = $"channel-{id}", Parent = new Id<Channel>(parent), Overwrites = overwrites }, position)), position);
        return this;
    }

    /// <summary>Adds or replaces a member.</summary>
    public GuildModel Member(ulong id, params IReadOnlyList<ulong> roles)
    {
        _members[id] = new MemberState { Roles = [.. roles.Order().Select(r => new Id<Role>(r))], Nick = "", TimeoutUntil = DateTimeOffset.UnixEpoch };
        return this;
    }

    /// <summary>Adds or replaces a record.</summary>
    public GuildModel Record(string table, Row key, Row values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _rows[NameOf(table, key)] = values;
        return this;
    }

    /// <summary>The same guild, to go another way.</summary>
    public GuildModel Copy()
    {
        var copy = new GuildModel(Id.Value) { _guild = _guild, _last = _last };
        copy._roles.Clear();
        copy._members.Clear();
        Fill(copy._roles, _roles);
        Fill(copy._channels, _channels);
        Fill(copy._members, _members);
        Fill(copy._messages, _messages);
        Fill(copy._rows, _rows);
        Fill(copy._settings, _settings);
        Fill(copy._now, _now);
        Fill(copy._once, _once);
        copy._bans.UnionWith(_bans);
        return copy;
    }

    /// <summary>The members.</summary>
    public IEnumerable<Id<User>> People => _members.Keys.Select(m => new Id<User>(m));

    /// <summary>The channels and categories.</summary>
    public IEnumerable<Id<Channel>> Places => _channels.Keys.Select(c => new Id<Channel>(c));

    /// <summary>What a member may do in a channel; nothing when there is no such member or channel.</summary>
    public Permissions PermissionsOf(Id<User> member, Id<Channel> channel)
    {
        if (!_members.TryGetValue(member.Value, out var found) || !_channels.TryGetValue(channel.Value, out var place))
        {
            return Permissions.None;
        }

        var roles = found.Roles!;
        var granted = roles.Append(Id.Cast<Role>()).Aggregate(Permissions.None, (all, r) => all | _roles[r.Value].State.Permissions!.Value);
        var inGuild = PermissionMaths.Base(member == GuildBuilder.Owner, granted);
        Overwrite[] overwrites = [.. place.State.Overwrites!.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
        return PermissionMaths.Effective(PermissionMaths.InChannel(inGuild, Id, member, roles, overwrites), place.State.Type!.Value);
    }

    /// <summary>The guild as planners see it.</summary>
    public GuildImage Image()
    {
        var writer = new GuildImageWriter(Id, GuildBuilder.Mainstay);
        writer.SetGuild(Engine.Wire.Guild(Id, GuildBuilder.Owner) with { Name = _guild.Name!, AfkTimeout = _guild.AfkTimeoutSeconds!.Value });
        foreach (var (id, (state, position)) in _roles)
        {
            writer.PutRole(Wire(id, state, position));
        }

        foreach (var (id, (state, position)) in _channels)
        {
            writer.PutChannel(Wire(id, state, position));
        }

        Span<ulong> roles = stackalloc ulong[Limits.RolesPerGuild];
        foreach (var (id, state) in _members)
        {
            for (var i = 0; i < state.Roles!.Count; i++)
            {
                roles[i] = state.Roles[i].Value;
            }

            writer.Upsert(new MemberData
            {
                Id = id,
                Username = Encoding.UTF8.GetBytes($"user{id}"),
                Nick = Encoding.UTF8.GetBytes(state.Nick ?? ""),
                Roles = roles[..state.Roles.Count],
                TimeoutUntil = state.TimeoutUntil is { } until && until != DateTimeOffset.UnixEpoch ? until.ToUnixTimeMilliseconds() : MemberData.NoTime,
                JoinedAt = 1_700_000_000_000,
                Bot = id == GuildBuilder.Mainstay.Value,
            });
        }

        var known = new Completeness(Extent.Complete, "the model is whole");
        (writer.ObjectsCompleteness, writer.MembersCompleteness) = (known, known);
        return writer.Snapshot();
    }

    /// <summary>
    /// Everything as lines of text, in which objects that came back go by the ids that they once had: two guilds are alike when their lines are. Places are
    /// told by who stands above whom, not by numbers.
    /// </summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string> { $"guild {_guild}" };
        lines.Add($"order of roles {string.Join(' ', Ranked().Select(Once))}");
        lines.AddRange(_roles.Select(r => $"role {Once(r.Key):D20} {r.Value.State}").Order(StringComparer.Ordinal));
        lines.AddRange(_channels
            .GroupBy(c => (Parent: Once(c.Value.State.Parent?.Value ?? 0), Sort: SortOf(c.Value.State.Type!.Value)))
            .Select(g => $"order in {g.Key.Parent:D20}.{g.Key.Sort} {string.Join(' ', g.OrderBy(c => c.Value.Position).ThenBy(c => c.Key).Select(c => Once(c.Key)))}").Order(StringComparer.Ordinal));
        lines.AddRange(_channels.Select(c => $"channel {Once(c.Key):D20} {Text(c.Value.State)}").Order(StringComparer.Ordinal));
        lines.AddRange(_members.Select(m => $"member {m.Key} {m.Value.Nick} {m.Value.TimeoutUntil:O} {string.Join(' ', m.Value.Roles!.Select(r => Once(r.Value)).Order())}"));
        lines.AddRange(_bans.Select(b => $"ban {b}"));
        lines.AddRange(_messages.Select(m => $"message {Once(m.Key.Channel)} {Once(m.Key.Message)} {m.Value}").Order(StringComparer.Ordinal));
        lines.AddRange(_rows.Select(r => $"row {r.Key} {string.Join(' ', r.Value.Select(c => $"{c.Key}={(c.Value is long id ? unchecked((long)Once((ulong)id)) : c.Value)}"))}"));
        lines.AddRange(_settings.Select(s => $"settings {s.Key} {s.Value}"));
        return lines;
    }

    /// <summary>Roles bottom to top: among equal positions the lower id stands higher.</summary>
    private IEnumerable<ulong> Ranked() => _roles.OrderBy(r => r.Value.Position).ThenByDescending(r => r.Key).Select(r => r.Key);

    private ulong Once(ulong id) => _once.GetValueOrDefault(id, id);

    private string Text(ChannelState state) =>
        $"{state.Type} {state.Name} {Once(state.Parent?.Value ?? 0)} {state.Topic} {state.Nsfw} {state.SlowmodeSeconds} {state.Bitrate} {state.UserLimit} "
        + string.Join(' ', (state.Overwrites ?? []).Select(o => $"{Once(o.Id.Value):D20}{o.Type}+{(ulong)o.Allow}-{(ulong)o.Deny}").Order(StringComparer.Ordinal));

    private static int SortOf(ChannelType type) => type == ChannelType.GuildCategory ? 0 : PermissionMaths.IsVoice(type) ? 2 : 1;

    private static string NameOf(string table, Row key) => $"{table}/{key}";

    private static Role Wire(ulong id, RoleState state, int position) => new()
    {
        Id = new Id<Role>(id),
        Name = state.Name ?? "new role",
        Color = state.Color ?? 0,
        Hoist = state.Hoist ?? false,
        Position = position,
        Permissions = state.Permissions ?? Permissions.None,
        Managed = false,
        Mentionable = state.Mentionable ?? false,
        UnicodeEmoji = state.UnicodeEmoji is { Length: > 0 } emoji ? emoji : null,
    };

    private Channel Wire(ulong id, ChannelState state, int position) => new()
    {
        Id = new Id<Channel>(id),
        Type = state.Type ?? ChannelType.GuildText,
        GuildId = Id,
        Name = state.Name,
        Position = position,
        ParentId = state.Parent is { IsNone: false } parent ? parent : null,
        Topic = state.Topic is { Length: > 0 } topic ? topic : null,
        Nsfw = state.Nsfw,
        RateLimitPerUser = state.SlowmodeSeconds,
        Bitrate = state.Bitrate,
        UserLimit = state.UserLimit,
        PermissionOverwrites = [.. (state.Overwrites ?? []).Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })],
    };

    private static void Fill<TKey, T>(IDictionary<TKey, T> to, IReadOnlyDictionary<TKey, T> from)
        where TKey : notnull
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }
}
