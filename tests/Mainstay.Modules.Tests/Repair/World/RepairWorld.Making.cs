using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Tests.Repair.World;

/// <summary>How the server was set up, what the records say about it, and how the two come apart.</summary>
internal sealed partial class RepairWorld
{
    private const int MostInCategory = 45;

    private static readonly Permissions[] Bits = [Permissions.ViewChannel, Permissions.SendMessages, Permissions.AddReactions, Permissions.Connect];

    private void Make(System.Random random, int roles, int channels, int members)
    {
        for (var i = 0; i < roles; i++)
        {
            var id = Next();
            _roles[id] = new Role
            {
                Id = new(id),
                Name = $"Role {i}",
                Color = random.Next(3) * 255,
                Hoist = random.Next(2) == 0,
                Position = i + 1,
                Permissions = (random.Next(4) == 0 ? Permissions.ManageMessages : 0) | Permissions.SendMessages,
                Managed = random.Next(20) == 0,
                Mentionable = false,
            };
        }

        var categories = new List<ulong>();
        for (var i = 0; i < channels; i++)
        {
            var id = Next();
            var type = i < (channels + 19) / 20 ? ChannelType.GuildCategory : random.Next(5) switch { 0 => ChannelType.GuildVoice, 1 => ChannelType.GuildAnnouncement, _ => ChannelType.GuildText };
            var parent = type != ChannelType.GuildCategory && categories.Count > 0 && random.Next(6) != 0 ? categories[random.Next(categories.Count)] : 0;
            _channels[id] = new Channel
            {
                Id = new(id),
                Type = type,
                GuildId = new(GuildId),
                Name = type == ChannelType.GuildCategory ? $"Category {i}" : $"channel-{i}",
                Topic = type is ChannelType.GuildText or ChannelType.GuildAnnouncement ? $"topic {i}" : default(Optional<string?>),
                Position = i,
                ParentId = parent == 0 || Inside(parent) >= MostInCategory ? null : new Id<Channel>(parent),
                PermissionOverwrites = Overwrites(random),
                RateLimitPerUser = type == ChannelType.GuildText ? 0 : null,
            };
            if (type == ChannelType.GuildCategory)
            {
                categories.Add(id);
            }
        }

        ulong[] given = [.. _roles.Values.Where(r => !r.Managed).Select(r => r.Id.Value)];
        for (var i = 0; i < members; i++)
        {
            _members[Next()] = given.Length == 0 ? [] : [.. Enumerable.Range(0, random.Next(5)).Select(_ => given[random.Next(given.Length)]).Distinct().Order()];
        }
    }

    private void Claim(System.Random random)
    {
        var roles = _roles.Keys.ToArray();
        if (roles.Length > 0)
        {
            _ranks.AddRange(roles.Take((roles.Length + 2) / 3).Select(r => new GovernedRole(new(r), $"the rank {r}")));
            _jobRoles.AddRange(roles.Skip(roles.Length / 4).Take((roles.Length + 3) / 4).Select(r => new GovernedRole(new(r), $"the job {r}")));
        }

        foreach (var member in _members.Keys)
        {
            if (_ranks.Count > 0 && random.Next(3) != 0)
            {
                _staff.Add(new RoleClaim(new(member), random.Next(8) == 0 ? default : _ranks[random.Next(_ranks.Count)].Role, ClaimMode.Exclusive, "on staff"));
            }

            if (_jobRoles.Count > 0 && random.Next(4) == 0)
            {
                _jobs.Add(new RoleClaim(new(member), _jobRoles[random.Next(_jobRoles.Count)].Role, ClaimMode.Additive, "holds a job"));
            }

            if (random.Next(3) == 0)
            {
                _cells[($"m{member}", "user_id")] = (long)member;
                _cells[($"m{member}", "status")] = random.Next(3) == 0 ? "inactive" : "active";
                _cells[($"m{member}", "seen_in")] = _channels.Count > 0 && random.Next(2) == 0 ? (long)Any(random, _channels.Keys) : null;
            }
        }

        foreach (var role in roles.Where(_ => random.Next(4) == 0))
        {
            var known = ObjectStates.Of(_roles[role]);
            _cells[($"r{role}", "role_id")] = (long)role;
            _roleObjects.Add(new RoleObjectClaim
            {
                Key = $"r{role}",
                Role = new(role),
                Wanted = new RoleState { Name = known.Name, Permissions = random.Next(2) == 0 ? known.Permissions : null, Color = random.Next(2) == 0 ? known.Color : null },
                Recorded = new Recorded(PlacesModule.Table, Key($"r{role}"), "role_id"),
                Because = $"the role {known.Name} of the template",
            });
        }

        ClaimChannels(random);
        string[] Some(IEnumerable<ulong> ids, int most) => [.. ids.Where(_ => random.Next(10) == 0).Take(most).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        _settings = JsonSerializer.Serialize(new Kept
        {
            log = _channels.Count > 0 && random.Next(2) == 0 ? $"{Any(random, _channels.Keys)}" : null,
            open = [.. Some(_channels.Keys, 5)],
            rights = [.. Some(_roles.Keys, 5).Select(r => $"cap{random.Next(2)}={r}")],
        });
    }

    private void ClaimChannels(System.Random random)
    {
        var claimed = _channels.Values.Where(_ => random.Next(5) < 2).ToArray();
        var keys = claimed.Select(c => c.Id.Value).ToHashSet();
        foreach (var channel in claimed)
        {
            var known = ObjectStates.Of(channel);
            var parent = channel.ParentId.OrDefault() ?? default(Id<Channel>);
            var inCategory = !parent.IsNone && keys.Contains(parent.Value) && random.Next(2) == 0;
            _cells[($"c{channel.Id}", "channel_id")] = (long)channel.Id.Value;
            _placed.Add(new ChannelClaim
            {
                Key = $"c{channel.Id}",
                Channel = channel.Id,
                Wanted = new ChannelState
                {
                    Type = known.Type,
                    Name = known.Name,
                    Topic = random.Next(2) == 0 ? known.Topic : null,
                    Parent = inCategory || random.Next(2) == 0 ? null : known.Parent,
                    SlowmodeSeconds = random.Next(2) == 0 ? known.SlowmodeSeconds : null,
                    Overwrites = random.Next(3) == 0 ? null : known.Overwrites,
                },
                ParentKey = inCategory ? $"c{parent}" : null,
                Overwrites = random.Next(2) == 0 ? ClaimMode.Exclusive : ClaimMode.Additive,
                Recorded = new Recorded(PlacesModule.Table, Key($"c{channel.Id}"), "channel_id"),
                Because = $"the channel {known.Name} of the template",
            });
            if (random.Next(8) == 0)
            {
                _others.Add(new ChannelClaim
                {
                    Key = $"o{channel.Id}",
                    Channel = channel.Id,
                    Wanted = new ChannelState { Name = random.Next(2) == 0 ? known.Name : $"{known.Name}-other", Overwrites = random.Next(2) == 0 ? known.Overwrites : [.. Overwrites(random).Select(ObjectStates.Of).OrderBy(o => o.Id)] },
                    Because = "another module",
                });
            }
        }

        for (var i = 0; i < random.Next(3) && _channels.Count < Limits.ChannelsPerGuild; i++)
        {
            _cells[($"n{i}", "channel_id")] = 0L;
            _placed.Add(new ChannelClaim
            {
                Key = $"n{i}",
                Channel = default,
                Wanted = new ChannelState { Type = ChannelType.GuildText, Name = $"never made {i}", Overwrites = [.. Overwrites(random).Select(ObjectStates.Of).OrderBy(o => o.Id)] },
                ParentKey = claimed.FirstOrDefault(c => c.Type == ChannelType.GuildCategory) is { } category ? $"c{category.Id}" : null,
                Recorded = new Recorded(PlacesModule.Table, Key($"n{i}"), "channel_id"),
                Because = $"the channel that was never made {i}",
            });
        }
    }

    private void Remember() => _lastSeen = new LastSeen(
        _channels.Values.Select(c => IsHidden(c) ? Obscured(c) : c).ToDictionary(c => c.Id),
        _roles.Values.ToDictionary(r => r.Id));

    private void Drift(System.Random random)
    {
        Drifts = random.Next(1 + ((_roles.Count + _channels.Count + _members.Count) / 4));
        for (var i = 0; i < Drifts; i++)
        {
            switch (random.Next(10))
            {
                case 0 when _roles.Count > 0:
                    DeleteRole(Any(random, _roles.Keys));
                    break;
                case 1 when _roles.Count > 0:
                    Edit(_roles, Any(random, _roles.Keys), r => r with { Name = $"{r.Name}'", Permissions = r.Permissions ^ Permissions.ManageMessages, Color = r.Color + 1 });
                    break;
                case 2 when _channels.Count > 0 && random.Next(3) == 0:
                    DeleteChannel(Any(random, _channels.Keys));
                    break;
                case 3 when _channels.Count > 0:
                    Edit(_channels, Any(random, _channels.Keys), c => c with { Name = $"{c.Name}x", Topic = c.Topic.OrDefault() is null ? c.Topic : "other" });
                    break;
                case 4 when _channels.Count > 0:
                    Edit(_channels, Any(random, _channels.Keys), c => c with { PermissionOverwrites = Overwrites(random) });
                    break;
                case 5 when _channels.Count > 0:
                    Move(random, Any(random, _channels.Keys));
                    break;
                case 6 when _channels.Count > 0:
                    Edit(_channels, Any(random, _channels.Keys), c => c with { Position = random.Next(_channels.Count) });
                    break;
                case 7 when _members.Count > 0 && random.Next(3) == 0:
                    _members.Remove(Any(random, _members.Keys));
                    break;
                case var _ when _members.Count > 0 && _roles.Count > 0:
                    var (member, role) = (Any(random, _members.Keys), Any(random, _roles.Keys));
                    _members[member] = _members[member].Contains(role) ? [.. _members[member].Where(r => r != role)]
                        : _roles[role].Managed ? _members[member] : [.. _members[member].Append(role).Order()];
                    break;
            }
        }
    }

    private void DeleteRole(ulong role)
    {
        _roles.Remove(role);
        foreach (var member in _members.Where(m => m.Value.Contains(role)).Select(m => m.Key).ToArray())
        {
            _members[member] = [.. _members[member].Where(r => r != role)];
        }

        foreach (var channel in _channels.Values.Where(c => c.PermissionOverwrites!.Any(o => o.Id.Value == role)).ToArray())
        {
            _channels[channel.Id.Value] = channel with { PermissionOverwrites = [.. channel.PermissionOverwrites!.Where(o => o.Id.Value != role)] };
        }
    }

    private void DeleteChannel(ulong channel)
    {
        _channels.Remove(channel);
        foreach (var child in _channels.Values.Where(c => c.ParentId.OrDefault()?.Value == channel).ToArray())
        {
            _channels[child.Id.Value] = child with { ParentId = null };
        }
    }

    private void Move(System.Random random, ulong channel)
    {
        var categories = _channels.Values.Where(c => c.Type == ChannelType.GuildCategory).Select(c => c.Id.Value).Where(c => Inside(c) < MostInCategory).ToArray();
        if (_channels[channel].Type != ChannelType.GuildCategory)
        {
            Edit(_channels, channel, c => c with { ParentId = categories.Length == 0 || random.Next(3) == 0 ? null : new Id<Channel>(categories[random.Next(categories.Length)]) });
        }
    }

    private int Inside(ulong category) => _channels.Values.Count(c => c.ParentId.OrDefault()?.Value == category);

    private Overwrite[] Overwrites(System.Random random)
    {
        var ids = Enumerable.Range(0, random.Next(4)).Select(_ => _roles.Count == 0 || random.Next(4) == 0 ? GuildId : Any(random, _roles.Keys)).Distinct().Order();
        return
        [
            .. ids.Select(id =>
            {
                var (allow, deny) = (Bits[random.Next(Bits.Length)], Bits[random.Next(Bits.Length)]);
                return new Overwrite { Id = new(id), Type = OverwriteType.Role, Allow = allow == deny ? Permissions.None : allow, Deny = deny };
            }),
        ];
    }

    private static ulong Any<T>(System.Random random, SortedDictionary<ulong, T>.KeyCollection ids) => ids.ElementAt(random.Next(ids.Count));

    private static void Edit<T>(SortedDictionary<ulong, T> all, ulong id, Func<T, T> edit) => all[id] = edit(all[id]);
}
