using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>A guild of any size and a plan of any kinds of change for it, both from a seed.</summary>
internal sealed class AnyPlan
{
    private const ulong FirstRole = 10_000_000;
    private const ulong FirstChannel = 20_000_000;
    private const ulong FirstMember = 30_000_000;

    private static readonly Permissions[] Interesting = [Permissions.ViewChannel, Permissions.SendMessages, Permissions.ManageMessages, Permissions.Connect, Permissions.KickMembers];

    private readonly Random _random;
    private readonly List<Change> _changes = [];
    private readonly HashSet<ulong> _doomed = [];
    private readonly HashSet<ulong> _touched = [];
    private readonly List<ulong> _roles = [];
    private readonly List<ulong> _categories = [];
    private readonly List<ulong> _channels = [];
    private readonly List<ulong> _members = [];
    private bool _moved;
    private int _made;

    public AnyPlan(int seed)
    {
        _random = new Random(seed);
        Guild = new GuildModel(5_000_000);
        Build();
    }

    public GuildModel Guild { get; }

    public int Roles => _roles.Count + 2;

    public int Channels => _channels.Count + _categories.Count;

    public int Members => _members.Count + 2;

    /// <summary>Changes that contradict neither each other nor what is there, in any order.</summary>
    public IReadOnlyList<Change> Changes()
    {
        var image = Guild.Image();
        Doom(_roles, 4);
        Doom(_channels, 6);
        Doom(_categories, 8);
        foreach (var id in _doomed)
        {
            if (image.Roles.TryGet(new Id<Role>(id), out var role))
            {
                _changes.Add(new RoleChange { Role = role.Id, Before = ObjectStates.Whole(image, role), Reason = "any", Risk = Risk.Destructive });
            }
            else
            {
                var channel = image.Channels.Find(new Id<Channel>(id))!;
                _changes.Add(new ChannelChange { Channel = channel.Id, Before = ObjectStates.Whole(image, channel), Reason = "any", Risk = Risk.Destructive });
            }
        }

        var roles = Make(Room(Limits.RolesPerGuild - Roles), n => new RoleChange { Role = Provisional.Id<Role>(n), After = RoleFields(), Reason = "any" });
        var categories = Make(Room(Limits.ChannelsPerGuild - Channels) / 2, n => new ChannelChange
        {
            Channel = Provisional.Id<Channel>(n),
            After = new ChannelState { Type = ChannelType.GuildCategory, Name = $"new {n}", Overwrites = Overwrites(roles) },
            Reason = "any",
        });
        Make(Room(Limits.ChannelsPerGuild - Channels - categories.Length), n => new ChannelChange
        {
            Channel = Provisional.Id<Channel>(n),
            After = new ChannelState
            {
                Type = Chance(3) ? ChannelType.GuildVoice : ChannelType.GuildText,
                Name = $"new {n}",
                Parent = new Id<Channel>(Chance(2) ? Any([.. categories, .. _categories.Where(c => !_doomed.Contains(c))]) : 0),
                Overwrites = Overwrites(roles),
            },
            Reason = "any",
        });
        foreach (var id in Some(_roles.Where(r => !_doomed.Contains(r))))
        {
            var before = ObjectStates.Of(image.Roles.Find(new Id<Role>(id))!);
            _changes.Add(new RoleChange
            {
                Role = new Id<Role>(id),
                Before = new RoleState { Name = before.Name, Permissions = before.Permissions },
                After = new RoleState { Name = before.Name + "!", Permissions = Permission() },
                Reason = "any",
            });
        }

        foreach (var id in Some(_channels.Where(c => !_doomed.Contains(c))))
        {
            EditChannel(ObjectStates.Of(image.Channels.Find(new Id<Channel>(id))!), new Id<Channel>(id), roles, categories);
        }

        foreach (var id in Some(_members))
        {
            image.Members.TryGet(new Id<User>(id), out var member);
            EditMember(new Id<User>(id), member.Roles.ToArray(), roles);
        }

        Others();
        OrderChannels(image);
        return [.. _changes.OrderBy(_ => _random.Next())];
    }

    private void Build()
    {
        // Mostly small, so that many are looked at; now and then as large as Discord lets a guild be, and five thousand people.
        var size = _random.Next(100) switch { < 92 => 1, < 99 => 8, _ => 60 };
        var full = _random.Next(100) == 0;
        Fill(_roles, FirstRole, full ? Limits.RolesPerGuild - 2 : Math.Min(_random.Next(1 + (4 * size)), Limits.RolesPerGuild - 2), (id, i) => Guild.Role(id, i + 1, Permission()));
        Fill(_categories, FirstChannel, full ? 40 : Math.Min(_random.Next(3 * size), 40), (id, i) => Guild.Channel(id, i, ChannelType.GuildCategory, 0, Overwrites([])));
        Fill(_channels, FirstChannel + 1_000, full ? Limits.ChannelsPerGuild - 40 : Math.Min(_random.Next(6 * size), Limits.ChannelsPerGuild - 40), (id, i) =>
            Guild.Channel(id, i, Chance(4) ? ChannelType.GuildVoice : ChannelType.GuildText, Chance(3) ? 0 : Any(_categories), Overwrites([])));
        Fill(_members, FirstMember, full ? 4_998 : Math.Min(_random.Next(8 * size * size), 4_998), (id, _) => Guild.Member(id, [.. Few(_roles)]));
        for (var i = 0L; i < _random.Next(4); i++)
        {
            Guild.Record("probe_note", Key(i), new Row { ["note"] = "before", ["role_id"] = (long)Any(_roles) });
        }
    }

    private void EditChannel(ChannelState before, Id<Channel> id, ulong[] roles, ulong[] categories)
    {
        var ofDoomed = before.Overwrites!.Any(o => _doomed.Contains(o.Id.Value));
        var change = new ChannelChange
        {
            Channel = id,
            Before = new ChannelState { Topic = before.Topic, Name = before.Name, Overwrites = ofDoomed ? null : before.Overwrites },
            After = new ChannelState { Topic = before.Topic is null ? null : before.Topic + "?", Name = before.Name + "-x", Overwrites = ofDoomed ? null : Overwrites(roles) },
            Reason = "any",
        };
        if (Chance(3) && !_doomed.Contains(before.Parent!.Value.Value))
        {
            _moved = true;
            change = change with
            {
                Before = change.Before with { Parent = before.Parent },
                After = change.After with { Parent = new Id<Channel>(Chance(4) ? 0 : Any([.. categories, .. _categories.Where(c => !_doomed.Contains(c))])) },
            };
        }

        _changes.Add(change);
    }

    private void EditMember(Id<User> id, Id<Role>[] held, ulong[] roles)
    {
        // Who holds a role that goes is left alone: what becomes of them is the deletion's doing.
        if (held.Any(r => _doomed.Contains(r.Value)))
        {
            return;
        }

        Id<Role>[] after = [.. Few([.. _roles.Where(r => !_doomed.Contains(r)), .. roles]).Order().Select(r => new Id<Role>(r))];
        if (Chance(3))
        {
            _changes.Add(new MemberChange { Member = id, Before = new MemberState { Roles = held, Nick = "" }, After = new MemberState { Roles = after, Nick = "nick" }, Reason = "any" });
        }
        else if (!after.SequenceEqual(held))
        {
            _changes.Add(new MemberRolesChange { Member = id, Before = held, After = after, Reason = "any" });
        }
    }

    private void Others()
    {
        if (Chance(4))
        {
            _changes.Add(new GuildChange { Guild = Guild.Id, Before = new GuildState { Name = "Test" }, After = new GuildState { Name = "Other" }, Reason = "any" });
        }

        if (Chance(4))
        {
            _changes.Add(new BansChange { Users = [.. Enumerable.Range(0, _random.Next(1, 20)).Select(i => new Id<User>(FirstMember + 900_000 + (ulong)i))], Banned = true, Reason = "any" });
        }

        var living = _channels.Where(c => !_doomed.Contains(c)).ToArray();
        if (Chance(4) && living.Length > 0)
        {
            _changes.Add(new MessageChange { Channel = new Id<Channel>(Any(living)), Message = Provisional.Id<Message>(++_made), After = new MessageState { Content = "Hello" }, Reason = "any" });
        }

        for (var i = 0L; i < 4; i++)
        {
            if (Chance(3))
            {
                _changes.Add(new RowChange { Table = "probe_note", Key = Key(i + 100), After = new Row { ["note"] = "after" }, Reason = "any", Summary = "a note" });
            }
        }

        if (Chance(4) && _roles.Count > 1 && !_roles.Any(_doomed.Contains))
        {
            Id<Role>[] order = [.. _roles.Select(r => new Id<Role>(r))];
            _changes.Add(new RoleOrderChange { Guild = Guild.Id, Before = order, After = [.. order.OrderBy(_ => _random.Next())], Reason = "any" });
        }
    }

    private void OrderChannels(GuildImage image)
    {
        if (_moved || _channels.Concat(_categories).Any(_doomed.Contains))
        {
            return;
        }

        foreach (var group in image.Channels.Where(c => c.Type == ChannelType.GuildText).GroupBy(c => c.ParentId.OrDefault() ?? default(Id<Channel>)).Where(g => g.Count() > 1).Take(1))
        {
            ChannelPlace[] order = [.. group.OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => new ChannelPlace(c.Id, group.Key))];
            _changes.Add(new ChannelOrderChange { Guild = Guild.Id, Before = order, After = [.. order.OrderBy(_ => _random.Next())], Reason = "any" });
        }
    }

    private ulong[] Make(int most, Func<int, Change> change)
    {
        var made = new List<ulong>();
        for (var i = _random.Next(Math.Max(1, most)); i > 0; i--)
        {
            _changes.Add(change(++_made));
            made.Add((ulong)_made);
        }

        return [.. made];
    }

    private void Doom(List<ulong> from, int one) => _doomed.UnionWith(from.Where(_ => Chance(one)).Take(5));

    private int Room(int left) => Math.Clamp(left, 0, 6);

    private RoleState RoleFields() => new() { Name = $"new role {_made}", Permissions = Permission(), Color = _random.Next(0xFFFFFF), Hoist = Chance(2), Mentionable = Chance(2) };

    private OverwriteState[] Overwrites(ulong[] made) =>
    [
        .. Few([.. _roles.Where(r => !_doomed.Contains(r)), .. made, Guild.Id.Value]).Order().Select(r =>
        {
            var allow = Permission();
            return new OverwriteState(new Id<Overwrite>(r), OverwriteType.Role, allow, Permission() & ~allow);
        }),
    ];

    private Row Key(long number) => new() { ["guild_id"] = (long)Guild.Id.Value, ["user_id"] = number };

    private Permissions Permission() => Interesting.Where(_ => Chance(3)).Aggregate(Permissions.None, (all, one) => all | one);

    private ulong Any(IReadOnlyList<ulong> of) => of.Count == 0 ? 0 : of[_random.Next(of.Count)];

    private ulong[] Few(IReadOnlyList<ulong> of) => [.. Enumerable.Range(0, of.Count == 0 ? 0 : _random.Next(4)).Select(_ => Any(of)).Distinct()];

    private IEnumerable<ulong> Some(IEnumerable<ulong> of) => of.Where(_ => Chance(3)).Take(60).Where(_touched.Add).ToArray();

    private bool Chance(int one) => _random.Next(one) == 0;

    private static void Fill(List<ulong> list, ulong first, int count, Action<ulong, int> add)
    {
        for (var i = 0; i < count; i++)
        {
            var id = first + (ulong)i;
            add(id, i);
            list.Add(id);
        }
    }
}
