using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// The changes of a plan as they are put in order: as planned, taken apart into what is taken and what is given, or put in stages. What is taken apart gives at the end
/// of the list, so that the places of all others stay.
/// </summary>
internal sealed class AccessParts
{
    private const string Reason = "takes rights before others are given, so that nobody can do more in between";

    private readonly GuildImage _image;
    private readonly List<Change> _changes;
    private readonly List<AccessStage> _stages;
    private readonly List<int> _origins;

    /// <summary>The roles that go, of those in stages.</summary>
    private readonly HashSet<ulong> _goes;

    /// <summary>What is left of a channel's overwrites when the stage of narrowing has ended.</summary>
    private readonly Dictionary<Id<Channel>, IReadOnlyList<OverwriteState>> _between = [];

    /// <param name="image">The guild as it is.</param>
    /// <param name="plan">The changes as planned.</param>
    /// <param name="apart">Places of roles and channels that are taken apart.</param>
    /// <param name="staged">Places of changes that are put in stages. What names a role that goes in them is put in stages as well.</param>
    public AccessParts(GuildImage image, IReadOnlyList<Change> plan, IReadOnlySet<int> apart, IReadOnlySet<int> staged)
    {
        _image = image;
        _changes = [.. plan];
        _stages = [.. plan.Select(_ => AccessStage.None)];
        _origins = [.. Enumerable.Range(0, plan.Count)];
        int[] deletions = [.. staged.Where(i => plan[i] is RoleChange { After: null }).Order()];
        _goes = [.. deletions.Select(i => plan[i].Target.Id)];
        for (var place = 0; place < plan.Count; place++)
        {
            if (staged.Contains(place) || NamesWhatGoes(plan[place]))
            {
                Put(place, inStages: true);
            }
            else if (apart.Contains(place))
            {
                Put(place, inStages: false);
            }
        }

        PutDeletions(deletions);
    }

    public IReadOnlyList<Change> Changes => _changes;

    public IReadOnlyList<AccessStage> Stages => _stages;

    /// <summary>Which change of the plan each is, or is a part of, or was made for.</summary>
    public IReadOnlyList<int> Origins => _origins;

    /// <summary>Whether it is about a role that goes, or about somebody who holds it: then one of the two has to wait for the other.</summary>
    private bool NamesWhatGoes(Change change) => _goes.Count > 0 && change switch
    {
        ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } => before.Concat(after).Any(o => _goes.Contains(o.Id.Value)),
        MemberRolesChange member => member.Before.Concat(member.After).Any(r => _goes.Contains(r.Value)),
        MemberChange { Before.Roles: { } before, After.Roles: { } after } => before.Concat(after).Any(r => _goes.Contains(r.Value)),
        _ => false,
    };

    private void Put(int place, bool inStages)
    {
        var (narrow, widen) = inStages ? (AccessStage.Narrow, AccessStage.Widen) : (AccessStage.None, AccessStage.None);
        switch (_changes[place])
        {
            case RoleChange { Before.Permissions: { } before, After.Permissions: { } after } role:
                PutRole(place, role, before, after, narrow, widen);
                break;
            case ChannelChange { After: null }:
                _stages[place] = narrow;
                break;
            case ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } channel:
                PutChannel(place, channel, before, Left(after), narrow, widen);
                break;
            case ChannelChange:
                _stages[place] = widen;
                break;
            case MemberRolesChange member:
                // A role that goes is taken from them here, so that its deletion finds them as they are to be.
                _changes[place] = member with { After = Left(member.After) };
                _stages[place] = AccessStage.Members;
                break;
            case MemberChange { After.Roles: { } after } member:
                _changes[place] = member with { After = member.After with { Roles = Left(after) } };
                _stages[place] = AccessStage.Members;
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
        int[] makers = [.. channel.DependsOn.Where(d => _changes[d] is RoleChange { Before: null })];
        var giving = channel with { Before = channel.Before! with { Overwrites = Left(between) }, After = channel.After! with { Overwrites = after } };
        if (ChannelFields.SameOverwrites(between, before))
        {
            (_changes[place], _stages[place]) = (giving, widen);
            return;
        }

        _between[channel.Channel] = between;
        if (ChannelFields.SameOverwrites(between, after) && makers.Length == channel.DependsOn.Count)
        {
            (_changes[place], _stages[place]) = (channel with { After = giving.After }, narrow);
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

    /// <summary>Where several roles go, none grants anything any more when the first goes: it may lift what it denied to who holds others of them.</summary>
    private void PutDeletions(IReadOnlyList<int> places)
    {
        if (places.Count > 1)
        {
            foreach (var place in places)
            {
                NarrowOverwrites(place, (RoleChange)_changes[place]);
            }
        }

        foreach (var place in places)
        {
            var role = (RoleChange)_changes[place];
            var before = role.Before! with { Overwrites = role.Before!.Overwrites is { } overwrites ? [.. overwrites.SelectMany(Standing)] : null };
            if (places.Count > 1 && before.Permissions is { } permissions and not 0)
            {
                before = before with { Permissions = 0 };
                Append(
                    role with { Before = new RoleState { Permissions = permissions }, After = new RoleState { Permissions = 0 }, Risk = Risk.Elevated, DependsOn = [], ForcedBy = Reason },
                    AccessStage.Narrow,
                    place);
            }

            (_changes[place], _stages[place]) = (role with { Before = before }, AccessStage.Deletions);
        }
    }

    private void NarrowOverwrites(int place, RoleChange role)
    {
        foreach (var channel in (role.Before!.Overwrites ?? []).Where(o => o.Overwrite.Allow != 0).Select(o => o.Channel))
        {
            // What the role is allowed in a channel that goes as well goes with that channel.
            if (_between.ContainsKey(channel) || _changes.Any(c => c is ChannelChange { After: null } gone && gone.Channel == channel) || _image.Channels.Find(channel) is not { } found || GuildImage.IsHidden(found))
            {
                continue;
            }

            var standing = ObjectStates.Of(found).Overwrites!;
            OverwriteState[] between = [.. standing.Select(o => _goes.Contains(o.Id.Value) ? o with { Allow = 0 } : o)];
            _between[channel] = between;
            Append(
                new ChannelChange { Channel = channel, Before = new ChannelState { Overwrites = standing }, After = new ChannelState { Overwrites = between }, Reason = role.Reason, ForcedBy = Reason },
                AccessStage.Narrow,
                place);
        }
    }

    private void Append(Change change, AccessStage stage, int origin)
    {
        _changes.Add(change);
        _stages.Add(stage);
        _origins.Add(origin);
    }

    /// <summary>What is left of an overwrite when its role goes.</summary>
    private IEnumerable<ChannelOverwrite> Standing(ChannelOverwrite overwrite) =>
        !_between.TryGetValue(overwrite.Channel, out var between) ? [overwrite]
        : between.FirstOrDefault(o => o.Id == overwrite.Overwrite.Id) is { } left ? [overwrite with { Overwrite = left }]
        : [];

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
