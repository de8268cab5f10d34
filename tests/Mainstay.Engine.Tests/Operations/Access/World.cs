using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Access;

/// <summary>As much of a guild as decides what people may do.</summary>
internal sealed partial class World
{
    private const ulong Guild = 10_000_000;

    private static readonly Permissions[] Interesting =
    [
        Permissions.ViewChannel, Permissions.SendMessages, Permissions.EmbedLinks, Permissions.ManageMessages, Permissions.Connect, Permissions.Speak, Permissions.Administrator,
    ];

    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch.AddYears(60);

    private readonly SortedDictionary<ulong, Permissions> _roles = [];
    private readonly SortedDictionary<ulong, OverwriteState[]> _channels = [];
    private readonly SortedDictionary<ulong, ulong[]> _members = [];
    private readonly SortedSet<ulong> _timedOut = [];

    /// <summary>One in so many roles has an overwrite in a channel, and is held by a member.</summary>
    private readonly int _density;

    private World(int density) => _density = density;

    /// <summary>So small that everything is about the same few roles and channels.</summary>
    public static World Any(Random random) => Make(random, random.Next(1, 5), random.Next(1, 4), random.Next(1, 5), 2);

    /// <summary>As many roles and channels as Discord allows, with what a drift makes, and more members than most guilds have. @everyone's role and Mainstay's own count as well.</summary>
    public static World Large(Random random) => Make(random, Limits.RolesPerGuild - 2 - MostRolesMade, Limits.ChannelsPerGuild - MostChannelsMade, 2_000, 50);

    private static World Make(Random random, int roles, int channels, int members, int density)
    {
        var world = new World(density);
        world._roles[Guild] = Some(random) & ~Permissions.Administrator;
        for (var i = 0; i < roles; i++)
        {
            world._roles[20_000_000 + (ulong)i] = Some(random);
        }

        for (var i = 0; i < channels; i++)
        {
            world._channels[30_000_000 + (ulong)i] = world.Overwrites(random);
        }

        for (var i = 0; i < members; i++)
        {
            world._members[40_000_000 + (ulong)i] = world.Roles(random);
            if (random.Next(4) == 0)
            {
                world._timedOut.Add(40_000_000 + (ulong)i);
            }
        }

        return world;
    }

    public World Copy()
    {
        var copy = new World(_density);
        foreach (var (id, role) in _roles)
        {
            copy._roles[id] = role;
        }

        foreach (var (id, channel) in _channels)
        {
            copy._channels[id] = channel;
        }

        foreach (var (id, member) in _members)
        {
            copy._members[id] = member;
        }

        copy._timedOut.UnionWith(_timedOut);

        return copy;
    }

    public GuildImage Image()
    {
        var builder = new GuildBuilder(Guild);
        foreach (var (id, role) in _roles)
        {
            builder.Role(id, id == Guild ? 0 : 1, role);
        }

        foreach (var (id, channel) in _channels)
        {
            builder.Channel(id, overwrites: Wire(channel));
        }

        foreach (var (id, roles) in _members)
        {
            builder.Member(id, roles);
        }

        return builder.Build();
    }

    public void Apply(Change change)
    {
        switch (change)
        {
            case RoleChange { After: null } role:
                _roles.Remove(role.Role.Value).ShouldBeTrue();
                foreach (var (id, channel) in _channels.ToArray())
                {
                    _channels[id] = [.. channel.Where(o => o.Id.Value != role.Role.Value)];
                }

                foreach (var (id, roles) in _members.ToArray())
                {
                    _members[id] = [.. roles.Where(r => r != role.Role.Value)];
                }

                break;
            case RoleChange { Before: null } role:
                _roles.Add(role.Role.Value, role.After!.Permissions!.Value);
                break;
            case RoleChange role:
                _roles[role.Role.Value].ShouldBe(role.Before!.Permissions!.Value);
                _roles[role.Role.Value] = role.After!.Permissions!.Value;
                break;
            case ChannelChange { After: null } channel:
                _channels.Remove(channel.Channel.Value).ShouldBeTrue();
                break;
            case ChannelChange { Before: null } channel:
                _channels.Add(channel.Channel.Value, Made(channel.After!.Overwrites!));
                break;
            case ChannelChange channel:
                _channels[channel.Channel.Value].OrderBy(o => o.Id).ShouldBe(There(channel.Before!.Overwrites!).OrderBy(o => o.Id));
                _channels[channel.Channel.Value] = Made(channel.After!.Overwrites!);
                break;
            case MemberRolesChange member:
                Apply(member.Member, member.Before, member.After);
                break;
            case MemberChange member:
                Apply(member.Member, member.Before.Roles!, member.After.Roles!);
                if (member.After.TimeoutUntil > DateTimeOffset.UnixEpoch)
                {
                    _timedOut.Add(member.Member.Value);
                }
                else if (member.After.TimeoutUntil is not null)
                {
                    _timedOut.Remove(member.Member.Value);
                }

                break;
        }
    }

    public void ShouldNotExceed(World before, World after, Change change) => ShouldNotExceed(before, after, change, _members.Keys, _channels.Keys);

    /// <summary>Some members in some channels, where a look at all of them would take hours.</summary>
    public void ShouldNotExceed(World before, World after, Change change, int probes, Random random) =>
        ShouldNotExceed(before, after, change, Few(_members.Keys, probes, random), Few(_channels.Keys, probes, random));

    private void ShouldNotExceed(World before, World after, Change change, IEnumerable<ulong> members, IEnumerable<ulong> channels)
    {
        foreach (var member in members)
        {
            foreach (var channel in channels)
            {
                var more = Of(member, channel) & ~(before.Of(member, channel) | after.Of(member, channel));
                more.ShouldBe(Permissions.None, $"member {member} in channel {channel} after {change.Target} {change.Group}.{change.Level}");
            }
        }
    }

    private static ulong[] Few(ICollection<ulong> all, int count, Random random)
    {
        var ids = all.ToArray();
        return [.. Enumerable.Range(0, count).Select(_ => ids[random.Next(ids.Length)])];
    }

    public void ShouldEqual(World other)
    {
        _roles.ShouldBe(other._roles);
        _members.Select(m => (m.Key, string.Join(',', m.Value))).ShouldBe(other._members.Select(m => (m.Key, string.Join(',', m.Value))));
        _channels.Select(Text).ShouldBe(other._channels.Select(Text));
        _timedOut.ShouldBe(other._timedOut);
    }

    private static string Text(KeyValuePair<ulong, OverwriteState[]> channel) =>
        $"{channel.Key}: {string.Join(' ', channel.Value.Where(o => (o.Allow | o.Deny) != 0).OrderBy(o => o.Id).Select(o => $"{o.Id}+{(ulong)o.Allow}-{(ulong)o.Deny}"))}";

    /// <summary>What names a role that is gone by now is not missed.</summary>
    private OverwriteState[] There(IReadOnlyList<OverwriteState> overwrites) => [.. overwrites.Where(o => o.Type == OverwriteType.Member || _roles.ContainsKey(o.Id.Value))];

    private Id<Role>[] There(IReadOnlyList<Id<Role>> roles) => [.. roles.Where(r => _roles.ContainsKey(r.Value))];

    /// <summary>What is written names nothing that is still to be made.</summary>
    private OverwriteState[] Made(IReadOnlyList<OverwriteState> overwrites)
    {
        overwrites.Where(o => o.Type == OverwriteType.Role && Provisional.Is(o.Id)).All(o => _roles.ContainsKey(o.Id.Value)).ShouldBeTrue();
        return There(overwrites);
    }

    private void Apply(Id<User> member, IReadOnlyList<Id<Role>> before, IReadOnlyList<Id<Role>> after)
    {
        Ids(_members[member.Value]).ShouldBe(There(before));
        after.Where(Provisional.Is).All(r => _roles.ContainsKey(r.Value)).ShouldBeTrue();
        _members[member.Value] = [.. There(after).Select(r => r.Value)];
    }

    private Permissions Of(ulong member, ulong channel)
    {
        if (!_channels.ContainsKey(channel))
        {
            return Permissions.None;
        }

        var roles = Ids(_members[member]);
        var granted = roles.Append(new Id<Role>(Guild)).Aggregate(Permissions.None, (all, r) => all | _roles.GetValueOrDefault(r.Value));
        var inGuild = PermissionMaths.Base(isOwner: false, granted);
        var type = channel % 2 == 0 ? ChannelType.GuildText : ChannelType.GuildVoice;
        var effective = PermissionMaths.Effective(PermissionMaths.InChannel(inGuild, new Id<Guild>(Guild), new Id<User>(member), roles, Wire(_channels[channel])), type);
        return _timedOut.Contains(member) && (inGuild & Permissions.Administrator) == 0 ? effective & PermissionMaths.KeptInTimeout : effective;
    }

    private RoleChange Deletion(ulong role) => new()
    {
        Role = new Id<Role>(role),
        Before = new RoleState
        {
            Permissions = _roles[role],
            Overwrites =
            [
                .. _channels.SelectMany(c => c.Value.Where(o => o.Id.Value == role).Select(o => new ChannelOverwrite(new Id<Channel>(c.Key), o))),
            ],
        },
        Reason = "",
    };

    private OverwriteState[] Overwrites(Random random)
    {
        var overwrites = new List<OverwriteState>();
        foreach (var role in _roles.Keys.Where(_ => random.Next(_density) == 0))
        {
            overwrites.Add(Overwrite(random, role, OverwriteType.Role));
        }

        if (random.Next(3) == 0)
        {
            overwrites.Add(Overwrite(random, 40_000_000, OverwriteType.Member));
        }

        return [.. overwrites.OrderBy(o => o.Id)];
    }

    private static OverwriteState Overwrite(Random random, ulong id, OverwriteType type)
    {
        var allow = Some(random) & ~Permissions.Administrator;
        return new OverwriteState(new Id<Overwrite>(id), type, allow, Some(random) & ~Permissions.Administrator & ~allow);
    }

    private ulong[] Roles(Random random) => [.. _roles.Keys.Where(r => r != Guild && random.Next(_density) == 0)];

    private static Permissions Some(Random random) => Interesting.Where(_ => random.Next(3) == 0).Aggregate(Permissions.None, (all, one) => all | one);

    private static Id<Role>[] Ids(IEnumerable<ulong> roles) => [.. roles.Order().Select(r => new Id<Role>(r))];

    private static Overwrite[] Wire(IEnumerable<OverwriteState> overwrites) => [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
}
