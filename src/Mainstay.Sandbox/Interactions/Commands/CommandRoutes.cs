using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Application commands, global and per guild. See https://discord.com/developers/docs/interactions/application-commands.</summary>
internal sealed class CommandRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        foreach (var root in (ReadOnlySpan<string>)["/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"])
        {
            routes.Map("GET", root, List);
            routes.Map("POST", root, Create);
            routes.Map("PUT", root, Overwrite);
            routes.Map("GET", root + "/{command_id}", Get);
            routes.Map("PATCH", root + "/{command_id}", Edit);
            routes.Map("DELETE", root + "/{command_id}", Delete);
        }

        routes.Map("GET", "/applications/{application_id}/guilds/{guild_id}/commands/permissions", ListPermissions);
        routes.Map("GET", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions", GetPermissions);
    }

    private static RestReply List(RestCall call)
    {
        var full = call.QueryFlag("with_localizations");
        return RestReply.Ok(call.World.Commands.Of(ScopeOf(call)).Select(c => full ? c : WithoutLocalizations(c)).ToArray());
    }

    private static RestReply Get(RestCall call) => RestReply.Ok(call.World.Commands.Get(ScopeOf(call), call.Id<ApplicationCommand>("command_id")));

    private static RestReply Create(RestCall call)
    {
        var scope = ScopeOf(call);
        var form = BodyReader.Of(call.Body);
        var draft = CommandForm.Read(form);
        form.ThrowIfWrong();
        var (command, isNew) = call.World.Commands.Upsert(scope, draft);
        return isNew ? RestReply.Created(command) : RestReply.Ok(command);
    }

    private static RestReply Edit(RestCall call)
    {
        var scope = ScopeOf(call);
        var id = call.Id<ApplicationCommand>("command_id");
        var before = CommandDraft.Of(call.World.Commands.Get(scope, id));
        var form = BodyReader.Of(call.Body);
        var draft = CommandForm.Read(form, before);
        form.ThrowIfWrong();
        return RestReply.Ok(call.World.Commands.Edit(scope, id, draft));
    }

    private static RestReply Delete(RestCall call)
    {
        call.World.Commands.Delete(ScopeOf(call), call.Id<ApplicationCommand>("command_id"));
        return RestReply.NoContent;
    }

    private static RestReply Overwrite(RestCall call)
    {
        var scope = ScopeOf(call);
        var forms = BodyReader.ListOf(call.Body, out var all);
        var drafts = new List<CommandDraft>(forms.Count);
        foreach (var form in forms)
        {
            var draft = CommandForm.Read(form);
            if (drafts.Exists(d => d.Name == draft.Name && d.Type == draft.Type))
            {
                form.Wrong("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }

            drafts.Add(draft);
        }

        all.ThrowIfWrong();
        return RestReply.Ok(call.World.Commands.Overwrite(scope, drafts));
    }

    private static RestReply ListPermissions(RestCall call)
    {
        var scope = ScopeOf(call);
        return RestReply.Ok(call.World.Commands.Permissions(scope.Guild!.Value, scope.Application).ToArray());
    }

    private static RestReply GetPermissions(RestCall call)
    {
        var scope = ScopeOf(call);
        return RestReply.Ok(call.World.Commands.Permissions(scope.Guild!.Value, call.Id<ApplicationCommand>("command_id").Value)
            ?? throw Refusal.Unknown(10066, "Unknown application command permissions"));
    }

    private static CommandBook.Scope ScopeOf(RestCall call)
    {
        var application = call.Id<Application>("application_id");
        if (application != call.Actor.Cast<Application>())
        {
            throw new Refusal(403, 20012, "You are not authorized to perform this action on this application");
        }

        if (!call.Path.ContainsKey("guild_id"))
        {
            return new CommandBook.Scope(application, null);
        }

        var guild = call.World.Guild(call.Id<Guild>("guild_id"));
        return guild?.Member(call.Actor) is not null ? new CommandBook.Scope(application, guild.Id) : throw Refusal.MissingAccess();
    }

    private static ApplicationCommand WithoutLocalizations(ApplicationCommand command) => command with
    {
        NameLocalizations = default,
        DescriptionLocalizations = default,
        Options = command.Options?.Select(WithoutLocalizations).ToArray(),
    };

    private static CommandOption WithoutLocalizations(CommandOption option) => option with
    {
        NameLocalizations = default,
        DescriptionLocalizations = default,
        Options = option.Options?.Select(WithoutLocalizations).ToArray(),
        Choices = option.Choices?.Select(c => c with { NameLocalizations = default }).ToArray(),
    };
}
