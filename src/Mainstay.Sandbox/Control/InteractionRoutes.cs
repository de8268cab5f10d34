using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>Commands, buttons, selects and forms, used as a person.</summary>
internal sealed class InteractionRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/channels/{channel_id}/commands", Commands);
        routes.Map("POST", "/channels/{channel_id}/slash", Slash);
        routes.Map("POST", "/channels/{channel_id}/autocomplete", Autocomplete);
        routes.Map("POST", "/channels/{channel_id}/context", Context);
        routes.Map("POST", "/channels/{channel_id}/messages/{message_id}/components", Press);
        routes.Map("GET", "/interactions/{interaction_id}", Get);
        routes.Map("POST", "/interactions/{interaction_id}/modal", Submit);
        routes.Map("PUT", "/guilds/{guild_id}/commands/{command_id}/permissions", SetPermissions);
    }

    private static RestReply Commands(RestCall call) => RestReply.Ok(new
    {
        commands = call.World.UsableBy(ViewRoutes.Person(call), Channel(call)).Select(c =>
        {
            var shown = JsonSerializer.SerializeToNode(c.Command, SandboxJson.Options)!.AsObject();
            shown["application_name"] = c.Application.Name;
            return shown;
        }).ToArray(),
    });

    private static RestReply Slash(RestCall call)
    {
        var form = BodyReader.Of(call.Body);
        var text = form.Text("text", required: true, nullable: false).Or(null);
        form.ThrowIfWrong();
        return RestReply.Ok(Actions(call).Use(Channel(call), text!, Picked(form)).View());
    }

    private static RestReply Autocomplete(RestCall call)
    {
        var form = BodyReader.Of(call.Body);
        var text = form.Text("text", required: true, nullable: false).Or(null);
        var focused = form.Text("focused", required: true, nullable: false).Or(null);
        form.ThrowIfWrong();
        var live = Actions(call).Complete(Channel(call), text!, Picked(form), focused!);
        var world = call.World;
        return new RestReply(200, new Pending(async cancellation =>
        {
            await world.Settled(live, cancellation);
            return RestReply.Ok(live.Choices is { } choices ? new { choices = (IReadOnlyList<CommandChoice>)choices, failed = false } : new { choices = (IReadOnlyList<CommandChoice>)[], failed = true });
        }));
    }

    private static RestReply Context(RestCall call)
    {
        var form = BodyReader.Of(call.Body);
        var command = form.Id<ApplicationCommand>("command", required: true, nullable: false).Or(null);
        var target = form.Id<InteractionTarget>("target", required: true, nullable: false).Or(null);
        form.ThrowIfWrong();
        return RestReply.Ok(Actions(call).UseOn(Channel(call), command!.Value, target!.Value.Value).View());
    }

    private static RestReply Press(RestCall call)
    {
        var form = BodyReader.Of(call.Body);
        var customId = form.Text("custom_id", required: true, nullable: false).Or(null);
        var values = form.Texts("values").Or(null);
        form.ThrowIfWrong();
        return RestReply.Ok(Actions(call).Press(Channel(call), call.Id<Message>("message_id"), customId!, values).View());
    }

    private static RestReply Submit(RestCall call)
    {
        var form = BodyReader.Of(call.Body);
        var fields = form.Raw("fields") is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)
            : [];
        return RestReply.Ok(Actions(call).Submit(Mine(call), fields).View());
    }

    /// <summary>How far an interaction is, with the messages that came of it as the person sees them.</summary>
    private static RestReply Get(RestCall call)
    {
        var live = Mine(call);
        var places = new[] { live.Original ?? live.Source }.OfType<MessagePlace>().Concat(live.FollowUps).Where(Interactions.Answers.Replies.Exists);
        var messages = places.DistinctBy(p => p.Message.Id).Select(p => MessageViews.Of(call.World, p, call.Actor)).ToArray();
        var people = MessageViews.People(call.World, live.Channel.Guild, messages.SelectMany(MessageViews.MentionedIn).Distinct());
        return RestReply.Ok(new { interaction = live.View(), messages, people });
    }

    /// <summary>What the server's owner sets on the page of integrations.</summary>
    private static RestReply SetPermissions(RestCall call)
    {
        var guild = ViewRoutes.GuildOf(call);
        guild.Require(new Act(call.Actor), Permissions.ManageGuild | Permissions.ManageRoles);
        var id = call.Id<ApplicationCommand>("command_id");
        var application = call.World.Applications.Values.FirstOrDefault(a => a.Id.Value == id.Value || call.World.Commands.In(guild.Id, a.Id).Any(c => c.Id == id)) ?? throw CommandBook.Unknown;
        var form = BodyReader.Of(call.Body);
        var rules = (form.Objects("permissions", 100, required: true, nullable: false).Or(null) ?? []).Select(rule => new ApplicationCommandPermission
        {
            Id = rule.Id<ApplicationCommandPermission>("id", required: true, nullable: false).Or(null) ?? default,
            Type = rule.Choice<ApplicationCommandPermissionType>("type", required: true, nullable: false).Or(null) ?? default,
            Permission = rule.Flag("permission", required: true, nullable: false).Or(null) ?? false,
        }).ToArray();
        form.ThrowIfWrong();
        var permissions = new ApplicationCommandPermissions { Id = id, ApplicationId = application.Id, GuildId = guild.Id, Permissions = rules };
        call.World.Commands.SetPermissions(permissions);
        return RestReply.Ok(permissions);
    }

    private static PersonActions Actions(RestCall call) => new(call.World, ViewRoutes.Person(call));

    private static WorldChannel Channel(RestCall call) => call.World.Channel(call.Id<Channel>("channel_id")) ?? throw Refusals.UnknownChannel;

    private static LiveInteraction Mine(RestCall call) =>
        call.World.Interactions.Find(call.Id<Interaction>("interaction_id")) is { } live && live.Person.Id == call.Actor ? live : throw InteractionBook.Unknown;

    private static Dictionary<string, PickedValue> Picked(BodyReader form)
    {
        var picked = new Dictionary<string, PickedValue>(StringComparer.Ordinal);
        if (form.Object("picked").Or(null) is { } all)
        {
            foreach (var name in all.Names)
            {
                if (all.Object(name).Or(null) is { } one && one.Text("shown").Or(null) is { } shown && one.Has("value"))
                {
                    picked.Add(name, new PickedValue(shown, one.Raw("value")));
                }
            }
        }

        return picked;
    }
}
