using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>The planner goes through members as bits and stretches; this model asks the same of each person, one after another, as one would say it.</summary>
public sealed class RolePlannerModel
{
    [Fact]
    public void Small_guilds() => Prop.ForAll(Scenes(0, 40).ToArbitrary(), Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Guilds_of_many_stretches() => Prop.ForAll(Scenes(8_000, 20_000).ToArbitrary(), Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    private static void Agrees(Scene scene)
    {
        var image = scene.Image;
        var draft = RolePlannerTests.Compare(image, scene.Sets);

        draft.Changes.Cast<MemberRolesChange>().Select(c => $"{c.Member}: {string.Join(',', c.Before)} > {string.Join(',', c.After)} {c.Reason}")
            .ShouldBe(scene.Expected());
        draft.Findings.Where(f => f.Check == "roles.no-record").Select(f => f.Subject.Id).Order().ShouldBe(scene.ExpectedWithoutRecord());
    }

    private static Gen<Scene> Scenes(int least, int most) =>
        from members in Gen.Choose(least, most)
        from roles in Gen.Elements(1, 3, 63, 64, 65, 130, 250)
        from seed in Gen.Choose(1, int.MaxValue)
        select new Scene(members, roles, seed);

    private sealed class Scene
    {
        private readonly string _description;
        private readonly HashSet<ulong> _unreachable = [];

        public Scene(int members, int roles, int seed)
        {
            _description = $"{members} members, {roles} roles, seed {seed}";
            var random = new System.Random(seed);
            var guild = new GuildBuilder();
            for (var i = 0; i < roles; i++)
            {
                var managed = random.Next(20) == 0;
                guild.Role(100 + (ulong)i, 1 + (i % 90), managed: managed);
                if (managed)
                {
                    _unreachable.Add(100 + (ulong)i);
                }
            }

            // Ids in lumps, as accounts made by the same wave are, and every third one not in the guild.
            var ids = new List<ulong>();
            var id = 1_000UL;
            for (var i = 0; i < members * 3 / 2; i++)
            {
                id += random.Next(50) == 0 ? (ulong)random.NextInt64(1L << 40) : (ulong)random.Next(1, 4);
                ids.Add(id);
            }

            var staff = new List<RoleClaim>();
            var other = new List<RoleClaim>();
            foreach (var person in ids)
            {
                var held = Enumerable.Range(0, random.Next(6)).Select(_ => 100 + (ulong)random.Next(roles)).Distinct().ToArray();
                if (random.Next(3) != 0)
                {
                    guild.Member(person, held);
                }

                if (random.Next(8) == 0)
                {
                    continue;
                }

                // Mostly what is held; sometimes less, more, twice, of no role or of one that nobody declared.
                foreach (var role in held.Where(_ => random.Next(10) != 0).Concat(random.Next(10) == 0 ? [100 + (ulong)random.Next(roles + 2)] : []).Concat(random.Next(12) == 0 ? [0UL] : []))
                {
                    for (var times = random.Next(15) == 0 ? 2 : 1; times > 0; times--)
                    {
                        (random.Next(4) == 0 ? other : staff).Add(new RoleClaim(
                            new(person), new(role), random.Next(3) == 0 ? ClaimMode.Additive : ClaimMode.Exclusive, $"because {random.Next(3)}"));
                    }
                }
            }

            var claims = staff.ToArray();
            random.Shuffle(claims);
            Image = guild.Build();
            var ranks = Math.Max(1, roles * 4 / 5);
            Sets =
            [
                Set("jobs", roles - (roles / 2), roles, [.. other]),
                Set("staff", 0, ranks, claims),
            ];
        }

        public GuildImage Image { get; }

        public IReadOnlyList<ClaimSet> Sets { get; }

        public IEnumerable<string> Expected()
        {
            var scope = Sets[1].Roles.Select(r => r.Role).ToHashSet();
            var everything = Sets.SelectMany((set, source) => set.Claims.Select(claim => (claim, source))).ToLookup(c => c.claim.Member);
            foreach (var member in Image.Members.AsEnumerable().ToArray())
            {
                var about = everything[member.Id].ToArray();
                var held = member.Roles.ToArray();
                var stripped = held.Where(r => scope.Contains(r) && !about.Any(c => c.claim.Role == r)
                    && about.Any(c => c.claim.Mode == ClaimMode.Exclusive && Sets[c.source].Roles.Any(g => g.Role == r)));
                var given = about.Select(c => c.claim.Role).Where(r => scope.Contains(r) && !held.Contains(r));
                Id<Role>[] after = [.. held.Except(stripped.Where(IsReachable)).Union(given.Where(IsReachable)).Order()];
                if (!after.SequenceEqual(held))
                {
                    var reason = about.OrderByDescending(c => c.source).ThenBy(c => c.claim.Role).ThenBy(c => c.claim.Because, StringComparer.Ordinal).First().claim.Because;
                    yield return $"{member.Id}: {string.Join(',', held)} > {string.Join(',', after)} {reason}";
                }
            }
        }

        public IEnumerable<ulong> ExpectedWithoutRecord()
        {
            var scope = Sets[1].Roles.Select(r => r.Role).ToHashSet();
            var everything = Sets.SelectMany((set, source) => set.Claims.Select(claim => (claim, source))).ToLookup(c => c.claim.Member);
            return Image.Members.AsEnumerable().SelectMany(member => member.Roles.ToArray().Where(r => scope.Contains(r)
                && everything[member.Id].All(c => c.claim.Role != r && !(c.claim.Mode == ClaimMode.Exclusive && Sets[c.source].Roles.Any(g => g.Role == r)))))
                .Select(r => r.Value).Distinct().Order().ToArray();
        }

        public override string ToString() => _description;

        private bool IsReachable(Id<Role> role) => !_unreachable.Contains(role.Value);

        private static ClaimSet Set(string source, int from, int to, RoleClaim[] claims) => new()
        {
            Source = source,
            Title = $"the {source} records",
            Roles = [.. Enumerable.Range(from, to - from).Select(i => new GovernedRole(new(100 + (ulong)i), $"rank {i}"))],
            Claims = claims,
        };
    }
}
