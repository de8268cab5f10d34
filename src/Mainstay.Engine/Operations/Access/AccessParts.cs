using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// The changes of a plan as they are put in order: as planned, taken apart into what is taken and what is given, or put in stages. What is taken apart gives at the end
/// of the list, so that the places of all others stay.
/// </summary>
internal sealed partial class AccessParts
{
    private const string Reason = "takes rights before others are given, so that nobody can do more in between";

    private readonly GuildImage _image;
    private readonly List<Change> _changes;
    private readonly List<AccessStage> _stages;
    private readonly List<int> _origins;
    private readonly int _planned;

    /// <summary>The roles that go, of those in stages.</summary>
    private readonly HashSet<ulong> _goes;

    /// <summary>Edits of what the plan makes or edits before: each rests on what the one before leaves.</summary>
    private readonly HashSet<int> _following = [];

    /// <summary>What is left of a channel's overwrites when the stage of narrowing has ended.</summary>
    private readonly Dictionary<Id<Channel>, IReadOnlyList<OverwriteState>> _between = [];

    /// <summary>Members whose first change was put in its stage.</summary>
    private readonly HashSet<Id<User>> _met = [];

    /// <param name="image">The guild as it is.</param>
    /// <param name="plan">The changes as planned.</param>
    /// <param name="apart">Places of changes that <see cref="MayPart" /> and are to be taken apart.</param>
    /// <param name="staged">Places of changes that are put in stages. What names a role that goes in them is put in stages as well.</param>
    public AccessParts(GuildImage image, IReadOnlyList<Change> plan, IReadOnlySet<int> apart, IReadOnlySet<int> staged)
    {
        _image = image;
        _changes = [.. plan];
        _stages = [.. plan.Select(_ => AccessStage.None)];
        _origins = [.. Enumerable.Range(0, plan.Count)];
        _planned = plan.Count;
        Follow();
        int[] deletions = [.. staged.Where(i => plan[i] is RoleChange { After: null }).Order()];
        _goes = [.. deletions.Select(i => plan[i].Target.Id)];
        for (var place = 0; place < plan.Count; place++)
        {
            if (staged.Contains(place) || NamesWhatGoes(plan[place]))
            {
                Put(place);
            }
            else if (apart.Contains(place))
            {
                PutApart(place, AccessStage.None, AccessStage.None);
            }
        }

        PutDeletions(deletions);
    }

    public IReadOnlyList<Change> Changes => _changes;

    public IReadOnlyList<AccessStage> Stages => _stages;

    /// <summary>Which change of the plan each is, or is a part of, or was made for.</summary>
    public IReadOnlyList<int> Origins => _origins;

    /// <summary>Whether a change can be taken apart by itself, without stages.</summary>
    public bool MayPart(int place) => place < _planned && _stages[place] == AccessStage.None && !_following.Contains(place)
        && _changes[place] is RoleChange { Before: not null, After: not null } or ChannelChange { Before: not null, After: not null, DependsOn.Count: 0 };

    /// <summary>Several edits of one role or channel keep the order in which they were planned.</summary>
    private void Follow()
    {
        var edits = Enumerable.Range(0, _changes.Count).Where(i => _changes[i]
            is RoleChange { Before: null } or RoleChange { After.Permissions: not null }
            or ChannelChange { Before: null } or ChannelChange { After.Overwrites: not null });
        foreach (var places in edits.GroupBy(i => _changes[i].Target).Select(g => g.ToArray()).Where(g => g.Length > 1))
        {
            for (var i = 1; i < places.Length; i++)
            {
                var (before, place) = (places[i - 1], places[i]);
                _following.Add(place);
                if (!_changes[place].DependsOn.Contains(before))
                {
                    _changes[place] = _changes[place] with { DependsOn = [.. _changes[place].DependsOn, before] };
                }
            }

            if (_changes[places[0]] is RoleChange { Before: not null } or ChannelChange { Before: not null })
            {
                _following.Add(places[0]);
            }
        }
    }

    /// <summary>Whether it is about a role that goes, or about somebody who holds it: then one of the two has to wait for the other.</summary>
    private bool NamesWhatGoes(Change change) => _goes.Count > 0 && change switch
    {
        ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } => before.Concat(after).Any(o => _goes.Contains(o.Id.Value)),
        MemberRolesChange member => member.Before.Concat(member.After).Any(r => _goes.Contains(r.Value)),
        MemberChange { Before.Roles: { } before, After.Roles: { } after } => before.Concat(after).Any(r => _goes.Contains(r.Value)),
        _ => false,
    };

    private void Put(int place)
    {
        switch (_changes[place])
        {
            // A role that goes is taken from them here, so that its deletion finds them as they are to be.
            case MemberRolesChange member:
                _changes[place] = member with { Before = _met.Add(member.Member) ? member.Before : Left(member.Before), After = Left(member.After) };
                _stages[place] = AccessStage.Members;
                break;
            case MemberChange { Before.Roles: { } before, After.Roles: { } after } member:
                _changes[place] = member with
                {
                    Before = member.Before with { Roles = _met.Add(member.Member) ? before : Left(before) },
                    After = member.After with { Roles = Left(after) },
                };
                _stages[place] = AccessStage.Members;
                break;
            case MemberChange:
                _stages[place] = AccessStage.Members;
                break;
            case ChannelChange { After: null }:
                _stages[place] = AccessStage.Narrow;
                break;
            default:
                PutApart(place, AccessStage.Narrow, AccessStage.Widen);
                break;
        }
    }

    private void PutApart(int place, AccessStage narrow, AccessStage widen)
    {
        switch (_changes[place])
        {
            case Change when _following.Contains(place):
                _stages[place] = widen;
                break;
            case RoleChange { Before.Permissions: { } before, After.Permissions: { } after } role:
                PutRole(place, role, before, after, narrow, widen);
                break;
            case ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } channel:
                PutChannel(place, channel, before, Left(after), narrow, widen);
                break;
            case ChannelChange:
                _stages[place] = widen;
                break;
        }
    }

    private void PutRole(int place, RoleChange role, Permissions before, Permissions after, AccessStage narrow, AccessStage widen)
    {
        var kept = before & after;
        if (kept == before || kept == after)
        {
            _stages[place] = kept == before ? widen : narrow;
            return;
        }

        Part(
            place,
            role with { Before = new RoleState { Permissions = before }, After = new RoleState { Permissions = kept }, DependsOn = [], ForcedBy = Reason },
            role with { Before = role.Before! with { Permissions = kept } },
            narrow,
            widen);
    }

    /// <summary>What is taken need not wait for what the plan makes, such as a category to go into; what a new role is denied waits for the role.</summary>
    private void PutChannel(int place, ChannelChange channel, IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after, AccessStage narrow, AccessStage widen)
    {
        var between = Narrowed(before, after);
        var giving = channel with { Before = channel.Before! with { Overwrites = Left(between) }, After = channel.After! with { Overwrites = after } };
        if (ChannelFields.SameOverwrites(between, before))
        {
            (_changes[place], _stages[place]) = (ChannelFields.Same(giving.Before!, giving.After!) ? channel : giving, widen);
            return;
        }

        _between[channel.Channel] = between;
        int[] makers = [.. channel.DependsOn.Where(d => _changes[d] is RoleChange { Before: null })];
        if (ChannelFields.Same(giving.Before!, giving.After!) || (ChannelFields.SameOverwrites(between, after) && makers.Length == channel.DependsOn.Count))
        {
            (_changes[place], _stages[place]) = (channel with { After = channel.After! with { Overwrites = between } }, narrow);
            return;
        }

        Part(
            place,
            channel with { Before = new ChannelState { Overwrites = before }, After = new ChannelState { Overwrites = between }, DependsOn = makers, ForcedBy = Reason },
            giving,
            narrow,
            widen);
    }

    private void Part(int place, Change taking, Change giving, AccessStage narrow, AccessStage widen)
    {
        // Who depended on the change depends on what it leads to.
        var last = _changes.Count;
        for (var i = 0; i < _changes.Count; i++)
        {
            if (_changes[i].DependsOn.Contains(place))
            {
                _changes[i] = _changes[i] with { DependsOn = [.. _changes[i].DependsOn.Select(d => d == place ? last : d)] };
            }
        }

        (_changes[place], _stages[place]) = (taking, narrow);
        Append(giving with { DependsOn = [.. giving.DependsOn, place] }, widen, place);
    }

    private void Append(Change change, AccessStage stage, int origin)
    {
        _changes.Add(change);
        _stages.Add(stage);
        _origins.Add(origin);
    }

    private OverwriteState[] Left(IReadOnlyList<OverwriteState> overwrites) => [.. overwrites.Where(o => !_goes.Contains(o.Id.Value))];

    private Id<Role>[] Left(IReadOnlyList<Id<Role>> roles) => [.. roles.Where(r => !_goes.Contains(r.Value))];

    /// <summary>Overwrites that allow what both allow and deny what either denies.</summary>
    private static IReadOnlyList<OverwriteState> Narrowed(IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        var earlier = before.ToDictionary(o => o.Id);
        var later = after.ToDictionary(o => o.Id);
        var between = new List<OverwriteState>();
        foreach (var id in earlier.Keys.Union(later.Keys).Order())
        {
            var (was, becomes) = (earlier.GetValueOrDefault(id), later.GetValueOrDefault(id));
            var allow = (was?.Allow ?? 0) & (becomes?.Allow ?? 0);
            var deny = ((was?.Deny ?? 0) | (becomes?.Deny ?? 0)) & ~allow;
            if (allow != 0 || deny != 0 || (was is not null && becomes is not null))
            {
                between.Add(new OverwriteState(id, (becomes ?? was)!.Type, allow, deny));
            }
        }

        return between;
    }
}
