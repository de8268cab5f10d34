using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>
/// Sets a world up: no permission is asked, no event raised, nothing written into the audit log.
/// For scenarios and tests, before anyone is connected. What happens later goes through the guild's own operations.
/// </summary>
internal static class WorldBuilding
{
    public static WorldUser AddPerson(this DiscordWorld world, string username, string? globalName = null, DateTimeOffset? created = null, Id<User>? id = null)
    {
        var user = new WorldUser(id ?? (created is { } moment ? world.Ids.At<User>(moment) : world.Ids.Next<User>()), username) { GlobalName = globalName };
        world.Users.Set(user.Id.Value, user);
        return user;
    }

    /// <summary>A bot that some other program runs.</summary>
    public static WorldUser AddForeignBot(this DiscordWorld world, string username, DateTimeOffset? created = null)
    {
        var user = new WorldUser(created is { } moment ? world.Ids.At<User>(moment) : world.Ids.Next<User>(), username)
        {
            IsForeignBot = true,
            PublicFlags = UserFlags.VerifiedBot,
        };
        world.Users.Set(user.Id.Value, user);
        return user;
    }

    /// <summary>An application and its bot user.</summary>
    public static WorldApplication AddApplication(this DiscordWorld world, string name, string token, Id<User>? owner = null, DateTimeOffset? created = null)
    {
        var id = created is { } moment ? world.Ids.At<Application>(moment) : world.Ids.Next<Application>();
        var application = new WorldApplication(id, name, token) { VerifyKey = world.Hash() + world.Hash(), OwnerId = owner };
        world.Applications.Add(id, application);
        world.Users.Set(id.Value, new WorldUser(application.BotId, name) { Application = application });
        return application;
    }

    /// <summary>A guild with @everyone and its owner.</summary>
    public static WorldGuild AddGuild(this DiscordWorld world, string name, WorldUser owner, DateTimeOffset? created = null)
    {
        var id = created is { } moment ? world.Ids.At<Guild>(moment) : world.Ids.Next<Guild>();
        var guild = new WorldGuild(world, Defaults.Guild(id, name, owner.Id));
        guild.Roles.Add(guild.EveryoneId, Defaults.Role(guild.EveryoneId, "@everyone") with { Permissions = Defaults.EveryonePermissions });
        world.Guilds.Set(id.Value, guild);
        guild.AddMember(owner, joined: id.CreatedAt);
        return guild;
    }

    /// <summary>A role above all there are.</summary>
    public static Role AddRole(this WorldGuild guild, string name, Permissions permissions = Permissions.None, int color = 0, bool hoist = false, bool mentionable = false,
        DateTimeOffset? created = null)
    {
        var id = created is { } moment ? guild.World.Ids.At<Role>(moment) : guild.World.Ids.Next<Role>();
        var role = Defaults.Role(id, name) with
        {
            Permissions = permissions,
            Color = color,
            Colors = Defaults.Colors(color),
            Hoist = hoist,
            Mentionable = mentionable,
            Position = guild.Roles.Count,
        };
        guild.Roles.Add(id, role);
        return role;
    }

    /// <summary>A channel below all of its kind there are. Without overwrites given it takes its category's.</summary>
    public static WorldChannel AddChannel(this WorldGuild guild, ChannelType type, string name, WorldChannel? category = null, IReadOnlyList<Overwrite>? overwrites = null,
        string? topic = null, DateTimeOffset? created = null)
    {
        var id = created is { } moment ? guild.World.Ids.At<Channel>(moment) : guild.World.Ids.Next<Channel>();
        var model = Defaults.Channel(guild.Id, id, type, name) with
        {
            Position = guild.NextPosition(type),
            ParentId = new(category?.Id),
            PermissionOverwrites = overwrites ?? category?.Model.PermissionOverwrites ?? [],
        };
        if (topic is not null)
        {
            model = model with { Topic = new(topic) };
        }

        var channel = new WorldChannel(guild.World, guild, model);
        guild.Channels.Add(id, channel);
        guild.World.Channels.Add(id, channel);
        return channel;
    }

    public static WorldMember AddMember(this WorldGuild guild, WorldUser user, IEnumerable<Id<Role>>? roles = null, DateTimeOffset? joined = null, string? nick = null)
    {
        var member = new WorldMember(user) { JoinedAt = joined ?? guild.World.Now, Nick = nick, Roles = roles is null ? [] : [.. roles.Distinct().Order()] };
        guild.Members.Set(user.Id.Value, member);
        return member;
    }

    /// <summary>A bot with the managed role that Discord gives it, above all roles there are.</summary>
    public static WorldMember AddBot(this WorldGuild guild, WorldUser bot, Permissions permissions, DateTimeOffset? joined = null)
    {
        if (permissions == Permissions.None)
        {
            return guild.AddMember(bot, joined: joined);
        }

        var role = guild.AddRole(bot.Username, permissions, created: joined) with { Managed = true, Tags = new RoleTags { BotId = bot.Id } };
        guild.Roles[role.Id] = role;
        return guild.AddMember(bot, [role.Id], joined);
    }

    /// <summary>Changes a role as it stands.</summary>
    public static Role Set(this WorldGuild guild, Role role) => guild.Roles[role.Id] = role;
}
