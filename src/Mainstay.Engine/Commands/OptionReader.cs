using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Finds the command that an interaction means and reads its options, trusting nothing that Discord could not have checked.</summary>
internal static class OptionReader
{
    /// <summary>The path of the command used, and the options given to it.</summary>
    public static (string Path, IReadOnlyList<InteractionOption> Given) Locate(InteractionData data)
    {
        var path = data.Name ?? "";
        var given = data.Options ?? [];
        while (given is [{ Type: CommandOptionType.Subcommand or CommandOptionType.SubcommandGroup } inner])
        {
            path += " " + inner.Name;
            given = inner.Options ?? [];
        }

        return (path, given);
    }

    /// <summary>The values by name, each of the type that its option declares, within its bounds and choices.</summary>
    public static Outcome<IReadOnlyDictionary<string, object>> Read(Command command, IReadOnlyList<InteractionOption> given, ResolvedData? resolved = null)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            if (command.Options.FirstOrDefault(o => o.Name == one.Name) is not { } option)
            {
                return new Failure("option.unknown", $"`/{command.Path}` has no option `{one.Name}` any more. Wait a moment and type the command again.");
            }

            if (one.Value is not { } scalar || Value(option, scalar, resolved) is not { } value)
            {
                return Wrong(option, "is not what it should be");
            }

            if (Complaint(option, value, scalar) is { } complaint)
            {
                return Wrong(option, complaint);
            }

            values[option.Name] = value;
        }

        return command.Options.FirstOrDefault(o => o.Required && !values.ContainsKey(o.Name)) is { } missing
            ? Wrong(missing, "is missing")
            : Outcome.Of<IReadOnlyDictionary<string, object>>(values);
    }

    private static object? Value(Option option, Scalar scalar, ResolvedData? resolved) => option.Kind switch
    {
        OptionKind.Text => scalar.AsText is { } text ? PlainText.Line(text) : null,
        OptionKind.Integer => scalar.AsInteger,
        OptionKind.Boolean => scalar.AsBoolean,
        OptionKind.User => Id<User>.TryParse(scalar.AsText, out var user) ? user : null,
        OptionKind.Role => Id<Role>.TryParse(scalar.AsText, out var role) ? role : null,
        OptionKind.Channel => Id<Channel>.TryParse(scalar.AsText, out var channel) ? channel : null,
        OptionKind.File => Id<Attachment>.TryParse(scalar.AsText, out var id) && resolved?.Attachments?.GetValueOrDefault(id) is { } file && Uri.TryCreate(file.Url, UriKind.Absolute, out var address)
            ? new AttachedFile(file.Filename, file.Size, address)
            : null,
        _ => null,
    };

    private static string? Complaint(Option option, object value, Scalar scalar)
    {
        if (option.Choices.Count > 0 && option.Choices.All(c => c.Value != scalar.ToString()))
        {
            return "is none of the choices";
        }

        if (value is "")
        {
            return "holds nothing that can be seen";
        }

        var measure = value switch
        {
            long number => number,
            string text => text.EnumerateRunes().Count(),
            _ => (long?)null,
        };
        return measure < option.Min || measure > option.Max
            ? $"must be between {(option.Min ?? 0).ToString(CultureInfo.InvariantCulture)} and {option.Max?.ToString(CultureInfo.InvariantCulture) ?? "any number"}{(value is string ? " characters" : "")}"
            : null;
    }

    private static Failure Wrong(Option option, string complaint) =>
        new("option.value", $"The option `{option.Name}` {complaint}.") { Context = new Dictionary<string, string> { ["option"] = option.Name } };
}
