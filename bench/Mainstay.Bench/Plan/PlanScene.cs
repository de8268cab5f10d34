using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Bench.Plan;

/// <summary>A guild whose members hold 3 to 7 of 250 roles each, and records that say something else of one in twenty.</summary>
internal sealed class PlanScene
{
    public const int Roles = 250;
    private const ulong FirstRole = 900_000_000_000_000_000;
    private static readonly Id<User> Owner = new(100);
    private static readonly Id<User> Bot = new(200);

    public PlanScene(int members, bool sideBySide, int seed)
    {
        var random = new Random(seed);
        Guild = new Id<Guild>(800_000_000_000_000_000);
        Writer = new GuildImageWriter(Guild, Bot);
        Writer.SetGuild(Wire.Guild(Guild, Owner));
        Role(Guild.Value, 0, Permissions.None);
        Role(FirstRole - 1, Roles + 1, Permissions.ManageRoles);
        for (var i = 0; i < Roles; i++)
        {
            Role(FirstRole + (ulong)i, i + 1, i < 5 ? Permissions.KickMembers : Permissions.None);
        }

        Writer.Upsert(new MemberData { Id = Bot.Value, Username = "mainstay"u8, Roles = [FirstRole - 1], Bot = true });
        var claims = new List<RoleClaim>(members * 6);
        var order = Enumerable.Range(0, members).ToArray();
        var first = Snowflake.At(new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var roles = new ulong[8];
        for (var i = 0; i < members; i++)
        {
            var count = random.Next(3, 8);
            Draw(random, roles, count);
            var id = first + ((ulong)i << 38) + (ulong)random.NextInt64(1L << 37);
            Writer.Upsert(new MemberData { Id = id, Username = "somebody"u8, Roles = roles.AsSpan(0, count), JoinedAt = 1_700_000_000_000 });
            if (random.Next(20) == 0)
            {
                Drift(random, roles, ref count);
                Differing++;
            }

            for (var r = 0; r < count; r++)
            {
                claims.Add(new RoleClaim(new Id<User>(id), new Id<Role>(roles[r]), ClaimMode.Exclusive, "on staff"));
            }
        }

        var known = new Completeness(Extent.Complete, "the benchmark says so");
        (Writer.ObjectsCompleteness, Writer.MembersCompleteness) = (known, known);
        Claims = sideBySide ? Grouped(claims, random) : [.. claims];
        if (!sideBySide)
        {
            random.Shuffle(Claims);
        }
    }

    public Id<Guild> Guild { get; }

    public GuildImageWriter Writer { get; }

    public RoleClaim[] Claims { get; }

    public int Differing { get; }

    public Actor Actor { get; } = new() { User = Owner };

    public ClaimSet Set() => new()
    {
        Source = "staff",
        Title = "the staff records",
        Roles = [.. Enumerable.Range(0, Roles).Select(i => new GovernedRole(new Id<Role>(FirstRole + (ulong)i), $"the rank {i}"))],
        Claims = Claims,
    };

    private void Role(ulong id, int position, Permissions permissions) => Writer.PutRole(new Role
    {
        Id = new Id<Role>(id),
        Name = $"role {position}",
        Color = 0,
        Hoist = false,
        Position = position,
        Permissions = permissions,
        Managed = false,
        Mentionable = false,
    });

    private static void Draw(Random random, ulong[] roles, int count)
    {
        for (var i = 0; i < count;)
        {
            var role = FirstRole + (ulong)random.Next(Roles);
            if (!roles.AsSpan(0, i).Contains(role))
            {
                roles[i++] = role;
            }
        }
    }

    // One role too few, one too many, or one that is another.
    private static void Drift(Random random, ulong[] roles, ref int count)
    {
        ulong other;
        do
        {
            other = FirstRole + (ulong)random.Next(Roles);
        }
        while (roles.AsSpan(0, count).Contains(other));
        switch (random.Next(3))
        {
            case 0:
                roles[count++] = other;
                break;
            case 1:
                count--;
                break;
            default:
                roles[0] = other;
                break;
        }
    }

    private static RoleClaim[] Grouped(List<RoleClaim> claims, Random random)
    {
        var groups = claims.GroupBy(c => c.Member).Select(g => g.ToArray()).ToArray();
        random.Shuffle(groups);
        return [.. groups.SelectMany(g => g)];
    }
}
