using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>What holds of every guild, every set of claims, and every actor.</summary>
public sealed class RolePlannerProperties
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void After_a_plan_is_applied_the_second_plan_is_empty() => Check(scene =>
    {
        var first = scene.Plan();
        scene.Apply(first.Changes.Cast<MemberRolesChange>());

        scene.Plan().Changes.ShouldBeEmpty();
    });

    [Fact]
    public void Undo_restores_every_member() => Check(scene =>
    {
        var before = scene.Roles();
        var plan = scene.Plan().Changes.Cast<MemberRolesChange>().ToArray();
        scene.Apply(plan);
        scene.Apply(plan.Reverse().Select(c => c with { Before = c.After, After = c.Before }));

        scene.Roles().ShouldBe(before);
    });

    [Fact]
    public void No_change_touches_what_stands_at_or_above_the_actor_or_Mainstay() => Check(scene =>
    {
        var reach = Reaches.Of(scene.Image(), scene.Actor);
        foreach (var change in scene.Plan().Changes.Cast<MemberRolesChange>())
        {
            change.Given.Concat(change.Taken).ShouldAllBe(r => reach.Of(r) == RoleReach.Free);
        }
    });

    [Fact]
    public void The_same_input_gives_the_same_plan_in_whatever_order_the_claims_come() => Check(scene =>
    {
        var plan = Flat(scene.Plan());
        Flat(scene.Plan()).ShouldBe(plan);
        Flat(scene.Plan(reversed: true)).ShouldBe(plan);
    });

    [Fact]
    public void Only_declared_ranks_change_and_nobody_without_a_record_is_touched() => Check(scene =>
    {
        foreach (var change in scene.Plan().Changes.Cast<MemberRolesChange>())
        {
            change.Given.Concat(change.Taken).ShouldAllBe(r => scene.Ranks.Contains(r.Value));
            scene.Claims.ShouldContain(c => c.Member == change.Member);
        }
    });

    private static string[] Flat(Draft draft) =>
    [
        .. draft.Changes.Cast<MemberRolesChange>().Select(c => $"{c.Member}: {string.Join(',', c.Before)} > {string.Join(',', c.After)} {c.Reason} {c.Risk}"),
        .. draft.Findings.Select(f => f.ToString()),
    ];

    private static void Check(Action<Scene> property) => Prop.ForAll(Scenes().ToArbitrary(), property).Check(Cases);

    private static Gen<Scene> Scenes() =>
        from roles in Gen.Choose(2, 24)
        from ranks in Gen.Choose(1, roles)
        from members in Gen.Choose(1, 60)
        from seed in Gen.Choose(1, int.MaxValue)
        from mainstay in Gen.Choose(1, roles + 4)
        select new Scene(roles, ranks, members, mainstay, seed);

    /// <summary>A random guild with random drift. Role ids begin at 100, members' at 1,000.</summary>
    private sealed class Scene
    {
        private readonly GuildBuilder _guild;
        private readonly int _description;

        public Scene(int roles, int ranks, int members, int mainstay, int seed)
        {
            var random = new System.Random(seed);
            _description = seed;
            _guild = new GuildBuilder(mainstayPosition: mainstay);
            for (var i = 0; i < roles; i++)
            {
                _guild.Role(100 + (ulong)i, 1 + random.Next(roles), managed: random.Next(12) == 0);
            }

            Ranks = [.. Enumerable.Range(0, ranks).Select(i => 100 + (ulong)i)];
            for (var i = 0; i < members; i++)
            {
                _guild.Member(1_000 + (ulong)i, [.. Enumerable.Range(0, roles).Where(_ => random.Next(4) == 0).Select(r => 100 + (ulong)r)]);
            }

            Claims =
            [
                .. Enumerable.Range(0, members + 5).Where(_ => random.Next(2) == 0).SelectMany(i => Enumerable.Range(0, 1 + random.Next(2)).Select(_ => new RoleClaim(
                    new(1_000 + (ulong)i),
                    random.Next(6) == 0 ? default : new(Ranks[random.Next(ranks)]),
                    random.Next(3) == 0 ? ClaimMode.Additive : ClaimMode.Exclusive,
                    "because"))),
            ];
            Actor = random.Next(2) == 0
                ? new Actor { User = GuildBuilder.Owner }
                : new Actor { User = new(1_000), Roles = [.. Roles().GetValueOrDefault(1_000UL, "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => Id<Role>.Parse(r))] };
        }

        public ulong[] Ranks { get; }

        public RoleClaim[] Claims { get; }

        public Actor Actor { get; }

        public GuildImage Image() => _guild.Build();

        public Draft Plan(bool reversed = false)
        {
            var image = Image();
            var set = new ClaimSet
            {
                Source = "staff",
                Title = "the staff records",
                Roles = [.. Ranks.Select(r => new GovernedRole(new(r), $"rank {r}"))],
                Claims = reversed ? [.. Claims.Reverse()] : Claims,
            };
            return RolePlannerTests.Compare(image, [set], Actor);
        }

        public void Apply(IEnumerable<MemberRolesChange> changes)
        {
            foreach (var change in changes)
            {
                Image().Members.TryGet(change.Member, out var member).ShouldBeTrue();
                member.Roles.ToArray().ShouldBe(change.Before);
                _guild.Member(change.Member.Value, [.. change.After.Select(r => r.Value)]);
            }
        }

        public SortedDictionary<ulong, string> Roles()
        {
            var roles = new SortedDictionary<ulong, string>();
            foreach (var member in Image().Members)
            {
                roles[member.Id.Value] = string.Join(',', member.Roles.ToArray());
            }

            return roles;
        }

        public override string ToString() => $"seed {_description}";
    }
}
