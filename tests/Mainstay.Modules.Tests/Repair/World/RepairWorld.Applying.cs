using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Tests.Repair.World;

/// <summary>What Discord and the engine make of a plan.</summary>
internal sealed partial class RepairWorld
{
    private readonly Dictionary<ulong, ulong> _made = [];
    private int _place = 10_000;

    public void Apply(IReadOnlyList<Change> changes)
    {
        _made.Clear();
        foreach (var change in changes)
        {
            switch (change)
            {
                case RoleChange role: Apply(role); break;
                case ChannelChange channel: Apply(channel); break;
                case ChannelOrderChange order: Apply(order); break;
                case MemberRolesChange member: Apply(member); break;
                case SettingsChange settings: Apply(settings); break;
                case RowChange row: Apply(row); break;
                default: throw new InvalidOperationException($"Repair makes no change of the kind {change.Kind}.");
            }
        }
    }

    private void Apply(RoleChange change)
    {
        if (change.Before is { } before)
        {
            var now = _roles[change.Role.Value];
            (before.Name ?? now.Name, before.Permissions ?? now.Permissions, before.Color ?? now.Color).ShouldBe((now.Name, now.Permissions, now.Color));
            var after = change.After!;
            _roles[change.Role.Value] = now with { Name = after.Name ?? now.Name, Permissions = after.Permissions ?? now.Permissions, Color = after.Color ?? now.Color, Hoist = after.Hoist ?? now.Hoist };
            return;
        }

        var id = Next();
        _made.Add(change.Role.Value, id);
        var made = change.After!;
        _roles[id] = new Role
        {
            Id = new(id),
            Name = made.Name!,
            Color = made.Color ?? 0,
            Hoist = made.Hoist ?? false,
            Position = 1,
            Permissions = made.Permissions ?? 0,
            Managed = false,
            Mentionable = false,
        };
        Follow(change.Recreates.Value, id);
    }

    private void Apply(ChannelChange change)
    {
        var after = change.After!;
        if (change.Before is { } before)
        {
            var now = ObjectStates.Of(_channels[change.Channel.Value]);
            (before.Name ?? now.Name, before.Topic ?? now.Topic).ShouldBe((now.Name, now.Topic));
            (before.Overwrites ?? now.Overwrites!).ShouldBe(now.Overwrites!);
            Put(change.Channel.Value, after);
            return;
        }

        var id = Next();
        _made.Add(change.Channel.Value, id);
        _channels[id] = new Channel { Id = new(id), Type = after.Type!.Value, GuildId = new(GuildId), Position = _place++, PermissionOverwrites = [] };
        Put(id, after);
        Follow(change.Recreates.Value, id);
    }

    private void Put(ulong id, ChannelState state)
    {
        var now = _channels[id];
        var parent = state.Parent is { } category ? Now(category.Value) : now.ParentId.OrDefault()?.Value ?? 0;
        if (parent != 0)
        {
            _channels[parent].Type.ShouldBe(ChannelType.GuildCategory);
        }

        _channels[id] = now with
        {
            Name = state.Name ?? now.Name,
            Topic = state.Topic is { } topic ? topic : now.Topic,
            RateLimitPerUser = state.SlowmodeSeconds ?? now.RateLimitPerUser,
            ParentId = parent == 0 ? null : new Id<Channel>(parent),
            PermissionOverwrites = state.Overwrites is null
                ? now.PermissionOverwrites
                : [.. state.Overwrites.Select(o => new Overwrite { Id = new(Now(o.Id.Value)), Type = o.Type, Allow = o.Allow, Deny = o.Deny }).OrderBy(o => o.Id)],
        };
    }

    private void Apply(ChannelOrderChange change)
    {
        change.Before.Select(p => p.Channel).Order().ShouldBe(change.After.Select(p => p.Channel).Order());
        foreach (var place in change.After)
        {
            Edit(_channels, Now(place.Channel.Value), c => c with { Position = _place++ });
        }
    }

    private void Apply(MemberRolesChange change)
    {
        _members[change.Member.Value].SequenceEqual(change.Before.Select(r => r.Value)).ShouldBeTrue();
        ulong[] after = [.. change.After.Select(r => Now(r.Value)).Order()];
        Array.TrueForAll(after, _roles.ContainsKey).ShouldBeTrue();
        _members[change.Member.Value] = after;
    }

    private void Apply(SettingsChange change)
    {
        JsonSerializer.Deserialize<JsonElement>(Following(change.Before)).GetRawText().ShouldBe(JsonSerializer.Deserialize<JsonElement>(_settings).GetRawText());
        _settings = Following(change.After);
    }

    private void Apply(RowChange change)
    {
        var key = (string)change.Key["key"]!;
        foreach (var (column, value) in change.After!)
        {
            _cells[(key, column)].ShouldBe(change.Before![column]);
            _cells[(key, column)] = value is long id && column.EndsWith("_id", StringComparison.Ordinal) ? (long)Now((ulong)id) : value;
            if (_cells[(key, column)] is long now && column == "channel_id")
            {
                Replace(_placed, c => c.Key == key, c => c with { Channel = new((ulong)now) });
            }
            else if (_cells[(key, column)] is long role && column == "role_id")
            {
                Replace(_roleObjects, c => c.Key == key, c => c with { Role = new((ulong)role) });
            }
        }
    }

    /// <summary>Everything that lives and names the old one names the new one from now on.</summary>
    private void Follow(ulong old, ulong id)
    {
        if (old == 0)
        {
            return;
        }

        _made[old] = id;
        foreach (var cell in _cells.Where(c => c.Value is long value && value == (long)old).Select(c => c.Key).ToArray())
        {
            _cells[cell] = (long)id;
        }

        _settings = Following(_settings);
        Replace(_ranks, r => r.Role.Value == old, r => r with { Role = new(id) });
        Replace(_jobRoles, r => r.Role.Value == old, r => r with { Role = new(id) });
        Replace(_staff, c => c.Role.Value == old, c => c with { Role = new(id) });
        Replace(_jobs, c => c.Role.Value == old, c => c with { Role = new(id) });
        Replace(_roleObjects, c => c.Role.Value == old, c => c with { Role = new(id) });
        Replace(_placed, _ => true, c => Following(c, old, id));
        Replace(_others, _ => true, c => Following(c, old, id));
    }

    private static ChannelClaim Following(ChannelClaim claim, ulong old, ulong id) => claim with
    {
        Channel = claim.Channel.Value == old ? new(id) : claim.Channel,
        Wanted = claim.Wanted with
        {
            Parent = claim.Wanted.Parent is { } parent && parent.Value == old ? new Id<Channel>(id) : claim.Wanted.Parent,
            Overwrites = claim.Wanted.Overwrites is { } overwrites ? [.. overwrites.Select(o => o.Id.Value == old ? o with { Id = new(id) } : o).OrderBy(o => o.Id)] : null,
        },
    };

    private string Following(string text) => _made.Where(pair => pair.Key >= FirstId).Aggregate(text, (current, pair) => current.Replace(
        pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private ulong Now(ulong id) => _made.GetValueOrDefault(id, id);

    private static void Replace<T>(List<T> all, Predicate<T> which, Func<T, T> with)
    {
        for (var i = 0; i < all.Count; i++)
        {
            all[i] = which(all[i]) ? with(all[i]) : all[i];
        }
    }
}
