using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations.Access;

internal sealed partial class World
{
    private const int MostRolesMade = 2;
    private const int MostChannelsMade = 1;

    /// <summary>Another state, and the changes that lead there: what makes roles first, the rest in any order.</summary>
    public (IReadOnlyList<Change> Changes, World After) Drift(Random random)
    {
        var after = Copy();
        var makers = new List<Change>();
        var changes = new List<Change>();
        var doomed = random.Next(3) == 0 ? _roles.Keys.Where(r => r != Guild && random.Next(2) == 0).ToHashSet() : [];
        var leaving = _channels.Keys.Where(_ => random.Next(8) == 0).ToHashSet();
        for (var i = 1; i <= random.Next(-4, MostRolesMade + 1); i++)
        {
            after._roles[(ulong)i] = Some(random);
            makers.Add(new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = "new", Permissions = after._roles[(ulong)i] }, Reason = "" });
        }

        foreach (var (id, was) in _roles.Where(r => !doomed.Contains(r.Key) && random.Next(2) == 0).ToArray())
        {
            after._roles[id] = id == Guild ? Some(random) & ~Permissions.Administrator : Some(random);
            changes.Add(new RoleChange { Role = new Id<Role>(id), Before = new RoleState { Permissions = was }, After = new RoleState { Permissions = after._roles[id] }, Reason = "" });
        }

        foreach (var (id, was) in _channels.Where(c => !leaving.Contains(c.Key) && random.Next(2) == 0).ToArray())
        {
            after._channels[id] = after.Wanted(random, doomed);
            if (!ChannelFields.SameOverwrites(after._channels[id], was))
            {
                changes.Add(new ChannelChange { Channel = new Id<Channel>(id), Before = new ChannelState { Overwrites = was }, After = new ChannelState { Overwrites = after._channels[id] }, Reason = "" });
            }
        }

        if (random.Next(4) == 0)
        {
            after._channels[50] = after.Wanted(random, doomed);
            changes.Add(new ChannelChange { Channel = Provisional.Id<Channel>(50), After = new ChannelState { Name = "new", Overwrites = after._channels[50] }, Reason = "" });
        }

        foreach (var id in leaving)
        {
            changes.Add(new ChannelChange { Channel = new Id<Channel>(id), Before = new ChannelState { Overwrites = _channels[id] }, Reason = "" });
            after._channels.Remove(id);
        }

        foreach (var (id, was) in _members.Where(_ => random.Next(2) == 0).ToArray())
        {
            // What becomes of a role that goes is the deletion's doing, or is said here as well.
            after._members[id] = [.. random.Next(2) == 0 ? after.Roles(random).Except(doomed) : after.Roles(random).Where(r => !doomed.Contains(r) || was.Contains(r))];
            changes.AddRange(after.Member(id, was, random));
        }

        foreach (var role in doomed)
        {
            var deletion = Deletion(role);
            changes.Add(deletion);
            after.Apply(deletion);
        }

        Change[] all = [.. makers, .. changes.OrderBy(_ => random.Next())];
        return ([.. all.Select(c => c with { DependsOn = [.. makers.Select((m, i) => (m.Target.Id, i)).Where(m => Names(c, m.Id)).Select(m => m.i)] })], after);
    }

    private IEnumerable<Change> Member(ulong id, ulong[] was, Random random)
    {
        if (random.Next(4) == 0)
        {
            var wasOut = _timedOut.Contains(id);
            if (!(wasOut ? _timedOut.Remove(id) : _timedOut.Add(id)))
            {
                throw new InvalidOperationException();
            }

            yield return new MemberChange
            {
                Member = new Id<User>(id),
                Before = new MemberState { Roles = Ids(was), TimeoutUntil = wasOut ? Later : DateTimeOffset.UnixEpoch },
                After = new MemberState { Roles = Ids(_members[id]), TimeoutUntil = wasOut ? DateTimeOffset.UnixEpoch : Later },
                Reason = "",
            };
        }
        else if (!_members[id].SequenceEqual(was))
        {
            yield return new MemberRolesChange { Member = new Id<User>(id), Before = Ids(was), After = Ids(_members[id]), Reason = "" };
        }
    }

    private OverwriteState[] Wanted(Random random, HashSet<ulong> doomed) => [.. Overwrites(random).Where(o => !doomed.Contains(o.Id.Value))];

    private static bool Names(Change change, ulong role) => change switch
    {
        ChannelChange { After.Overwrites: { } overwrites } => overwrites.Any(o => o.Id.Value == role),
        MemberRolesChange member => member.After.Any(r => r.Value == role),
        MemberChange member => member.After.Roles!.Any(r => r.Value == role),
        _ => false,
    };
}
