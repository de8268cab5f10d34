using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;

namespace Mainstay.Engine.Settings;

/// <summary><c>/settings</c>: the declared settings of every module, looked at by whoever may, and changed as a plan.</summary>
internal sealed class SettingsModule(Lazy<ModuleRegistry> modules, SettingsPlans plans, SettingsStore store, IOperations operations, IGuilds guilds) : IModule
{
    private const int Versions = 10;

    private static readonly Capability View = new("settings.view", "look at the server's settings") { DefaultPermissions = Permissions.ManageGuild };

    private static readonly Option<string> Key = Option.Text("key", "Which one of them", required: true, max: 60);
    private static readonly Option<string> Free = Option.Text("value", "The new value; entries of a list may begin with + or -", required: true, max: 2_000);

    private Option<string>? _name;
    private Option<string>? _one;
    private Option<string>? _key;
    private Option<string>? _value;

    public string Name => "settings";

    public IReadOnlyList<CommandGroup> CommandGroups => [new("settings", "How Mainstay works in this server")];

    public IReadOnlyList<Capability> Capabilities => [View, SettingsPlans.Manage, SettingsPlans.Authority];

    public IReadOnlyList<Operation> Operations => plans.Operations;

    public IReadOnlyList<HelpText> Texts =>
    [
        new("settings list", "Shows which settings there are and how many differ from what Mainstay starts with."),
        new("settings show", "Shows each setting of one part of Mainstay: its value, what it does, and what it takes."),
        new("settings set", "Plans a new value and shows it. Nothing is saved until you press Apply. An entry of a list that begins with + is added, one that begins with - is removed."),
        new("settings reset", "Plans the return to what Mainstay starts with, for one setting or for all of a part."),
        new("settings history", "Shows who changed what, newest first."),
    ];

    // Options are keys as well: one object each, for as long as the module lives.
    private Option<string> Part => _name ??= Option.Text("name", "Which settings", required: true, max: 60) with { Complete = ProposePartsAsync };

    private Option<string> One => _one ??= Key with { Complete = ProposeKeysAsync };

    private Option<string> Value => _value ??= Free with { Complete = ProposeValuesAsync };

    private Option<string> Any => _key ??= Option.Text("key", "Which one of them; all when left out", max: 60) with { Complete = ProposeKeysAsync };

    public IReadOnlyList<Command> Commands =>
    [
        Of("list", "List the settings there are", View, [], "", ListAsync),
        Of("show", "Show settings with what they do", View, [Part, Any], " name:operations", ShowAsync),
        Of("set", "Plan a new value for a setting", SettingsPlans.Manage, [Part, One, Value, DryRun.Option], " name:operations key:most-changes value:500", (context, ct) => PlanAsync(context, context.Get(One), context.Get(Value), ct)),
        Of("reset", "Plan the return to what Mainstay starts with", SettingsPlans.Manage, [Part, Any, DryRun.Option], " name:operations key:most-changes", (context, ct) => PlanAsync(context, context.TryGet(Any, out var key) ? key : null, null, ct)),
        Of("history", "Show who changed settings, and how", View, [Part], " name:operations", HistoryAsync),
    ];

    private static Command Of(
        string word, string description, Capability capability, IReadOnlyList<Option> options, string example, Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> run) => new()
        {
            Path = $"settings {word}",
            Description = description,
            Capability = capability,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = options,
            Examples = [$"/settings {word}{example}"],
            Run = run,
        };

    private async Task<Outcome<Reply>> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var declaration in modules.Value.Settings.OrderBy(s => s.Title, StringComparer.Ordinal))
        {
            var (number, record) = await plans.StandingAsync(context.Guild, declaration, cancellationToken).ConfigureAwait(false);
            var fresh = Activator.CreateInstance(declaration.Type)!;
            var own = SettingProperty.Of(declaration.Type).Count(p => p.Show(record) != p.Show(fresh));
            lines.Add($"`{declaration.Name}` {declaration.Title} · {(own == 0 ? "as at the start" : $"{OperationTexts.Count(own, "value")} of its own")}{(number > 0 ? $" · version {number}" : "")}\n-# {string.Join(", ", SettingProperty.Of(declaration.Type).Select(p => p.Name))}");
        }

        return new Reply { Title = "Settings", Text = string.Join('\n', lines), Footer = "/settings show says what each part can be told" };
    }

    private async Task<Outcome<Reply>> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!plans.Find(context.Get(Part), context.TryGet(Any, out var key) ? key : null).Try(out var found, out var failure))
        {
            return failure;
        }

        var (number, record) = await plans.StandingAsync(context.Guild, found.Declaration, cancellationToken).ConfigureAwait(false);
        var fresh = Activator.CreateInstance(found.Declaration.Type)!;
        var lines = found.Properties.Select(p =>
        {
            var (value, start) = (p.Show(record), p.Show(fresh));
            return $"`{p.Name}` **{value}**{(value == start ? "" : $" (at the start: {start})")}\n-# {p.Description}. Takes {p.Takes}.";
        });
        return new Reply
        {
            Title = found.Declaration.Title,
            Text = string.Join('\n', lines),
            Footer = number == 0 ? "As at the start" : $"Version {number}",
        };
    }

    private async Task<Outcome<Reply>> PlanAsync(CommandContext context, string? key, string? value, CancellationToken cancellationToken)
    {
        if (!plans.Find(context.Get(Part), key).Try(out var found, out var failure))
        {
            return failure;
        }

        var arguments = Arguments.Of(("name", found.Declaration.Name), ("key", key), ("value", value));
        return await operations.PreviewOrDryRunAsync(context, SettingsPlans.OperationOf(found.Declaration), arguments, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome<Reply>> HistoryAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!plans.Find(context.Get(Part), null).Try(out var found, out var failure))
        {
            return failure;
        }

        var versions = await store.VersionsAsync(context.Guild, found.Declaration, Versions, cancellationToken).ConfigureAwait(false);
        return new Reply
        {
            Title = $"History of {found.Declaration.Title}",
            Text = versions.Count == 0 ? "Nobody has changed these settings yet." : string.Join('\n', versions.Select(v => SettingsPlans.Line(found.Declaration, v))),
            Footer = versions.Count == Versions ? $"The newest {Versions}" : null,
        };
    }

    private Task<IReadOnlyList<Choice>> ProposePartsAsync(CompletionContext typing, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Choice>>(
    [
        .. modules.Value.Settings.Where(s => $"{s.Name} {s.Title}".Contains(typing.Typed, StringComparison.OrdinalIgnoreCase)).OrderBy(s => s.Title, StringComparer.Ordinal)
            .Take(Limits.Suggestions).Select(s => new Choice(Clip.To(s.Title, Limits.CommandChoiceName), s.Name)),
    ]);

    private Task<IReadOnlyList<Choice>> ProposeKeysAsync(CompletionContext typing, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Choice>>(
    [
        .. modules.Value.Settings.Where(s => !typing.Others.TryGetValue(Part.Name, out var part) || IsCalled(s, part)).OrderBy(s => s.Title, StringComparer.Ordinal).SelectMany(s => SettingProperty.Of(s.Type).Select(p => (s.Title, p.Name)))
            .Where(p => $"{p.Title} {p.Name}".Contains(typing.Typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(p => p.Name)
            .Take(Limits.Suggestions).Select(p => new Choice(Clip.To($"{p.Title} · {p.Name}", Limits.CommandChoiceName), p.Name)),
    ]);

    private async Task<IReadOnlyList<Choice>> ProposeValuesAsync(CompletionContext typing, CancellationToken cancellationToken)
    {
        if (!plans.Find(typing.Others.GetValueOrDefault(Part.Name, ""), typing.Others.GetValueOrDefault(One.Name, "")).Try(out var found, out _))
        {
            return [];
        }

        var guild = typing.Place.Guild!.Value;
        var (_, record) = await plans.StandingAsync(guild, found.Declaration, cancellationToken).ConfigureAwait(false);
        return [.. found.Properties[0].Offer(guilds.TrySnapshot(guild, out var image) ? image : null, record, typing.Typed).Take(Limits.Suggestions)];
    }

    private static bool IsCalled(SettingsDeclaration settings, string name) =>
        string.Equals(settings.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(settings.Title, name, StringComparison.OrdinalIgnoreCase);
}
