using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>The commands of every application, global and per guild, and who may use them by the guild's own settings.</summary>
internal sealed class CommandBook(DiscordWorld world)
{
    private readonly Dictionary<Scope, List<ApplicationCommand>> _commands = [];
    private readonly Dictionary<(Id<Guild> Guild, ulong Subject), ApplicationCommandPermissions> _permissions = [];

    /// <summary>Told when the commands of an application changed, so that open clients show the new ones.</summary>
    public event Action<Scope>? Changed;

    /// <summary>Where commands live: everywhere, or in one guild.</summary>
    public readonly record struct Scope(Id<Application> Application, Id<Guild>? Guild);

    public IReadOnlyList<ApplicationCommand> Of(Scope scope) => _commands.TryGetValue(scope, out var list) ? list : [];

    public ApplicationCommand Get(Scope scope, Id<ApplicationCommand> id) => Of(scope).FirstOrDefault(c => c.Id == id) ?? throw Unknown;

    /// <summary>All commands that clients could show in a guild (null: in direct messages with the bot).</summary>
    public IEnumerable<ApplicationCommand> In(Id<Guild>? guild, Id<Application> application)
    {
        var global = Of(new Scope(application, null));
        return guild is null ? global : global.Concat(Of(new Scope(application, guild)));
    }

    /// <summary>Creates a command, or replaces the one of the same name and type.</summary>
    public (ApplicationCommand Command, bool IsNew) Upsert(Scope scope, CommandDraft draft)
    {
        var list = ListOf(scope);
        var at = list.FindIndex(c => c.Name == draft.Name && TypeOf(c) == draft.Type);
        if (at < 0)
        {
            RequireRoom(list.Count(c => TypeOf(c) == draft.Type) + 1, draft.Type);
            var made = draft.Make(scope, world.Ids.Next<ApplicationCommand>(), NextVersion());
            list.Add(made);
            Changed?.Invoke(scope);
            return (made, true);
        }

        list[at] = draft.Make(scope, list[at].Id, NextVersion());
        Changed?.Invoke(scope);
        return (list[at], false);
    }

    /// <summary>Changes what the draft names.</summary>
    public ApplicationCommand Edit(Scope scope, Id<ApplicationCommand> id, CommandDraft draft)
    {
        var list = ListOf(scope);
        var at = list.FindIndex(c => c.Id == id);
        if (at < 0)
        {
            throw Unknown;
        }

        if (list.Exists(c => c.Id != id && c.Name == draft.Name && TypeOf(c) == draft.Type))
        {
            throw Refusal.Form(new FieldError("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"));
        }

        list[at] = draft.Make(scope, id, NextVersion());
        Changed?.Invoke(scope);
        return list[at];
    }

    public void Delete(Scope scope, Id<ApplicationCommand> id)
    {
        if (ListOf(scope).RemoveAll(c => c.Id == id) == 0)
        {
            throw Unknown;
        }

        Changed?.Invoke(scope);
    }

    /// <summary>Replaces all: commands of the same name and type keep their id, and their version when nothing changed.</summary>
    public IReadOnlyList<ApplicationCommand> Overwrite(Scope scope, IReadOnlyList<CommandDraft> drafts)
    {
        foreach (var kind in drafts.GroupBy(d => d.Type))
        {
            RequireRoom(kind.Count(), kind.Key);
        }

        var before = ListOf(scope);
        var after = new List<ApplicationCommand>(drafts.Count);
        foreach (var draft in drafts)
        {
            var old = before.Find(c => c.Name == draft.Name && TypeOf(c) == draft.Type);
            var kept = old is null ? null : draft.Make(scope, old.Id, old.Version.Value);
            after.Add(kept is not null && Same(kept, old!) ? old! : draft.Make(scope, old?.Id ?? world.Ids.Next<ApplicationCommand>(), NextVersion()));
        }

        _commands[scope] = after;
        Changed?.Invoke(scope);
        return after;
    }

    /// <summary>What a guild's owner set for a command, or for the whole application (the application's id as subject); null when nothing was set.</summary>
    public ApplicationCommandPermissions? Permissions(Id<Guild> guild, ulong subject) => _permissions.GetValueOrDefault((guild, subject));

    public IEnumerable<ApplicationCommandPermissions> Permissions(Id<Guild> guild, Id<Application> application) =>
        _permissions.Where(p => p.Key.Guild == guild && p.Value.ApplicationId == application).Select(p => p.Value);

    /// <summary>As the guild's settings page does it; bots may only read.</summary>
    public void SetPermissions(ApplicationCommandPermissions permissions)
    {
        _permissions[(permissions.GuildId, permissions.Id.Value)] = permissions;
        Changed?.Invoke(new Scope(permissions.ApplicationId, permissions.GuildId));
        world.Raise(new WorldEvent("APPLICATION_COMMAND_PERMISSIONS_UPDATE", permissions.GuildId, null, permissions.ApplicationId.Cast<User>(), permissions));
    }

    public static ApplicationCommandType TypeOf(ApplicationCommand command) => command.Type ?? ApplicationCommandType.ChatInput;

    public static Refusal Unknown => Refusal.Unknown(10063, "Unknown application command");

    private List<ApplicationCommand> ListOf(Scope scope) => _commands.TryGetValue(scope, out var list) ? list : _commands[scope] = [];

    private ulong NextVersion() => world.Ids.Next();

    private static void RequireRoom(int count, ApplicationCommandType type)
    {
        var max = type == ApplicationCommandType.ChatInput ? Limits.ChatInputCommands : Limits.ContextMenuCommands;
        if (count > max)
        {
            throw new Refusal(400, 30032, $"Maximum number of application commands reached ({max})");
        }
    }

    private static bool Same(ApplicationCommand one, ApplicationCommand other) =>
        System.Text.Json.JsonSerializer.Serialize(one, SandboxJson.Options) == System.Text.Json.JsonSerializer.Serialize(other, SandboxJson.Options);
}
