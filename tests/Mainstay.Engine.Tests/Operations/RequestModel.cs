using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>
/// What is wanted of a guild, wish by wish, and the requests that it takes at least, worked out from Discord's routes alone: it knows neither the engine's kinds nor its
/// planner.
/// </summary>
internal sealed class RequestModel
{
    private const int BansAtOnce = 200;

    private static readonly DateTimeOffset Later = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Change> _wishes = [];
    private readonly Random _random;

    private RequestModel(Random random) => _random = random;

    /// <summary>The requests, each route as often as it is needed.</summary>
    public List<string> Least { get; } = [];

    public int Members { get; private set; }

    public int Bans { get; private set; }

    /// <summary>A draft of single wishes in any order, as planners that know nothing of each other would hand them in.</summary>
    public IReadOnlyList<Change> Draft { get; private set; } = [];

    public static RequestModel Any(Random random, int members, int bans)
    {
        var model = new RequestModel(random);
        for (var i = 0; i < members; i++)
        {
            model.WishOf(new Id<User>((ulong)(1_000 + i)));
        }

        model.WishBans(bans);
        model.WishOrders(random.Next(4));
        var all = model._wishes.ToArray();
        if (random.Next(2) == 0)
        {
            Shuffle(random, all);
        }

        model.Draft = all;
        return model;
    }

    private void WishOf(Id<User> member)
    {
        Members++;
        Id<Role>[] held = [.. Enumerable.Range(1, 12).Where(_ => _random.Next(3) == 0).Select(i => new Id<Role>((ulong)i * 10))];
        var others = Enumerable.Range(1, 12).Select(i => new Id<Role>((ulong)i * 10)).Except(held).ToArray();
        var (given, taken) = (others.Take(_random.Next(3)).ToArray(), held.Take(_random.Next(3)).ToArray());
        foreach (var role in given)
        {
            Wish(new MemberRolesChange { Member = member, Before = held, After = [.. held.Append(role).Order()], Reason = "a rank" });
        }

        foreach (var role in taken)
        {
            Wish(new MemberRolesChange { Member = member, Before = held, After = [.. held.Where(r => r != role)], Reason = "a job" });
        }

        var others2 = 0;
        if (_random.Next(4) == 0)
        {
            others2++;
            Wish(new MemberChange { Member = member, Before = new MemberState { Nick = "" }, After = new MemberState { Nick = "Ada" }, Reason = "a name" });
        }

        if (_random.Next(8) == 0)
        {
            others2++;
            Wish(new MemberChange { Member = member, Before = new MemberState { TimeoutUntil = DateTimeOffset.UnixEpoch }, After = new MemberState { TimeoutUntil = Later }, Reason = "a case" });
        }

        switch (given.Length + taken.Length, others2)
        {
            case (0, 0):
                break;
            case (1, 0):
                Least.Add(given.Length == 1 ? "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}" : "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}");
                break;
            default:
                Least.Add("PATCH /guilds/{guild_id}/members/{user_id}");
                break;
        }
    }

    private void WishBans(int count)
    {
        Bans = count;
        for (var done = 0; done < count;)
        {
            var some = Math.Min(count - done, _random.Next(1, 40));
            Wish(new BansChange { Users = [.. Enumerable.Range(done, some).Select(i => new Id<User>((ulong)(500_000 + i)))], Banned = true, Reason = "a raid" });
            done += some;
        }

        for (var left = count; left > 0; left -= BansAtOnce)
        {
            Least.Add(left == 1 ? "PUT /guilds/{guild_id}/bans/{user_id}" : "POST /guilds/{guild_id}/bulk-ban");
        }
    }

    // One order follows on another; between others' wishes they stay in their own order.
    private void WishOrders(int count)
    {
        Id<Role>[] order = [.. Enumerable.Range(1, 12).Select(i => new Id<Role>((ulong)i * 10))];
        for (var i = 0; i < count; i++)
        {
            var next = order.ToArray();
            var from = _random.Next(next.Length - 1);
            (next[from], next[from + 1]) = (next[from + 1], next[from]);
            Wish(new RoleOrderChange { Guild = new Id<Guild>(1), Before = order, After = next, Reason = "an order" });
            order = next;
        }

        if (count > 0)
        {
            Least.Add("PATCH /guilds/{guild_id}/roles");
        }
    }

    private void Wish(Change change) => _wishes.Add(change);

    private static void Shuffle(Random random, Change[] wishes)
    {
        var orders = new Queue<Change>(wishes.Where(w => w is RoleOrderChange));
        random.Shuffle(wishes);
        for (var i = 0; i < wishes.Length; i++)
        {
            wishes[i] = wishes[i] is RoleOrderChange ? orders.Dequeue() : wishes[i];
        }
    }
}
