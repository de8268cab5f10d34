using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Turns what a person chose in a select into values as sent: by value, label, id, mention or name.</summary>
internal sealed class SelectReader(WorldChannel place, WorldUser person, ResolvedObjects resolved)
{
    private readonly Naming _naming = new(place, person);

    public IReadOnlyList<string> Read(SelectMenu select, IReadOnlyList<string> chosen)
    {
        var min = select.MinValues ?? 1;
        var max = select.MaxValues ?? 1;
        if (chosen.Count < min || chosen.Count > max)
        {
            throw new ClientRefusal(min == max ? $"Choose exactly {min}." : $"Choose {min} to {max}.");
        }

        return [.. chosen.Select(one => Value(select, one)).Distinct()];
    }

    /// <summary>Files are resolved by the form itself.</summary>
    public string Resolve(HandedFile file)
    {
        var attachment = file.Store(place);
        resolved.Add(attachment);
        return attachment.Id.ToString();
    }

    private string Value(SelectMenu select, string text) => select switch
    {
        StringSelect menu => (menu.Options.FirstOrDefault(o => o.Value == text) ?? menu.Options.FirstOrDefault(o => o.Label == text) ?? throw Nothing(text)).Value,
        UserSelect => User(text) ?? throw Nothing(text),
        RoleSelect => Role(text) ?? throw Nothing(text),
        MentionableSelect => Role(text) ?? User(text) ?? throw Nothing(text),
        ChannelSelect => Channel(text) ?? throw Nothing(text),
        _ => throw Nothing(text),
    };

    private string? User(string text)
    {
        if (_naming.Person(text) is not { } user)
        {
            return null;
        }

        resolved.Add(user);
        return user.Id.ToString();
    }

    private string? Role(string text)
    {
        if (_naming.Role(text) is not { } role)
        {
            return null;
        }

        resolved.Add(role);
        return role.Id.ToString();
    }

    private string? Channel(string text)
    {
        if (_naming.Channel(text) is not { } channel)
        {
            return null;
        }

        resolved.Add(channel);
        return channel.Id.ToString();
    }

    private static ClientRefusal Nothing(string text) => new($"\"{text}\" is not among the choices.");
}
