using System.Collections.Frozen;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;

namespace Mainstay.Engine.Modules;

/// <summary>All modules and what they contribute, read once. A declaration that cannot work is refused here, at start, with the sentence that says why.</summary>
internal sealed class ModuleRegistry
{
    private readonly FrozenDictionary<string, CommandEntry> _commands;
    private readonly FrozenDictionary<(string Module, string Action), ComponentAction> _actions;
    private readonly FrozenDictionary<string, Operation> _operations;
    private readonly FrozenDictionary<string, Capability> _capabilities;
    private readonly FrozenDictionary<Type, SettingsDeclaration> _settings;
    private readonly FrozenDictionary<string, Table> _tables;

    public ModuleRegistry(IEnumerable<IModule> modules)
    {
        Modules = [.. modules];
        Unique(Modules, m => m.Name, "module");
        Capabilities = Contributed(m => m.Capabilities);
        Operations = Contributed(m => m.Operations);
        Settings = Contributed(m => m.Settings);
        Tables = Contributed(m => m.Tables);
        RoleChanges = Contributed(m => m.RoleChanges);
        SyncReports = [.. Modules.Where(m => m.SyncReport is not null).Select(m => (m.Name, m.SyncReport!))];
        Rights = Contributed(m => m.Rights);
        Claims = Contributed(m => m.Claims);
        Jobs = Contributed(m => m.Jobs);
        Groups = Contributed(m => m.CommandGroups);
        Events = [.. Modules.SelectMany(m => m.Events.Select(e => (m.Name, e)))];
        Commands = [.. Modules.SelectMany(Entries).OrderBy(c => c.Command.Path, StringComparer.Ordinal)];

        _capabilities = Unique(Capabilities, c => c.Name, "capability");
        _operations = Unique(Operations, o => o.Name, "operation");
        _tables = Unique(Tables, t => t.Name, "table");
        _commands = Unique(Commands, c => c.Command.Path, "command");
        _settings = Unique(Settings, s => s.Type, "settings record");
        Unique(Settings, s => s.Name, "settings name");
        Unique(Claims, c => c.Name, "claim source");
        Unique(Jobs, j => j.Name, "job");
        _actions = Unique(Modules.SelectMany(m => m.Actions.Select(a => (m.Name, Action: a))), a => (a.Name, a.Action.Name), "action")
            .ToFrozenDictionary(p => p.Key, p => p.Value.Action);
        DeclarationRules.Check(this);
    }

    public IReadOnlyList<IModule> Modules { get; }

    public IReadOnlyList<CommandEntry> Commands { get; }

    public IReadOnlyList<CommandGroup> Groups { get; }

    public IReadOnlyList<Capability> Capabilities { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<SettingsDeclaration> Settings { get; }

    public IReadOnlyList<Table> Tables { get; }

    public IReadOnlyList<Func<RoleChangeSeen, CancellationToken, Task>> RoleChanges { get; }

    public IReadOnlyList<(string Module, Func<SyncRun, Reply> Report)> SyncReports { get; }

    public IReadOnlyList<IRightSource> Rights { get; }

    public IReadOnlyList<IClaimSource> Claims { get; }

    public IReadOnlyList<GuildJob> Jobs { get; }

    public IReadOnlyList<(string Module, EventSubscription Subscription)> Events { get; }

    public CommandEntry? Command(string path) => _commands.GetValueOrDefault(path);

    public ComponentAction? Action(string module, string name) => _actions.GetValueOrDefault((module, name));

    public Operation? Operation(string name) => _operations.GetValueOrDefault(name);

    public Table? Table(string name) => _tables.GetValueOrDefault(name);

    public bool Knows(Capability capability) => capability == Capability.Everyone || (_capabilities.TryGetValue(capability.Name, out var known) && known == capability);

    public string SettingsName(Type type) =>
        _settings.TryGetValue(type, out var declaration) ? declaration.Name : throw new InvalidOperationException($"No module declares the settings {type.Name}.");

    private static IEnumerable<CommandEntry> Entries(IModule module)
    {
        var texts = module.Texts.ToDictionary(t => t.Command, t => t.Text, StringComparer.Ordinal);
        return module.Commands.Select(command => new CommandEntry(module.Name, command, texts.GetValueOrDefault(command.Path, "")));
    }

    private IReadOnlyList<T> Contributed<T>(Func<IModule, IReadOnlyList<T>> contribution) => [.. Modules.SelectMany(contribution)];

    private static FrozenDictionary<TKey, T> Unique<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, string what)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, T>();
        foreach (var item in items)
        {
            if (!found.TryAdd(key(item), item))
            {
                throw new DeclarationException($"Two declarations of the {what} {key(item)}.");
            }
        }

        return found.ToFrozenDictionary();
    }
}

/// <summary>A command with the module it belongs to.</summary>
internal sealed record CommandEntry(string Module, Command Command, string Text);

/// <summary>A module declares something that cannot work. The message names it.</summary>
public sealed class DeclarationException(string message) : Exception(message);
