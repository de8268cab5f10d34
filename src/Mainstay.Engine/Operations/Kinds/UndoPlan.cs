using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// A plan that takes others back, under construction: last change first. Several changes of one member, or of one channel, become one; what is about objects that
/// somebody deleted since is left out, and objects made anew get provisional ids that everything else follows.
/// </summary>
internal sealed class UndoPlan(ChangeKinds kinds, GuildImage? image)
{
    private const string TakeBack = "take back: ";

    private readonly List<Change?> _changes = [];
    private readonly Dictionary<Target, int> _places = [];
    private readonly IdMap _ids = new();
    private readonly List<(Id<Role> Role, int Position, string Reason)> _putBack = [];
    private readonly HashSet<Id<Role>> _goes = [];
    private int _made;

    public GuildImage? Image => image;

    /// <summary>The plan. Roles made anew go to their places in one order, whatever their number.</summary>
    public IReadOnlyList<Change> Changes => [.. _changes.OfType<Change>().Where(IsNeeded).Select(Narrowed), .. Order()];

    public static string Reason(Change change) => change.Reason.StartsWith("Undo: ", StringComparison.Ordinal) ? change.Reason : $"Undo: {change.Reason}";

    /// <summary>What a record's change is called that takes another back; taken back itself, it is the first one again.</summary>
    public static string Summary(string summary) => summary.StartsWith(TakeBack, StringComparison.Ordinal) ? summary[TakeBack.Length..] : TakeBack + summary;

    /// <summary>
    /// Numbers the objects that will be made in the place of deleted ones: whatever names the old one names the new one, wherever it stands in the plan. Counted down
    /// from the highest number, so that they never meet those of a plan that is taken back before it was applied. What is there again, because it was taken back in
    /// part or made anew by others, stays what it is.
    /// </summary>
    public void Deleted(IEnumerable<Change> changes)
    {
        foreach (var old in changes.Select(PlanOrder.DeletedBy).OfType<ulong>().Where(id => !IsThere(new Id<Role>(id)) && !IsThere(new Id<Channel>(id))))
        {
            _ids.Set(old, Provisional.Limit - (ulong)++_made);
        }
    }

    /// <summary>The number of the object made in the place of a deleted one; its own when it is there again.</summary>
    public Id<T> Anew<T>(Id<T> old) => _ids.Of(old);

    public bool IsThere(Id<Role> role) => image?.Roles.Find(role) is not null;

    public bool IsThere(Id<Channel> channel) => image?.Channels.Find(channel) is not null;

    /// <summary>The roles of a member as the plan leaves them so far; null when they are not there. Without an image none are known.</summary>
    public IReadOnlyList<Id<Role>>? RolesOf(Id<User> member) =>
        _places.TryGetValue(Target.Member(member), out var place) && Roles(_changes[place], after: true) is { } planned ? planned
        : image is null ? []
        : image.Members.TryGet(member, out var found) ? found.Roles.ToArray()
        : null;

    /// <summary>The overwrites of a channel as the plan leaves them so far; null when it is hidden or not there. Without an image none are known.</summary>
    public IReadOnlyList<OverwriteState>? OverwritesOf(Id<Channel> channel) =>
        _places.TryGetValue(Target.Channel(channel), out var place) && _changes[place] is ChannelChange { After.Overwrites: { } planned } ? planned
        : image is null ? Anew(channel) == channel ? [] : null
        : image.Channels.Find(channel) is { } found && !GuildImage.IsHidden(found) ? ObjectStates.Of(found).Overwrites
        : null;

    /// <summary>The category that a channel is in.</summary>
    public Id<Channel> ParentOf(Id<Channel> channel) => image?.Channels.Find(channel)?.ParentId.OrDefault() ?? default(Id<Channel>);

    /// <summary>The category that a channel is in as the plan leaves it so far.</summary>
    public Id<Channel> PlannedParentOf(Id<Channel> channel) =>
        _places.TryGetValue(Target.Channel(channel), out var place) && _changes[place] is ChannelChange { After.Parent: { } planned } ? planned
        : _changes.OfType<ChannelOrderChange>().SelectMany(o => o.After).LastOrDefault(p => p.Channel == channel) is { Channel.IsNone: false, Parent: var put } ? put
        : ParentOf(channel);

    /// <summary>Adds a change that stays one of its own.</summary>
    public void AddAlone(Change change) => _changes.Add(kinds.Resolve(change, _ids));

    /// <summary>A role made anew, or there again, goes back to the place that the old one had.</summary>
    public void PutBack(Id<Role> role, int position, string reason) => _putBack.Add((role, position, reason));

    public void Add(Change change)
    {
        var wanted = change with { DependsOn = [], Group = 0, Level = 0, ForcedBy = null };
        if (Remaining(kinds.Resolve(wanted, _ids)) is not { } remaining)
        {
            return;
        }

        if (_places.TryGetValue(remaining.Target, out var place) && _changes[place] is { } earlier && Merged(earlier, remaining) is var (fits, merged) && fits)
        {
            _changes[place] = null;
            _places.Remove(remaining.Target);
            if (merged is null)
            {
                return;
            }

            remaining = merged;
        }

        if (remaining is RoleChange { After: null, Role: var goes })
        {
            _goes.Add(goes);
        }

        _places[remaining.Target] = _changes.Count;
        _changes.Add(remaining);
    }

    /// <summary>What only takes from others what goes anyway, because the plan deletes the role, costs no request of its own.</summary>
    private bool IsNeeded(Change change)
    {
        return change switch
        {
            MemberRolesChange roles => !Left(roles.Before).SequenceEqual(Left(roles.After)),
            ChannelChange { Before: { Overwrites: { } before } was, After: { Overwrites: { } after } becomes } =>
                !ChannelFields.Same(was with { Overwrites = [.. before.Where(Stays)] }, becomes with { Overwrites = [.. after.Where(Stays)] }),
            _ => true,
        };

        IEnumerable<Id<Role>> Left(IReadOnlyList<Id<Role>> roles) => roles.Where(r => !_goes.Contains(r));

        bool Stays(OverwriteState overwrite) => overwrite.Type != OverwriteType.Role || !_goes.Contains(overwrite.Id.Cast<Role>());
    }

    /// <summary>A role goes after what takes it out of channels: what it still has by then is all that goes with it.</summary>
    private Change Narrowed(Change change) => change is RoleChange { After: null, Before: { Overwrites: { } overwrites } before } role
        ? role with { Before = before with { Overwrites = [.. overwrites.Where(o => EditOf(o.Channel)?.After!.Overwrites!.All(k => k.Id != o.Overwrite.Id) != true)] } }
        : change;

    /// <summary>The plan's own edit of a channel's overwrites.</summary>
    private ChannelChange? EditOf(Id<Channel> channel) =>
        _places.TryGetValue(Target.Channel(channel), out var place) && _changes[place] is ChannelChange { Before: not null, After.Overwrites: not null } edit && IsNeeded(edit) ? edit : null;

    private IEnumerable<Change> Order()
    {
        if (_putBack.Count == 0 || image is null)
        {
            return [];
        }

        var before = Orders.Of(image.Roles).Where(r => r.Value != image.Id.Value && !_goes.Contains(r)).ToArray();
        var after = before.Except(_putBack.Select(r => r.Role)).ToList();
        foreach (var (role, position, _) in _putBack.OrderBy(r => r.Position))
        {
            after.Insert(Math.Clamp(position - 1, 0, after.Count), role);
        }

        // Discord puts a new role at the bottom by itself, and what is there again may stand in its place.
        if (after.SequenceEqual(before) || (_putBack.Count == 1 && after[0] == _putBack[0].Role && !IsThere(after[0])))
        {
            return [];
        }

        return [new RoleOrderChange { Guild = image.Id, Before = before, After = after, Reason = _putBack[0].Reason }];
    }

    /// <summary>What is left for objects that are still there; null when nothing is, because what was deleted needs no taking back.</summary>
    private Change? Remaining(Change change) => change switch
    {
        MemberRolesChange roles => roles with { Before = There(roles.Before), After = There(roles.After) } is var left && left.Before.SequenceEqual(left.After) ? null : left,
        MemberChange { Before.Roles: { } before, After.Roles: { } after } member => member with
        {
            Before = member.Before with { Roles = There(before) },
            After = member.After with { Roles = There(after) },
        },
        RoleChange { Before: not null } role => IsGone(role.Role) ? null : role,
        ChannelChange { Before: not null } channel => IsGone(channel.Channel) ? null : Remaining(channel),
        ChannelChange { Before: null, After: { } made } channel => channel with { After = Remaining(made) },
        RoleOrderChange order => order with { Before = There(order.Before), After = There(order.After) } is var left && left.After.Count < 2 ? null : left,
        ChannelOrderChange order => order with { Before = There(order.Before), After = There(order.After) } is var left && (left.After.Count == 0 || left.After.SequenceEqual(left.Before)) ? null : left,
        MessageChange { Before: not null } message => IsGone(message.Channel) ? null : message,
        _ => change,
    };

    private ChannelChange? Remaining(ChannelChange change)
    {
        var left = change with { Before = Remaining(change.Before!), After = change.After is null ? null : Remaining(change.After) };
        return left.After is null || !ChannelFields.Same(left.Before!, left.After) ? left : null;
    }

    private ChannelState Remaining(ChannelState state) => state with
    {
        Overwrites = state.Overwrites?.Where(o => o.Type != OverwriteType.Role || !IsGone(o.Id.Cast<Role>())).ToArray(),
        Parent = state.Parent is { IsNone: false } parent && IsGone(parent) ? default(Id<Channel>) : state.Parent,
    };

    private static (bool Fits, Change? Merged) Merged(Change earlier, Change later) => (earlier, later) switch
    {
        (ChannelChange { Before: { } before, After: not null }, ChannelChange { Before: { } last, After: null } deletion) => (true, deletion with { Before = ChannelFields.Over(last, before) }),
        (RoleChange { Before: { } before, After: not null }, RoleChange { Before: { } last, After: null } deletion) => (true, deletion with { Before = RoleFields.Over(last, before) }),
        (MemberRolesChange or MemberChange, MemberRolesChange or MemberChange) => MemberFields.Merge(earlier, later),
        (ChannelChange { Before: { } before, After: { } between } first, ChannelChange { Before: { } again, After: { } after } second) =>
            ChannelFields.Merge(before, between, again, after) is var (b, a) ? (true, ChannelFields.Same(b, a) ? null : second with { Before = b, After = a, Risk = Worse(first, second) }) : (false, null),
        _ => (false, null),
    };

    private static Risk Worse(Change one, Change other) => one.Risk > other.Risk ? one.Risk : other.Risk;

    private static IReadOnlyList<Id<Role>>? Roles(Change? change, bool after) => change switch
    {
        MemberRolesChange roles => after ? roles.After : roles.Before,
        MemberChange member => (after ? member.After : member.Before).Roles,
        _ => null,
    };

    private Id<Role>[] There(IReadOnlyList<Id<Role>> roles) => [.. roles.Where(r => !IsGone(r))];

    private ChannelPlace[] There(IReadOnlyList<ChannelPlace> places) =>
        [.. places.Where(p => !IsGone(p.Channel)).Select(p => p.Parent is { IsNone: false } && IsGone(p.Parent) ? p with { Parent = default } : p)];

    private bool IsGone(Id<Role> role) => !IsMade(role.Value) && image is not null && image.Roles.IsGone(role);

    private bool IsGone(Id<Channel> channel) => !IsMade(channel.Value) && image is not null && image.Channels.IsGone(channel);

    private bool IsMade(ulong id) => id < Provisional.Limit && id >= Provisional.Limit - (ulong)_made;
}
