using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.Scenarios.Names;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Templates;

/// <summary>A server as somebody really made it, with people in it: an owner, a bot below the top roles, members who hold what members hold.</summary>
internal sealed class TemplateScenario(GuildTemplateFile template) : Scenario("template")
{
    private const int People = 150;
    private static readonly DateTimeOffset Start = new(2020, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = ["👋", "hello!", "is anybody here?", "salut", "gg", "who is up for a round tonight?", "thanks 🙏", "lol", "first time here, nice place"];

    internal override ScenarioRoster? Build(DiscordWorld world, ScenarioSeat seat)
    {
        var chance = new Random(seat.Seed);
        var owner = world.AddPerson("owner", "The owner", Start.AddYears(-2));
        var application = world.AddApplication(seat.BotName, seat.Token, owner.Id, Start.AddYears(-1));
        var guild = world.AddGuild(template.Name, owner, Start);
        var roles = AddRoles(guild);
        var channels = AddChannels(guild, roles);
        guild.Settings = guild.Settings with
        {
            Description = template.Description,
            PreferredLocale = template.Locale,
            VerificationLevel = template.Verification,
            DefaultMessageNotifications = template.Notifications,
            ExplicitContentFilter = template.ContentFilter,
            AfkTimeout = template.AfkTimeout,
            AfkChannelId = Find(channels, template.AfkChannel),
            SystemChannelId = Find(channels, template.SystemChannel),
        };
        guild.AddBot(world.User(application.BotId)!, BotPermissions.Sensible, Start.AddDays(2));
        AddPeople(guild, roles, chance);
        Talk(guild, channels, chance);
        return null;
    }

    private Dictionary<long, Id<Role>> AddRoles(WorldGuild guild)
    {
        var ids = new Dictionary<long, Id<Role>> { [0] = guild.EveryoneId };
        foreach (var role in template.Roles)
        {
            if (role.Id == 0)
            {
                guild.Set(guild.Everyone with { Permissions = role.Permissions });
                continue;
            }

            var added = guild.AddRole(role.Name, role.Permissions, role.Color, role.Hoist, role.Mentionable, Start.AddMinutes(role.Id));
            guild.Set(added with { UnicodeEmoji = new(role.UnicodeEmoji) });
            ids[role.Id] = added.Id;
        }

        return ids;
    }

    private Dictionary<long, WorldChannel> AddChannels(WorldGuild guild, Dictionary<long, Id<Role>> roles)
    {
        var added = new Dictionary<long, WorldChannel>();
        foreach (var channel in template.Channels.OrderBy(c => c.Parent is not null).ThenBy(c => c.Position))
        {
            var parent = channel.Parent is { } id ? added.GetValueOrDefault(id) : null;
            var made = guild.AddChannel(channel.Type, channel.Name, parent, Overwrites(channel, roles), channel.Topic, Start.AddMinutes(100 + channel.Id));
            made.Model = made.Model with
            {
                Position = channel.Position,
                Nsfw = made.Model.Nsfw is null ? null : channel.Nsfw,
                RateLimitPerUser = made.Model.RateLimitPerUser is null ? null : channel.SlowMode,
                Bitrate = made.Model.Bitrate is null ? null : channel.Bitrate ?? 64_000,
                UserLimit = made.Model.UserLimit is null ? null : channel.UserLimit ?? 0,
            };
            added[channel.Id] = made;
        }

        return added;
    }

    private static Overwrite[] Overwrites(TemplateChannel channel, Dictionary<long, Id<Role>> roles) =>
    [
        .. channel.Overwrites.Where(o => roles.ContainsKey(o.Role))
            .Select(o => new Overwrite { Id = roles[o.Role].Cast<Overwrite>(), Type = OverwriteType.Role, Allow = o.Allow, Deny = o.Deny }),
    ];

    // The higher a role, the fewer hold it. Every role is held by somebody.
    private void AddPeople(WorldGuild guild, Dictionary<long, Id<Role>> roles, Random chance)
    {
        var names = new NameSource(chance);
        var held = template.Roles.Where(r => r.Id != 0).Select(r => roles[r.Id]).ToArray();
        for (var i = 0; i < People; i++)
        {
            var name = names.Next();
            var joined = Start.AddDays(3 + (chance.NextDouble() * 1500));
            var mine = new HashSet<Id<Role>>();
            if (i < held.Length)
            {
                mine.Add(held[i]);
            }

            for (var draw = chance.Next(4); draw > 0 && held.Length > 0; draw--)
            {
                mine.Add(held[(int)(held.Length * 0.7 * chance.NextDouble() * chance.NextDouble())]);
            }

            guild.AddMember(guild.World.AddPerson(name.Username, name.Shown, joined.AddDays(-30)), mine, joined);
        }
    }

    private static void Talk(WorldGuild guild, Dictionary<long, WorldChannel> channels, Random chance)
    {
        var people = guild.Members.All().Select(m => m.User).Where(u => !u.IsBot).ToArray();
        foreach (var channel in channels.Values.Where(c => c.Type == ChannelType.GuildText).Take(12))
        {
            for (var i = 0; i < 5; i++)
            {
                channel.Say(people[chance.Next(people.Length)], Start.AddDays(1600 + i).AddMinutes(chance.Next(600)), Words[chance.Next(Words.Length)]);
            }
        }
    }

    private static Id<Channel>? Find(Dictionary<long, WorldChannel> channels, long? id) => id is { } local && channels.TryGetValue(local, out var channel) ? channel.Id : null;
}
