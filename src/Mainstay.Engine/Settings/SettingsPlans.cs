using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Settings;

/// <summary>Changes of settings as plans: read what stands, put another value in its place, hold it against its bounds and against the live server.</summary>
internal sealed class SettingsPlans(Lazy<ModuleRegistry> modules, SettingsStore store, IDatabase database)
{
    public static readonly Capability Manage = new("settings.manage", "change the server's settings");

    /// <summary>Apart from the rest, because who decides on rights could give themselves any.</summary>
    public static readonly Capability Authority = new("settings.authority", "decide which roles hold which rights");

    private const string Change = "settings.change";
    private const string ChangeAuthority = "settings.change-authority";
    private const string AuthorityName = "authority";
    private const string OperationsName = "operations";

    public IReadOnlyList<Operation> Operations => [Of(Change, Manage), Of(ChangeAuthority, Authority)];

    public static string OperationOf(SettingsDeclaration declaration) => declaration.Name == AuthorityName ? ChangeAuthority : Change;

    /// <summary>A part by its name or title, with one of its properties or all.</summary>
    public Outcome<Found> Find(string name, string? key)
    {
        var declaration = modules.Value.Settings.FirstOrDefault(s => string.Equals(s.Name, name.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(s.Title, name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (declaration is null)
        {
            return new Failure("settings.unknown", $"There are no settings named \"{Mention.Plain(PlainText.Line(Clip.To(name, 60)))}\". `/settings list` shows those there are.");
        }

        var properties = SettingProperty.Of(declaration.Type);
        if (key is null)
        {
            return new Found(declaration, properties);
        }

        return properties.FirstOrDefault(p => string.Equals(p.Name, key.Trim(), StringComparison.OrdinalIgnoreCase)) is { } one
            ? new Found(declaration, [one])
            : new Failure("settings.unknown", $"{declaration.Title} has no \"{Mention.Plain(PlainText.Line(Clip.To(key, 60)))}\". `/settings show name:{declaration.Name}` shows what it has.");
    }

    /// <summary>What stands now, and its version.</summary>
    public async Task<(int Number, object Record)> StandingAsync(Id<Guild> guild, SettingsDeclaration declaration, CancellationToken cancellationToken)
    {
        var (number, body) = await database.ReadAsync(unit => store.NewestAsync(unit, guild, declaration), cancellationToken).ConfigureAwait(false);
        return (number, Record(declaration, body));
    }

    /// <summary>One version in a line: who, when, what became different.</summary>
    public static string Line(SettingsDeclaration declaration, StoredDifferences version)
    {
        var properties = SettingProperty.Of(declaration.Type).ToDictionary(p => p.Name, StringComparer.Ordinal);
        var fresh = SettingsIds.Read(declaration, null).Body;
        var changes = version.Differences.Where(d => properties.ContainsKey(d.Property))
            .Select(Words);
        var who = version.Author.IsNone ? "Mainstay" : Mention.User(version.Author);
        return $"**{version.Number.ToString(CultureInfo.InvariantCulture)}** {who} {Mention.Ago(version.At)}: {(string.Join(", ", changes) is { Length: > 0 } words ? words : "nothing different")}";

        string Words(SettingDifference difference)
        {
            try
            {
                return properties[difference.Property].Difference(With(declaration, fresh, difference.Property, difference.Before), With(declaration, fresh, difference.Property, difference.After));
            }
            catch (JsonException)
            {
                // Saved when the property was of another type.
                return $"`{difference.Property}` {Mention.Plain(difference.Before.ToString())} → {Mention.Plain(difference.After.ToString())}";
            }
        }
    }

    private Operation<Standing> Of(string name, Capability capability) => new()
    {
        Name = name,
        Title = "Change settings",
        Capability = capability,
        Read = ReadAsync,
        Plan = planning => PlanOf(planning, name),
    };

    private async Task<Outcome<Standing>> ReadAsync(Reading reading, CancellationToken cancellationToken)
    {
        if (!Find(reading.Arguments["name"] ?? "", reading.Arguments["key"]).Try(out var found, out var failure))
        {
            return failure;
        }

        var (number, body) = await database.ReadAsync(unit => store.NewestAsync(unit, reading.Guild, found.Declaration), cancellationToken).ConfigureAwait(false);
        reading.RestsOn($"the settings of {found.Declaration.Name}", number.ToString(CultureInfo.InvariantCulture));
        return new Standing(found, body);
    }

    private Outcome<Draft> PlanOf(Planning<Standing> planning, string operation)
    {
        var ((declaration, properties), before) = planning.Input;
        if (OperationOf(declaration) != operation)
        {
            return new Failure("settings.operation", $"{declaration.Title} is changed by `/settings set name:{declaration.Name}`.");
        }

        var standing = Record(declaration, before);
        var fresh = JsonNode.Parse(SettingsIds.Read(declaration, null).Body)!.AsObject();
        var wanted = JsonNode.Parse(before)!.AsObject();
        foreach (var property in properties)
        {
            if (planning.Arguments["value"] is not { } text)
            {
                wanted[property.Name] = fresh[property.Name]?.DeepClone();
                continue;
            }

            if (!property.Read(SettingNames.ToMentions(planning.Image, PlainText.Line(text)), standing).Try(out var value, out var failure))
            {
                return failure;
            }

            wanted[property.Name] = JsonNode.Parse(value.GetRawText());
        }

        var after = SettingsIds.Read(declaration, wanted.ToJsonString(SettingsSchema.Json));
        var record = Record(declaration, after.Body);
        var now = SettingsIds.Read(declaration, before);
        if ((SettingsSchema.OutOfBounds(record) ?? Unknown(declaration, now, after) ?? Missing(planning.Image, now, after)) is { } wrong)
        {
            return wrong;
        }

        if (after.Body == now.Body)
        {
            return new Draft { NothingToDo = "That is how it stands already." };
        }

        var differences = SettingProperty.Of(declaration.Type).Where(p => p.Show(standing) != p.Show(record)).Select(p => p.Difference(standing, record));
        return new Draft
        {
            Findings = (standing, record) is (OperationSettings { Approvals: var few }, OperationSettings { Approvals: var more }) && more > few ? [Warning(more)] : [],
            Changes =
            [
                new SettingsChange
                {
                    Settings = declaration.Name,
                    Before = before,
                    After = after.Body,
                    Summary = $"{declaration.Title}: {string.Join(", ", differences)}",
                    Reason = "settings changed",
                    Risk = declaration.Name is AuthorityName or OperationsName ? Risk.Elevated : Risk.Low,
                },
            ],
        };
    }

    /// <summary>A server in which too few people may agree could never take this back.</summary>
    private static Finding Warning(int approvals) => new(
        "settings.approvals",
        Severity.Warning,
        Target.Row("setting_version", OperationsName),
        $"From then on no plan is applied before {OperationTexts.Count(approvals, "other person agrees", "other people agree")} to it, a plan to take this back included. See to it first that so many others hold the rights that plans ask for.");

    /// <summary>A right that no part of Mainstay knows: granting it would look as if it had helped.</summary>
    private Failure? Unknown(SettingsDeclaration declaration, SettingsRecord before, SettingsRecord after)
    {
        if (declaration.Name != AuthorityName)
        {
            return null;
        }

        var known = modules.Value.Capabilities.Select(c => c.Name).Concat(before.Ids.Select(i => i.Key)).ToHashSet(StringComparer.Ordinal);
        return after.Ids.FirstOrDefault(i => !known.Contains(i.Key)) is { } unknown
            ? new Failure("settings.capability", $"There is no right called `{unknown.Key.Replace("`", "", StringComparison.Ordinal)}`. `/help command:…` names the right that a command asks for.")
            : null;
    }

    /// <summary>What the new values name and the live server does not have.</summary>
    private static Failure? Missing(GuildImage image, SettingsRecord before, SettingsRecord after)
    {
        var known = before.Ids.Select(i => (i.Object, i.Id)).ToHashSet();
        foreach (var id in after.Ids.Where(i => !known.Contains((i.Object, i.Id))))
        {
            var sentence = id.Object switch
            {
                DiscordObject.Role when image.Roles.Find(new Id<Role>(id.Id)) is null => $"{Mention.Role(new Id<Role>(id.Id))} is no role of this server.",
                DiscordObject.Channel when image.Channels.Find(new Id<Channel>(id.Id)) is null => $"{Mention.Channel(new Id<Channel>(id.Id))} is no channel of this server that I can see.",
                DiscordObject.Channel when id.Channel is { Types.Count: > 0 } rule && image.Channels.Find(new Id<Channel>(id.Id)) is { } channel && !rule.Types.Contains(channel.Type) =>
                    $"{Mention.Channel(channel.Id)} is of a kind that will not do for this: {id.Description}.",
                DiscordObject.User when image.Members.Completeness.IsComplete && !image.Members.TryGet(new Id<User>(id.Id), out _) => $"{Mention.User(new Id<User>(id.Id))} is not in this server.",
                _ => null,
            };
            if (sentence is not null)
            {
                return new Failure("settings.object", sentence);
            }
        }

        return null;
    }

    private static object Record(SettingsDeclaration declaration, string body) => JsonSerializer.Deserialize(body, declaration.Type, SettingsSchema.Json)!;

    private static object With(SettingsDeclaration declaration, string body, string property, JsonElement value)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json[property] = value.ValueKind is JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());
        return Record(declaration, json.ToJsonString(SettingsSchema.Json));
    }

    /// <summary>A part of the settings, with those of its properties that are meant.</summary>
    internal sealed record Found(SettingsDeclaration Declaration, IReadOnlyList<SettingProperty> Properties);

    internal sealed record Standing(Found Found, string Body);
}

/// <summary>A version of settings, by what it made different.</summary>
internal sealed record StoredDifferences(int Number, Id<User> Author, DateTimeOffset At, IReadOnlyList<SettingDifference> Differences);
