namespace Mainstay.Discord.Tests;

/// <summary>A guild, a member and a channel, made up from a seed: ids are small so that roles, overwrites and users meet often.</summary>
internal sealed record RandomCase(string Kind, Guild Guild, Id<User> User, IReadOnlyList<Id<Role>> Roles, Channel Channel)
{
    private static readonly ChannelType[] Types = [ChannelType.GuildText, ChannelType.GuildVoice, ChannelType.GuildAnnouncement, ChannelType.GuildStageVoice];

    public static RandomCase Make(Random random)
    {
        var guildId = new Id<Guild>(1000);
        var user = new Id<User>(500);
        var roles = new List<Role> { Role(guildId.Cast<Role>(), 0, Bits(random, administratorIn: 200)) };
        for (var i = random.Next(0, 30); i > 0; i--)
        {
            roles.Add(Role(new Id<Role>(1000 + (ulong)i), random.Next(1, 20), Bits(random, administratorIn: 60)));
        }

        var isOwner = random.Next(20) == 0;
        var theirs = roles.Skip(1).Where(_ => random.Next(3) == 0).Select(role => role.Id).ToList();
        var overwrites = new List<Overwrite>();
        foreach (var role in roles.Where(role => role.Id.Value == 1000 ? random.Next(2) == 0 : random.Next(3) == 0))
        {
            overwrites.Add(Overwrite(role.Id.Cast<Overwrite>(), OverwriteType.Role, random));
        }

        foreach (var someone in new ulong[] { 500, 501 }.Where(_ => random.Next(2) == 0))
        {
            overwrites.Add(Overwrite(new Id<Overwrite>(someone), OverwriteType.Member, random));
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(overwrites));
        var guild = Some.Guild(guildId, isOwner ? user : new Id<User>(9), roles);
        var channel = new Channel
        {
            Id = new Id<Channel>(2000),
            Type = Types[random.Next(Types.Length)],
            GuildId = guildId,
            Name = "case",
            PermissionOverwrites = overwrites,
        };
        var administrator = roles.Any(role => (role.Id.Value == 1000 || theirs.Contains(role.Id)) && role.Permissions.Has(Permissions.Administrator));
        return new RandomCase(isOwner ? "owner" : administrator ? "administrator" : "member", guild, user, theirs, channel);
    }

    private static Role Role(Id<Role> id, int position, Permissions permissions) => Some.Role(id, position, permissions);

    private static Overwrite Overwrite(Id<Overwrite> id, OverwriteType type, Random random)
    {
        var allow = Bits(random, administratorIn: 0);
        return new Overwrite { Id = id, Type = type, Allow = allow, Deny = Bits(random, administratorIn: 0) & ~allow };
    }

    // ADMINISTRATOR would swamp everything if it came as often as the others; in overwrites Discord ignores it.
    private static Permissions Bits(Random random, int administratorIn)
    {
        var bits = (Permissions)(random.NextInt64() & random.NextInt64()) & Permissions.All & ~Permissions.Administrator;
        return administratorIn > 0 && random.Next(administratorIn) == 0 ? bits | Permissions.Administrator : bits;
    }
}
