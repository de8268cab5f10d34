using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>Whom <c>as</c> means: <c>owner</c>, <c>admin</c>, <c>member</c>, an id, or a name.</summary>
internal sealed class PersonFinder(DiscordWorld world)
{
    public WorldUser Find(string who, Id<Guild>? place)
    {
        var guild = place is { } id ? world.Guild(id) : world.Guilds.First;
        if (guild is null)
        {
            return ById(who) ?? throw new ClientRefusal("There is no server in this sandbox.");
        }

        return who switch
        {
            "owner" => world.User(guild.OwnerId)!,
            "admin" => guild.Members.All().FirstOrDefault(m => PersonViews.IsAdministrator(guild, m))?.User ?? throw new ClientRefusal("This server has no administrator besides its owner."),
            "member" => guild.Members.All().FirstOrDefault(m => PersonViews.IsOrdinary(guild, m))?.User
                ?? guild.Members.All().FirstOrDefault(m => !m.User.IsBot && m.Id != guild.OwnerId && !PersonViews.IsAdministrator(guild, m))?.User
                ?? throw new ClientRefusal("This server has no ordinary member."),
            _ => ById(who) ?? ByName(guild, who) ?? throw new ClientRefusal($"I know nobody called \"{who}\". Use owner, admin, member, a name or an id."),
        };
    }

    private WorldUser? ById(string who) => Id<User>.TryParse(who, out var id) ? world.User(id) : null;

    private WorldUser? ByName(WorldGuild guild, string who)
    {
        var place = guild.Channels.Values.FirstOrDefault();
        var found = place is null ? null : new Naming(place, world.User(guild.OwnerId)!).Person(who);
        var name = who.TrimStart('@');
        return found ?? world.Users.All().FirstOrDefault(u => !u.IsBot && (u.Username == name || u.GlobalName == name));
    }
}
