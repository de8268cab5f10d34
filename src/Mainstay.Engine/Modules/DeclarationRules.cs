using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;

namespace Mainstay.Engine.Modules;

/// <summary>What every declaration has to keep to. The limits of commands are Discord's: https://discord.com/developers/docs/interactions/application-commands.</summary>
internal static partial class DeclarationRules
{
    private const int MaxActionName = 20;

    public static void Check(ModuleRegistry registry)
    {
        foreach (var module in registry.Modules)
        {
            Require(Words().IsMatch(module.Name) && module.Name.Length <= MaxActionName, $"The module name {module.Name} is not 1-{MaxActionName} lower-case letters, digits and hyphens.");
            foreach (var action in module.Actions)
            {
                Require(Words().IsMatch(action.Name) && action.Name.Length <= MaxActionName, $"The action {action.Name} of {module.Name} has no usable name.");
                Require(registry.Knows(action.Capability), $"The action {action.Name} of {module.Name} asks for the undeclared capability {action.Capability.Name}.");
            }
        }

        var groups = registry.Groups.Select(g => g.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in registry.Commands)
        {
            CheckCommand(registry, entry.Command, groups);
        }

        foreach (var operation in registry.Operations)
        {
            Require(registry.Knows(operation.Capability), $"The operation {operation.Name} asks for the undeclared capability {operation.Capability.Name}.");
        }

        foreach (var table in registry.Tables)
        {
            CheckTable(table);
        }

        foreach (var settings in registry.Settings)
        {
            var complaint = SettingsSchema.Complaint(settings.Type);
            Require(complaint is null, complaint ?? "");
            var wrong = SettingsSchema.OutOfBounds(Activator.CreateInstance(settings.Type)!);
            Require(wrong is null, $"The defaults of {settings.Name} are out of their own bounds: {wrong?.Sentence}");
        }
    }

    private static void CheckCommand(ModuleRegistry registry, Command command, HashSet<string> groups)
    {
        var what = $"The command /{command.Path}";
        var words = command.Path.Split(' ');
        Require(words.Length is >= 1 and <= 3 && words.All(w => Words().IsMatch(w) && w.Length <= Limits.CommandName), $"{what} is not one to three words of lower-case letters.");
        for (var i = 1; i < words.Length; i++)
        {
            var parent = string.Join(' ', words[..i]);
            Require(groups.Contains(parent), $"{what} belongs to /{parent}, which no command group describes.");
            Require(registry.Command(parent) is null, $"/{parent} is both a command and a group.");
        }

        Require(command.Description.Length is >= 1 and <= Limits.CommandDescription, $"{what} has no description of 1-{Limits.CommandDescription} characters.");
        Require(registry.Knows(command.Capability), $"{what} asks for the undeclared capability {command.Capability.Name}.");
        Require(command.Options.Count <= Limits.CommandOptions, $"{what} has more than {Limits.CommandOptions} options.");
        Require(command.Options.Select(o => o.Name).Distinct(StringComparer.Ordinal).Count() == command.Options.Count, $"{what} has two options of one name.");
        Require(command.Options.SkipWhile(o => o.Required).All(o => !o.Required), $"{what} has a required option after an optional one.");
        foreach (var option in command.Options)
        {
            Require(OptionWords().IsMatch(option.Name) && option.Name.Length <= Limits.CommandName, $"{what}: the option {option.Name} has no usable name.");
            Require(option.Description.Length is >= 1 and <= Limits.CommandDescription, $"{what}: the option {option.Name} has no description.");
            Require(option.Choices.Count <= Limits.CommandChoices, $"{what}: the option {option.Name} has more than {Limits.CommandChoices} choices.");
            Require(option.Choices.Count == 0 || option.Complete is null, $"{what}: the option {option.Name} has both choices and completion.");
        }
    }

    private static void CheckTable(Table table)
    {
        var columns = table.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        Require(Columns().IsMatch(table.Name), $"The table {table.Name} has no usable name.");
        Require(columns.Count == table.Columns.Count, $"The table {table.Name} declares a column twice.");
        Require(table.Columns.All(c => Columns().IsMatch(c.Name)), $"The table {table.Name} has a column without a usable name.");
        Require(table.Key.Count > 0 && table.Key.All(columns.Contains), $"The key of {table.Name} is not made of its columns.");
        Require(table.Columns.All(c => c.PersonalTo is null || columns.Contains(c.PersonalTo)), $"{table.Name} has personal data of a column that it does not have.");
        Require(
            table.Ledger is null || (table.Key[^1] == table.Ledger.Number && columns.Contains(table.Ledger.At) && columns.Contains(table.Ledger.By)),
            $"The ledger {table.Name} does not end its key with its number, or lacks the column of the moment or of the author.");
        Require(table.Retention is null || (table.RetentionFrom is { } from && columns.Contains(from)), $"{table.Name} has a retention without a column to count from.");
    }

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new DeclarationException(sentence);
        }
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex Words();

    [GeneratedRegex("^[a-z0-9_-]+$")]
    private static partial Regex OptionWords();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Columns();
}
