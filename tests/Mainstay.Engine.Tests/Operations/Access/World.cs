using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Access;

/// <summary>As much of a guild as decides what people may do.</summary>
internal sealed class World
{
    private const ulong Guild = 1_000;

    private static readonly Permissions[] Interesting =
    [
        Permissions.ViewChannel, Permissions.SendMessages, Permissions.EmbedLinks, Permissions.ManageMessages, Permissions.Connect, Permissions.Speak, Permissions.Administrator,
    ];

    private readonly SortedDictionary<ulong, Permissions> _roles = [];
    private readonly SortedDictionary<ulong, OverwriteState[]> _channels = [];
    private readonly SortedDictionary<ulong, ulong[]> _members = [];

    public static World Any(Random random)
    {
        var world = new World();
        world._roles[Guild] = Some(random) & ~Permissions.Administrator;
        for (var i = 0; i < random.Next(1, 5); i++)
        {
            world._roles[2_000 + (ulong)i] = Some(random);
        }

        for (var i = 0; i < random.Next(1, 4); i++)
        {
            world._channels[3_000 + (ulong)i] = world.Overwrites(random);
        }

        for (var i = 0; i < random.Next(1, 5); i++)
        {
            world._members[4_000 + (ulong)i] = world.Roles(random);
        }

        return world;
    }

    public World Copy()
    {
        var copy = new World();
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

        return copy;
    }

    /// <summary>Another state, and the changes that lead there.</summary>
    public (IReadOnlyList<Change> Changes, World After) Drift(Random random)
    {
        var after = Copy();
        var changes = new List<Change>();
        var doomed = random.Next(3) == 0 ? _roles.Keys.Where(r => r != Guild && random.Next(2) == 0).ToHashSet() : [];
        foreach (var (id, was) in _roles.Where(r => !doomed.Contains(r.Key) && random.Next(2) == 0).ToArray())
        {
            after._roles[id] = id == Guild ? Some(random) & ~Permissions.Administrator : Some(random);
            changes.Add(new RoleChange { Role = new Id<Role>(id), Before = new RoleState { Permissions = was }, After = new RoleState { Permissions = after._roles[id] }, Reason = "" });
        }

        foreach (var (id, was) in _channels.Where(_ => random.Next(2) == 0).ToArray())
        {
            after._channels[id] = [.. after.Overwrites(random).Where(o => !doomed.Contains(o.Id.Value))];
            changes.Add(new ChannelChange
            {
                Channel = new Id<Channel>(id),
                Before = new ChannelState { Overwrites = was },
                After = new ChannelState { Overwrites = after._channels[id] },
                Reason = "",
            });
        }

        foreach (var (id, was) in _members.Where(_ => random.Next(2) == 0).ToArray())
        {
            // What becomes of a role that goes is the deletion's doing, or is said here as well.
            after._members[id] = [.. random.Next(2) == 0 ? after.Roles(random).Except(doomed) : after.Roles(random).Where(r => !doomed.Contains(r) || was.Contains(r))];
            if (!after._members[id].SequenceEqual(was))
            {
                changes.Add(new MemberRolesChange { Member = new Id<User>(id), Before = Ids(was), After = Ids(after._members[id]), Reason = "" });
            }
        }

        foreach (var role in doomed)
        {
            var deletion = Deletion(role);
            changes.Add(deletion);
            after.Apply(deletion);
        }

        return (changes.OrderBy(_ => random.Next()).ToArray(), after);
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
            case RoleChange role:
                _roles[role.Role.Value].ShouldBe(role.Before!.Permissions!.Value);
                _roles[role.Role.Value] = role.After!.Permissions!.Value;
                break;
            case ChannelChange channel:
                _channels[channel.Channel.Value].OrderBy(o => o.Id).ShouldBe(There(channel.Before!.Overwrites!).OrderBy(o => o.Id));
                _channels[channel.Channel.Value] = There(channel.After!.Overwrites!);
                break;
            case MemberRolesChange member:
                Ids(_members[member.Member.Value]).ShouldBe(There(member.Before));
                _members[member.Member.Value] = [.. There(member.After).Select(r => r.Value)];
                break;
        }
    }

    public void ShouldNotExceed(World before, World after, Change change)
    {
        foreach (var member in _members.Keys)
        {
            foreach (var channel in _channels.Keys)
            {
                var more = Of(member, channel) & ~(before.Of(member, channel) | after.Of(member, channel));
                more.ShouldBe(Permissions.None, $"member {member} in channel {channel} after {change.Target} {change.Group}.{change.Level}");
            }
        }
    }

    public void ShouldEqual(World other)
    {
        _roles.ShouldBe(other._roles);
        _members.Select(m => (m.Key, string.Join(',', m.Value))).ShouldBe(other._members.Select(m => (m.Key, string.Join(',', m.Value))));
        _channels.Select(Text).ShouldBe(other._channels.Select(Text));
    }

    private static string Text(KeyValuePair<ulong, OverwriteState[]> channel) =>
        $"{channel.Key}: {string.Join(' ', channel.Value.Where(o => (o.Allow | o.Deny) != 0).OrderBy(o => o.Id).Select(o => $"{o.Id}+{(ulong)o.Allow}-{(ulong)o.Deny}"))}";

    /// <summary>What names a role that is gone by now is not missed.</summary>
    private OverwriteState[] There(IReadOnlyList<OverwriteState> overwrites) => [.. overwrites.Where(o => o.Type == OverwriteType.Member || _roles.ContainsKey(o.Id.Value))];

    private Id<Role>[] There(IReadOnlyList<Id<Role>> roles) => [.. roles.Where(r => _roles.ContainsKey(r.Value))];

    private Permissions Of(ulong member, ulong channel)
    {
        var roles = Ids(_members[member]);
        var granted = roles.Append(new Id<Role>(Guild)).Aggregate(Permissions.None, (all, r) => all | _roles.GetValueOrDefault(r.Value));
        var inGuild = PermissionMaths.Base(isOwner: false, granted);
        return PermissionMaths.Effective(
            PermissionMaths.InChannel(inGuild, new Id<Guild>(Guild), new Id<User>(member), roles, Wire(_channels[channel])), channel % 2 == 0 ? ChannelType.GuildText : ChannelType.GuildVoice);
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
        foreach (var role in _roles.Keys.Where(_ => random.Next(2) == 0))
        {
            overwrites.Add(Overwrite(random, role, OverwriteType.Role));
        }

        if (random.Next(3) == 0)
        {
            overwrites.Add(Overwrite(random, 4_000, OverwriteType.Member));
        }

        return [.. overwrites.OrderBy(o => o.Id)];
    }

    private static OverwriteState Overwrite(Random random, ulong id, OverwriteType type)
    {
        var allow = Some(random) & ~Permissions.Administrator;
        return new OverwriteState(new Id<Overwrite>(id), type, allow, Some(random) & ~Permissions.Administrator & ~allow);
    }

    private ulong[] Roles(Random random) => [.. _roles.Keys.Where(r => r != Guild && random.Next(2) == 0)];

    private static Permissions Some(Random random) => Interesting.Where(_ => random.Next(3) == 0).Aggregate(Permissions.None, (all, one) => all | one);

    private static Id<Role>[] Ids(IEnumerable<ulong> roles) => [.. roles.Order().Select(r => new Id<Role>(r))];

    private static Overwrite[] Wire(IEnumerable<OverwriteState> overwrites) => [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
}
