using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>settings</c>: another version of a guild's settings, on top of the one that the change was made from.</summary>
internal sealed class SettingsKind(Lazy<ModuleRegistry> modules, SettingsStore store) : RecordKind
{
    public override string Name => "settings";

    public override string Noun(int count) => count == 1 ? "change of settings" : "changes of settings";

    public override string Describe(Change change) => ((SettingsChange)change).Summary;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var settings = (SettingsChange)change;
        if (Declared(settings) is not { } declaration)
        {
            yield return $"No part of Mainstay that is running keeps the settings {settings.Settings}.";
        }
        else if (Complaint(declaration, settings.After) is { } complaint)
        {
            yield return complaint;
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var settings = (SettingsChange)change;
        return ids is not NamedIds && ids.IsEmpty || Declared(settings) is not { } declaration ? settings
            : settings with { Before = Resolve(declaration, settings.Before, ids), After = Resolve(declaration, settings.After, ids) };
    }

    public override async Task<TargetState> ApplyAsync(IUnit unit, Id<Guild> guild, Change change, Id<User> actor)
    {
        var settings = (SettingsChange)change;
        var declaration = Declared(settings) ?? throw new RecordException(new Failure("settings.unknown", $"No part of Mainstay that is running keeps the settings {settings.Settings}."));
        var (number, standing) = await store.NewestAsync(unit, guild, declaration).ConfigureAwait(false);
        var after = SettingsIds.Read(declaration, settings.After).Body;
        if (standing == after)
        {
            return TargetState.After;
        }

        if (standing != SettingsIds.Read(declaration, settings.Before).Body)
        {
            return TargetState.Different;
        }

        await store.AddAsync(unit, guild, declaration, number + 1, standing, after, actor).ConfigureAwait(false);
        return TargetState.Before;
    }

    public override void Committed(Id<Guild> guild, Change change) => store.Forget(guild);

    public override void Invert(Change change, UndoPlan undo)
    {
        var settings = (SettingsChange)change;
        undo.Add(settings with { Before = settings.After, After = settings.Before, Reason = UndoPlan.Reason(settings), Summary = UndoPlan.Summary(settings.Summary) });
    }

    private SettingsDeclaration? Declared(SettingsChange change) => modules.Value.Settings.FirstOrDefault(s => s.Name == change.Settings);

    private static string? Complaint(SettingsDeclaration declaration, string body)
    {
        try
        {
            return SettingsSchema.OutOfBounds(JsonSerializer.Deserialize(body, declaration.Type, SettingsSchema.Json)!)?.Sentence;
        }
        catch (JsonException)
        {
            return $"The settings {declaration.Title} cannot be read as they are to be saved.";
        }
    }

    private static string Resolve(SettingsDeclaration declaration, string body, IdMap ids)
    {
        foreach (var id in SettingsIds.Read(declaration, body).Ids.Where(i => i.Object is DiscordObject.Role or DiscordObject.Channel or DiscordObject.Message).DistinctBy(i => (i.Object, i.Id)))
        {
            if (ids.Of(id.Id) is var now && now != id.Id)
            {
                body = SettingsIds.Replace(declaration, body, id.Object, id.Id, now);
            }
        }

        return body;
    }
}
