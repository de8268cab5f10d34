using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Turns what a person typed for an option into what Discord sends, refusing what Discord's client would not let them send.</summary>
internal sealed class OptionReader(WorldChannel place, WorldUser person, IReadOnlyDictionary<string, PickedValue> picked)
{
    private const double SafeInteger = 9_007_199_254_740_991;
    private readonly Naming _naming = new(place, person);

    public ResolvedObjects Resolved { get; } = new(place, person);

    /// <summary>The options as sent, within their subcommands.</summary>
    /// <param name="typed">The command.</param>
    /// <param name="focused">For autocomplete: the option being typed, which is passed as it stands.</param>
    public IReadOnlyList<InteractionOption>? Read(TypedCommand typed, string? focused = null)
    {
        if (focused is null && typed.Options.FirstOrDefault(o => o.Required == true && !typed.Values.ContainsKey(o.Name)) is { } missing)
        {
            throw new ClientRefusal($"{missing.Name}: This option is required. Specify a value.");
        }

        var options = new List<InteractionOption>();
        foreach (var option in typed.Options)
        {
            if (option.Name == focused)
            {
                options.Add(new InteractionOption { Name = option.Name, Type = option.Type, Value = typed.Values.GetValueOrDefault(option.Name) ?? "", Focused = true });
            }
            else if (typed.Values.TryGetValue(option.Name, out var text) && Value(option, text, lenient: focused is not null) is { } value)
            {
                options.Add(new InteractionOption { Name = option.Name, Type = option.Type, Value = value });
            }
        }

        IReadOnlyList<InteractionOption>? all = options.Count == 0 ? null : options;
        foreach (var step in typed.Path.Reverse())
        {
            all = [new InteractionOption { Name = step.Name, Type = step.Type, Options = all ?? [] }];
        }

        return all;
    }

    // While another option is being completed, a half-typed one is left out rather than refused.
    private Scalar? Value(CommandOption option, string text, bool lenient)
    {
        try
        {
            return Value(option, text);
        }
        catch (ClientRefusal) when (lenient)
        {
            return null;
        }
    }

    private Scalar Value(CommandOption option, string text)
    {
        var pick = picked.TryGetValue(option.Name, out var found) && found.Shown.Trim() == text ? found.Value : (JsonElement?)null;
        if (pick is null && option.Choices?.FirstOrDefault(c => c.Name == text || c.Value.ToString() == text) is { } choice)
        {
            return choice.Value;
        }

        var plain = pick is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : text;
        if (option.Choices is { Count: > 0 } choices)
        {
            return choices.FirstOrDefault(c => c.Value.ToString() == plain)?.Value
                ?? throw Wrong(option, $"Select one of the choices: {string.Join(", ", choices.Select(c => c.Name))}.");
        }

        return option.Type switch
        {
            CommandOptionType.String => Text(option, plain),
            CommandOptionType.Integer => Integer(option, plain),
            CommandOptionType.Number => Number(option, plain),
            CommandOptionType.Boolean => Boolean(option, plain),
            CommandOptionType.User => User(option, plain).Id.ToString(),
            CommandOptionType.Role => Role(option, plain).Id.ToString(),
            CommandOptionType.Channel => Channel(option, plain),
            CommandOptionType.Mentionable => Mentionable(option, plain),
            CommandOptionType.Attachment => File(option, text, pick),
            _ => throw Wrong(option, "This kind of option cannot be filled in."),
        };
    }

    private static Scalar Text(CommandOption option, string text)
    {
        var length = BodyReader.LengthOf(text);
        if (length < (option.MinLength ?? 0))
        {
            throw Wrong(option, $"Must be {option.MinLength} or more characters long.");
        }

        return length <= (option.MaxLength ?? Limits.CommandTextOption) ? text : throw Wrong(option, $"Must be {option.MaxLength ?? Limits.CommandTextOption} or fewer characters long.");
    }

    private static Scalar Integer(CommandOption option, string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || Math.Abs((double)number) > SafeInteger)
        {
            throw Wrong(option, "Input a valid integer.");
        }

        RequireWithin(option, number);
        return number;
    }

    private static Scalar Number(CommandOption option, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Wrong(option, "Input a valid number.");
        }

        RequireWithin(option, number);
        return number;
    }

    private static void RequireWithin(CommandOption option, double number)
    {
        if (option.MinValue?.AsNumber is { } min && number < min)
        {
            throw Wrong(option, string.Create(CultureInfo.InvariantCulture, $"Must be {min} or greater."));
        }

        if (option.MaxValue?.AsNumber is { } max && number > max)
        {
            throw Wrong(option, string.Create(CultureInfo.InvariantCulture, $"Must be {max} or less."));
        }
    }

    private static Scalar Boolean(CommandOption option, string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw Wrong(option, "Must be True or False."),
    };

    private WorldUser User(CommandOption option, string text)
    {
        var user = _naming.Person(text) ?? throw Wrong(option, $"I know nobody called \"{text}\".");
        Resolved.Add(user);
        return user;
    }

    private Role Role(CommandOption option, string text)
    {
        var role = _naming.Role(text) ?? throw Wrong(option, $"There is no role \"{text}\".");
        Resolved.Add(role);
        return role;
    }

    private Scalar Channel(CommandOption option, string text)
    {
        var channel = _naming.Channel(text) ?? throw Wrong(option, $"There is no channel \"{text}\" that you can see.");
        if (option.ChannelTypes is { Count: > 0 } types && !types.Contains(channel.Type))
        {
            throw Wrong(option, $"#{channel.Model.Name} is not of a kind that this option takes.");
        }

        Resolved.Add(channel);
        return channel.Id.ToString();
    }

    private Scalar Mentionable(CommandOption option, string text)
    {
        if (_naming.Role(text) is { } role && !text.StartsWith("<@", StringComparison.Ordinal))
        {
            Resolved.Add(role);
            return role.Id.ToString();
        }

        return text.StartsWith("<@&", StringComparison.Ordinal) ? Role(option, text).Id.ToString() : User(option, text).Id.ToString();
    }

    private Scalar File(CommandOption option, string text, JsonElement? pick)
    {
        var file = pick is { ValueKind: JsonValueKind.Object } given ? HandedFile.Read(given) : throw Wrong(option, $"\"{text}\" is no file. Give one as an object of filename and base64 content.");
        var attachment = file.Store(place);
        Resolved.Add(attachment);
        return attachment.Id.ToString();
    }

    private static ClientRefusal Wrong(CommandOption option, string message) => new($"{option.Name}: {message}");
}
