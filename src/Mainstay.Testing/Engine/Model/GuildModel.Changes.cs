using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Testing.Engine;

/// <summary>What each kind of change does.</summary>
public sealed partial class GuildModel
{
    /// <summary>
    /// Carries a change out. Ids that the plan made up stand for what was made under them, and what names an object that came back means the new one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The target does not stand as the change says that it found it.</exception>
    public void Apply(Change change)
    {
        switch (change)
        {
            case RoleChange role:
                Apply(role);
                break;
            case ChannelChange channel:
                Apply(channel);
                break;
            case MemberRolesChange roles:
                Apply(roles.Member, new MemberState { Roles = roles.Before }, new MemberState { Roles = roles.After });
                break;
            case MemberChange member:
                Apply(member.Member, member.Before, member.After);
                break;
            case KickChange kick:
                Require(_members.Remove(kick.Member.Value), change);
                break;
            case BansChange bans:
                foreach (var user in bans.Users)
                {
                    Require(bans.Banned ? _bans.Add(user.Value) : _bans.Remove(user.Value), change);
                    _members.Remove(user.Value);
                }

                break;
            case RoleOrderChange order:
                foreach (var move in RoleOrderKind.Moves(Image(), order with { After = [.. order.After.Select(r => Now(r))] }))
                {
                    _roles[move.Id.Value] = _roles[move.Id.Value] with { Position = move.Position };
                }

                break;
            case ChannelOrderChange order:
                foreach (var move in ChannelOrderKind.Moves(Image(), order with { After = [.. order.After.Select(p => new ChannelPlace(Now(p.Channel), Now(p.Parent)))] }))
                {
                    var (state, position) = _channels[move.Id.Value];
                    _channels[move.Id.Value] = (move.ParentId.HasValue ? state with { Parent = move.ParentId.OrDefault() ?? default } : state, move.Position.OrDefault() ?? position);
                }

                break;
            case GuildChange guild:
                Require((guild.Before.Name ?? _guild.Name) == _guild.Name && (guild.Before.AfkTimeoutSeconds ?? _guild.AfkTimeoutSeconds) == _guild.AfkTimeoutSeconds, change);
                _guild = _guild with { Name = guild.After.Name ?? _guild.Name, AfkTimeoutSeconds = guild.After.AfkTimeoutSeconds ?? _guild.AfkTimeoutSeconds };
                break;
            case MessageChange message:
                Apply(message);
                break;
            case RowChange row:
                Apply(row);
                break;
            case SettingsChange settings:
                Require(_settings.GetValueOrDefault(settings.Settings, settings.Before) == settings.Before, change);
                _settings[settings.Settings] = settings.After;
                break;
            default:
                throw new NotSupportedException($"The model does not know the kind {change?.Kind}.");
        }
    }

    private void Apply(RoleChange change)
    {
        if (change.Before is null)
        {
            foreach (var (above, (state, position)) in _roles.Where(r => r.Value.Position >= 1).ToArray())
            {
                _roles[above] = (state, position + 1);
            }

            var made = Make(change.Role.Value, change.Recreates.Value);
            var blank = new RoleState { Name = "new role", Permissions = _roles[Id.Value].State.Permissions, Color = 0, Hoist = false, Mentionable = false, UnicodeEmoji = "" };
            _roles[made] = (RoleFields.Over(blank, RoleFields.Own(change.After!)), 1);
            return;
        }

        var id = Now(change.Role).Value;
        var (found, place) = _roles[id];
        Require(RoleFields.Agrees(change.Before, found), change);
        if (change.After is { } after)
        {
            _roles[id] = (RoleFields.Over(found, after), place);
            return;
        }

        _roles.Remove(id);
        foreach (var (above, (state, position)) in _roles.Where(r => r.Value.Position > place).ToArray())
        {
            _roles[above] = (state, position - 1);
        }

        foreach (var (member, state) in _members.Where(m => m.Value.Roles!.Any(r => r.Value == id)).ToArray())
        {
            _members[member] = state with { Roles = [.. state.Roles!.Where(r => r.Value != id)] };
        }

        foreach (var (channel, (state, position)) in _channels.Where(c => c.Value.State.Overwrites!.Any(o => o.Id.Value == id)).ToArray())
        {
            _channels[channel] = (state with { Overwrites = [.. state.Overwrites!.Where(o => o.Id.Value != id)] }, position);
        }
    }

    private void Apply(ChannelChange change)
    {
        var after = change.After is { } wanted ? Now(wanted) : null;
        if (change.Before is null)
        {
            var made = Make(change.Channel.Value, change.Recreates.Value);
            var next = _channels.Values.Where(c => SortOf(c.State.Type!.Value) == SortOf(after!.Type!.Value)).Select(c => c.Position + 1).DefaultIfEmpty().Max();
            var position = after!.Position ?? next;
            var whole = new ChannelState { Type = after.Type, Name = "", Parent = default(Id<Channel>), Overwrites = [] };
            _channels[made] = (ObjectStates.Of(Wire(made, ChannelFields.Over(whole, after), position)), position);
            return;
        }

        var id = Now(change.Channel).Value;
        var (found, place) = _channels[id];
        Require(ChannelFields.Agrees(Now(change.Before), found), change);
        if (after is not null)
        {
            _channels[id] = (ChannelFields.Over(found, after), place);
            return;
        }

        _channels.Remove(id);
        foreach (var (child, (state, position)) in _channels.Where(c => c.Value.State.Parent?.Value == id).ToArray())
        {
            _channels[child] = (state with { Parent = default(Id<Channel>) }, position);
        }
    }

    private void Apply(Id<User> member, MemberState before, MemberState after)
    {
        var found = _members[member.Value];
        var held = before.Roles is { } roles ? before with { Roles = There(roles) } : before;
        Require(MemberFields.Agrees(held, found), member);
        _members[member.Value] = new MemberState
        {
            Roles = after.Roles is { } wanted ? There(wanted) : found.Roles,
            Nick = after.Nick ?? found.Nick,
            TimeoutUntil = after.TimeoutUntil ?? found.TimeoutUntil,
        };
    }

    private void Apply(MessageChange change)
    {
        var channel = Now(change.Channel).Value;
        var message = change.Before is null ? Make(change.Message.Value, 0) : Now(change.Message).Value;
        Require(change.Before is null || _messages.GetValueOrDefault((channel, message)) == change.Before, change);
        _messages.Remove((channel, message));
        if (change.After is { } after)
        {
            _messages[(channel, message)] = after;
        }
    }

    private void Apply(RowChange change)
    {
        var name = NameOf(change.Table, change.Key);
        var found = _rows.GetValueOrDefault(name);
        Require(change.Before is null ? found is null : found is not null && change.Before.Where(c => !change.Key.Has(c.Key)).All(c => Equals(Now(c.Value), found[c.Key])), change);
        _rows.Remove(name);
        if (change.After is { } after)
        {
            _rows[name] = Row.From((found ?? []).Where(c => !after.Has(c.Key)).Concat(after.Where(c => !change.Key.Has(c.Key)).Select(c => new KeyValuePair<string, object?>(c.Key, Now(c.Value)))));
        }
    }

    /// <summary>A new id, for one that the plan made up; an object that comes back stands for the old one from now on, and records follow.</summary>
    private ulong Make(ulong planned, ulong recreates)
    {
        var made = ++_last;
        _now[planned] = made;
        if (recreates != 0)
        {
            _now[recreates] = made;
            _once[made] = Once(recreates);
            foreach (var (name, row) in _rows.ToArray())
            {
                _rows[name] = Row.From(row.Select(c => new KeyValuePair<string, object?>(c.Key, Now(c.Value))));
            }
        }

        return made;
    }

    private Id<T> Now<T>(Id<T> id) => new(Now(id.Value));

    private ulong Now(ulong id)
    {
        while (_now.TryGetValue(id, out var next))
        {
            id = next;
        }

        return id;
    }

    private object? Now(object? cell) => cell is long id ? unchecked((long)Now((ulong)id)) : cell;

    private ChannelState Now(ChannelState state) => state with
    {
        Parent = state.Parent is { } parent ? _channels.ContainsKey(Now(parent).Value) ? Now(parent) : default(Id<Channel>) : null,
        Overwrites = state.Overwrites is { } overwrites
            ? [.. overwrites.Select(o => o with { Id = Now(o.Id) }).Where(o => o.Type != OverwriteType.Role || _roles.ContainsKey(o.Id.Value)).OrderBy(o => o.Id)]
            : null,
    };

    /// <summary>Roles that were deleted since are not missed.</summary>
    private Id<Role>[] There(IReadOnlyList<Id<Role>> roles) => [.. roles.Select(r => Now(r)).Where(r => _roles.ContainsKey(r.Value)).Order()];

    private static void Require(bool condition, object what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"It does not stand as found: {what}"));
        }
    }
}
