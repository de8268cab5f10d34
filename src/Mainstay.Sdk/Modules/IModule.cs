using Mainstay.Sdk.Data;

namespace Mainstay.Sdk;

/// <summary>
/// A module: a named set of contributions, read once at start. Built-in modules and plugins implement the same interface; what a module does not
/// contribute it does not mention. Modules are made by the service container, so a constructor may ask for the services of this SDK
/// (<see cref="IOperations" />, <see cref="ISettings" />, <see cref="IAuthority" />, <see cref="IGuilds" />, ...).
/// </summary>
public interface IModule
{
    /// <summary>The module's name: lower case letters and hyphens, unique, and stable for ever, because tables and settings are filed under it.</summary>
    string Name { get; }

    /// <summary>Words for command groups: one for each first (and second) word of its commands' paths that is not itself a command.</summary>
    IReadOnlyList<CommandGroup> CommandGroups => [];

    /// <summary>Slash commands.</summary>
    IReadOnlyList<Command> Commands => [];

    /// <summary>What happens when somebody presses one of the module's buttons or sends in one of its forms.</summary>
    IReadOnlyList<ComponentAction> Actions => [];

    /// <summary>Gateway events the module listens to. They arrive in order per guild.</summary>
    IReadOnlyList<EventSubscription> Events => [];

    /// <summary>
    /// Told of role changes that people make on Discord, with their author as far as the audit log names one. In order per guild, after the guild's image has taken
    /// the change in. One that throws is logged and does not stop the next.
    /// </summary>
    IReadOnlyList<Func<RoleChangeSeen, CancellationToken, Task>> RoleChanges => [];

    /// <summary>What is said of a sync (<see cref="ISyncRuns" />) that went on after a restart, once it has ended, in the reply of whoever asked for it; unset: nothing.</summary>
    Func<SyncRun, Reply>? SyncReport => null;

    /// <summary>Operations: planners of changes.</summary>
    IReadOnlyList<Operation> Operations => [];

    /// <summary>Settings: typed records with bounds and defaults.</summary>
    IReadOnlyList<SettingsDeclaration> Settings => [];

    /// <summary>Tables, column by column. A table that is not declared does not exist for operations, export, erasure or repair.</summary>
    IReadOnlyList<Table> Tables => [];

    /// <summary>The SQL that makes those tables, step by step; unset for a module without tables.</summary>
    MigrationSet? Migrations => null;

    /// <summary>Named rights that the module's commands and operations ask for.</summary>
    IReadOnlyList<Capability> Capabilities => [];

    /// <summary>Who holds which rights because of the module's records.</summary>
    IReadOnlyList<IRightSource> Rights => [];

    /// <summary>What the module's records say a guild should look like.</summary>
    IReadOnlyList<IClaimSource> Claims => [];

    /// <summary>Questions about the health of what the module does.</summary>
    IReadOnlyList<Probe> Probes => [];

    /// <summary>What the module does by itself, guild by guild.</summary>
    IReadOnlyList<GuildJob> Jobs => [];

    /// <summary>Long texts by key, for documentation and help: what <c>/help</c> shows beneath a command.</summary>
    IReadOnlyList<HelpText> Texts => [];
}

/// <summary>A paragraph of help on one command.</summary>
/// <param name="Command">The command's path, such as <c>repair staff-roles</c>.</param>
/// <param name="Text">Markdown as Discord draws it; at most 1,000 characters.</param>
public sealed record HelpText(string Command, string Text);
