using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>People: whom to act as, the member list, joining.</summary>
internal sealed class PeopleRoutes : IRouteSet
{
    private const int Many = 20_000;

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/people", People, RouteAccess.Open);
        routes.Map("GET", "/guilds/{guild_id}/members", Members);
        routes.Map("GET", "/guilds/{guild_id}/people/{user_id}", Person);
        routes.Map("POST", "/guilds/{guild_id}/join", Join);
        routes.Map("POST", "/guilds/{guild_id}/leave", Leave);
    }

    /// <summary>Whom to act as: without a query the people a tester wants first, owner, administrators, someone of each shown role, ordinary members.</summary>
    private static RestReply People(RestCall call)
    {
        var guild = call.QueryId<Guild>("guild") is { } id ? call.World.Guild(id) ?? throw Refusals.UnknownGuild : call.World.Guilds.First;
        if (guild is null)
        {
            return RestReply.Ok(new { people = Array.Empty<PersonView>() });
        }

        var limit = call.QueryInt("limit", 1, 100, 30);
        var query = call.Query("query")?.Trim() ?? "";
        var people = query.Length == 0 ? Suggested(guild) : Search(guild, query).Where(m => !m.User.IsBot).Select(m => PersonViews.Of(guild, m)).Concat(Outside(guild, query));
        return RestReply.Ok(new { people = people.Take(limit).ToArray() });
    }

    private static IEnumerable<PersonView> Suggested(WorldGuild guild)
    {
        var owner = guild.Member(guild.OwnerId);
        var some = guild.Members.All().Take(Many).Where(m => !m.User.IsBot && m != owner).ToArray();
        var administrators = some.Where(m => PersonViews.IsAdministrator(guild, m)).Take(4).ToArray();
        var staff = guild.RolesInOrder.Reverse().Where(r => r.Hoist).SelectMany(r => some.Where(m => m.Has(r.Id) && !administrators.Contains(m)).Take(2)).Distinct().Take(14);
        var ordinary = some.Where(m => PersonViews.IsOrdinary(guild, m)).Take(4);
        return new[] { owner }.OfType<WorldMember>().Concat(administrators).Concat(staff).Concat(ordinary).DistinctBy(m => m.Id).Select(m => PersonViews.Of(guild, m)).Concat(Outside(guild, "").Take(3));
    }

    private static IEnumerable<PersonView> Outside(WorldGuild guild, string query) => guild.World.Users.All()
        .Where(u => !u.IsBot && guild.Member(u.Id) is null && (u.Username.Contains(query, StringComparison.OrdinalIgnoreCase) || u.DisplayName.Contains(query, StringComparison.OrdinalIgnoreCase)))
        .Take(20)
        .Select(u => PersonViews.Of(guild, u));

    private static RestReply Members(RestCall call)
    {
        var guild = ViewRoutes.GuildOf(call);
        var query = call.Query("query")?.Trim() ?? "";
        var limit = call.QueryInt("limit", 1, 2_000, 60);
        var offset = call.QueryInt("offset", 0, int.MaxValue, 0);
        var role = call.QueryId<Role>("role");
        if (query.Length > 0 || role is not null)
        {
            var found = Search(guild, query).Where(m => role is not { } wanted || m.Has(wanted) || wanted == guild.EveryoneId).ToArray();
            return RestReply.Ok(new { total = found.Length, members = found.Skip(offset).Take(limit).Select(m => PersonViews.Of(guild, m)).ToArray() });
        }

        return RestReply.Ok(new
        {
            total = guild.Members.Count,
            members = (guild.Members.Count > Many ? guild.Members.All().Select(m => (Member: m, Group: (Role?)null, Count: 0)) : Grouped(guild))
                .Skip(offset).Take(limit)
                .Select(m => PersonViews.Of(guild, m.Member) with { Group = m.Group?.Name, GroupCount = m.Group is null ? null : m.Count })
                .ToArray(),
        });
    }

    // As Discord draws the list: by the highest role that is shown separately, then by name.
    private static IEnumerable<(WorldMember Member, Role? Group, int Count)> Grouped(WorldGuild guild) => guild.Members.All()
        .GroupBy(m => m.Roles.Select(r => guild.Roles[r]).Where(r => r.Hoist).MaxBy(r => r.Position))
        .OrderByDescending(g => g.Key?.Position ?? -1)
        .SelectMany(g => g.OrderBy(m => m.DisplayName, StringComparer.OrdinalIgnoreCase).Select(m => (m, g.Key, g.Count())));

    private static IEnumerable<WorldMember> Search(WorldGuild guild, string query)
    {
        var wanted = query.TrimStart('@');
        var all = guild.Members.All();
        return wanted.Length == 0
            ? all
            : all.Select(m => (Member: m, Rank: RankOf(m, wanted))).Where(m => m.Rank > 0).OrderByDescending(m => m.Rank).ThenBy(m => m.Member.DisplayName, StringComparer.OrdinalIgnoreCase).Select(m => m.Member);
    }

    private static int RankOf(WorldMember member, string query) =>
        Math.Max(RankOf(member.User.Username, query), Math.Max(RankOf(member.Nick, query), RankOf(member.User.GlobalName, query)))
        + (member.Id.ToString() == query ? 9 : 0);

    private static int RankOf(string? name, string query) => name?.IndexOf(query, StringComparison.OrdinalIgnoreCase) switch
    {
        null or < 0 => 0,
        0 => name.Length == query.Length ? 4 : 3,
        var at => char.IsLetterOrDigit(name[at.Value - 1]) ? 1 : 2,
    };

    private static RestReply Person(RestCall call)
    {
        var guild = ViewRoutes.GuildOf(call);
        return RestReply.Ok(PersonViews.Of(guild, call.World.User(call.Id<User>("user_id")) ?? throw Refusals.UnknownUser));
    }

    /// <summary>Lets somebody join: a person of the world who is outside, or a new one by name.</summary>
    private static RestReply Join(RestCall call)
    {
        var guild = ViewRoutes.GuildOf(call);
        var form = BodyReader.Of(call.Body);
        var id = form.Id<User>("user").Or(null);
        var name = form.Text("name", 32, 2, trim: true).Or(null);
        form.ThrowIfWrong();
        var user = id is { } known ? call.World.User(known) ?? throw Refusals.UnknownUser : name is { } fresh ? NewPerson(call.World, fresh) : ViewRoutes.Person(call);
        if (guild.Member(user.Id) is not null)
        {
            throw new ClientRefusal($"{user.DisplayName} is in the server already.");
        }

        return RestReply.Ok(PersonViews.Of(guild, guild.Join(user)));
    }

    private static RestReply Leave(RestCall call)
    {
        var guild = ViewRoutes.GuildOf(call);
        if (guild.OwnerId == call.Actor)
        {
            throw new ClientRefusal("The owner cannot leave the server.");
        }

        guild.Leave(call.Actor);
        return RestReply.NoContent;
    }

    private static WorldUser NewPerson(DiscordWorld world, string name)
    {
        var username = string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'));
        username = username.Length >= 2 ? username : $"user{world.Users.Count}";
        if (world.Users.All().Any(u => u.Username == username))
        {
            throw new ClientRefusal($"The username {username} is taken.");
        }

        return World.WorldBuilding.AddPerson(world, username, name == username ? null : name);
    }
}
