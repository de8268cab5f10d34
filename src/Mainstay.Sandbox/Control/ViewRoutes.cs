using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>What a person's client shows: servers, channels, messages, roles, audit log.</summary>
internal sealed class ViewRoutes(SandboxServer server) : IRouteSet
{
    // Counting takes the world's lock for as long as it lasts: in a larger server roles are shown without their numbers.
    private const int Countable = 50_000;

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/info", Info, RouteAccess.Open);
        routes.Map("GET", "/guilds/{guild_id}/view", View);
        routes.Map("GET", "/guilds/{guild_id}/audit-log", AuditLog);
        routes.Map("GET", "/channels/{channel_id}/messages", Messages);
        routes.Map("DELETE", "/channels/{channel_id}/messages/{message_id}/view", Dismiss);
    }

    /// <summary>The application whose bot is in a guild and logs in here.</summary>
    public static WorldApplication? ApplicationIn(SandboxServer server, Id<Guild> guild) =>
        server.World.Guild(guild) is { } place ? server.World.Applications.Values.FirstOrDefault(a => place.Member(a.BotId) is not null) : null;

    public static bool IsOnline(SandboxServer server, WorldApplication application) => server.Hub.Sessions.Any(s => s.Bot == application.BotId && s.Connection is not null);

    private RestReply Info(RestCall call) => RestReply.Ok(new
    {
        scenario = server.ScenarioName,
        seed = server.Options.Seed,
        profile = server.Options.RateLimits.Name,
        api = server.RestBase.ToString(),
        gateway = server.GatewayUrl.ToString(),
        applications = call.World.Applications.Values.Select(a => new { id = a.Id, name = a.Name, online = IsOnline(server, a) }).ToArray(),
        guilds = call.World.Guilds.All().Select(g => new { id = g.Id, name = g.Settings.Name, owner_id = g.OwnerId, member_count = g.Members.Count }).ToArray(),
    });

    private RestReply View(RestCall call)
    {
        var guild = GuildOf(call);
        var person = Person(call);
        if (guild.Member(person.Id) is not { } member)
        {
            return RestReply.Ok(new { guild = Head(guild), me = PersonViews.Me(guild, person), channels = Array.Empty<object>(), roles = Array.Empty<object>() });
        }

        var counts = guild.Members.Count <= Countable ? CountRoles(guild) : null;
        var application = ApplicationIn(server, guild.Id);
        return RestReply.Ok(new
        {
            guild = Head(guild),
            me = PersonViews.Me(guild, person),
            application = application is null ? null : new { id = application.Id, name = application.Name, online = IsOnline(server, application) },
            home_channel_id = guild.Settings.SystemChannelId is { } home && guild.Channels.TryGetValue(home, out var channel) && guild.CanView(person.Id, channel) ? home : (Id<Channel>?)null,
            channels = Channels(guild, person, member).ToArray(),
            roles = guild.RolesInOrder.Reverse().Select(r => new
            {
                id = r.Id,
                name = r.Name,
                color = r.Color,
                hoist = r.Hoist,
                mentionable = r.Mentionable,
                managed = r.Managed,
                position = r.Position,
                permissions = r.Permissions,
                member_count = r.Id == guild.EveryoneId ? guild.Members.Count : counts?.GetValueOrDefault(r.Id),
            }).ToArray(),
        });
    }

    private static object Head(WorldGuild guild) => new
    {
        id = guild.Id,
        name = guild.Settings.Name,
        description = guild.Settings.Description,
        owner_id = guild.OwnerId,
        member_count = guild.Members.Count,
    };

    private static IEnumerable<object> Channels(WorldGuild guild, WorldUser person, WorldMember member)
    {
        foreach (var channel in guild.ChannelsInOrder.Concat(guild.Threads.Values.Where(t => t.Model.ThreadMetadata?.Archived != true)))
        {
            // A category is shown when it holds something that is; the page leaves out empty ones.
            if (!guild.CanView(person.Id, channel))
            {
                continue;
            }

            var may = guild.PermissionsIn(member, channel);
            yield return new
            {
                id = channel.Id,
                name = channel.Model.Name,
                type = channel.Type,
                parent_id = channel.Model.ParentId.OrDefault(),
                position = channel.Model.Position ?? 0,
                topic = channel.Model.Topic.OrDefault(),
                can_send = may.HasFlag(channel.IsThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages),
                can_use_commands = may.HasFlag(Permissions.UseApplicationCommands),
                locked = channel.Model.PermissionOverwrites?.Any(o => o.Id.Value == guild.Id.Value && o.Deny.HasFlag(Permissions.ViewChannel)) == true ? true : (bool?)null,
                last_message_id = channel.Model.LastMessageId.OrDefault(),
            };
        }

        foreach (var direct in guild.World.Channels.Values.Where(c => c.Guild is null && c.Recipients.Contains(person)))
        {
            yield return new
            {
                id = direct.Id,
                name = string.Join(", ", direct.Recipients.Where(r => r != person).Select(r => r.DisplayName)),
                type = direct.Type,
                position = -1,
                can_send = true,
                can_use_commands = true,
                last_message_id = direct.Model.LastMessageId.OrDefault(),
            };
        }
    }

    private static Dictionary<Id<Role>, int> CountRoles(WorldGuild guild)
    {
        var counts = new Dictionary<Id<Role>, int>();
        foreach (var member in guild.Members.All())
        {
            foreach (var role in member.Roles)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, role, out _)++;
            }
        }

        return counts;
    }

    private static RestReply Messages(RestCall call)
    {
        var person = Person(call);
        var channel = call.World.Channel(call.Id<Channel>("channel_id")) ?? throw Refusals.UnknownChannel;
        if (channel.Guild is { } guild ? !guild.CanView(person.Id, channel) : !channel.Recipients.Contains(person))
        {
            throw Refusal.MissingAccess();
        }

        var limit = call.QueryInt("limit", 1, 100, 50);
        var before = call.QueryId<Message>("around") is { } around ? around.Value + 1 : call.QueryId<Message>("before")?.Value ?? ulong.MaxValue;
        var history = channel.Guild?.Member(person.Id) is not { } member || channel.Guild.PermissionsIn(member, channel).HasFlag(Permissions.ReadMessageHistory);
        var found = history ? channel.Messages.Before(before).Take(limit + 1).Select(m => new MessagePlace(channel, m, null)).ToList() : [];
        var more = found.Count > limit;
        found = [.. found.Take(limit)];
        var floor = more ? found[^1].Message.Id.Value : 0;
        found.AddRange(call.World.Ephemerals.For(person.Id, channel.Id).Where(e => e.Message.Id.Value < before && e.Message.Id.Value > floor));
        var shown = found.OrderBy(p => p.Message.Id).Select(p => (Place: p, Node: MessageViews.Of(call.World, p, person.Id))).ToArray();
        return RestReply.Ok(new
        {
            messages = shown.Select(s => s.Node).ToArray(),
            people = MessageViews.People(call.World, channel.Guild, shown.SelectMany(s => MessageViews.PeopleIn(s.Place.Message.Model).Concat(MessageViews.MentionedIn(s.Node)))),
            more,
        });
    }

    private static RestReply Dismiss(RestCall call)
    {
        call.World.Ephemerals.Dismiss(call.Id<Message>("message_id"), call.Actor);
        return RestReply.NoContent;
    }

    private static RestReply AuditLog(RestCall call)
    {
        var guild = GuildOf(call);
        guild.Require(new Act(call.Actor), Permissions.ViewAuditLog);
        var entries = guild.EntriesOf(null, null, call.QueryId<AuditLogEntry>("before")?.Value, null, call.QueryInt("limit", 1, 100, 50));
        return RestReply.Ok(new
        {
            entries = entries.Select(e => AuditViews.Of(guild, e)).ToArray(),
            people = MessageViews.People(call.World, guild, entries.Where(e => e.UserId is not null).Select(e => e.UserId!.Value)),
        });
    }

    public static WorldGuild GuildOf(RestCall call) => call.World.Guild(call.Id<Guild>("guild_id")) ?? throw Refusals.UnknownGuild;

    public static WorldUser Person(RestCall call) => call.World.User(call.Actor) ?? throw Refusals.UnknownUser;
}
