using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What an option holds.</summary>
public enum OptionKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number within ±2^53.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A person.</summary>
    User,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A file that the person attaches.</summary>
    File,
}

/// <summary>
/// An option of a command. Declared as a static field, it is also the key by which the handler reads its typed value:
/// <c>context.Get(Rank)</c>. Bounds and choices are enforced by Discord and again by the engine.
/// </summary>
public abstract record Option
{
    private protected Option(string name, string description, OptionKind kind) => (Name, Description, Kind) = (name, description, kind);

    /// <summary>1–32 characters, lower case.</summary>
    public string Name { get; }

    /// <summary>1–100 characters.</summary>
    public string Description { get; }

    /// <summary>What it holds.</summary>
    public OptionKind Kind { get; }

    /// <summary>Whether the command cannot be sent without it.</summary>
    public bool Required { get; init; }

    /// <summary>Integers: smallest value. Texts: least length in characters.</summary>
    public long? Min { get; init; }

    /// <summary>Integers: largest value. Texts: greatest length in characters, at most 6,000.</summary>
    public long? Max { get; init; }

    /// <summary>The only values there are; at most 25. Empty: any within bounds.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>
    /// Proposes values while somebody types, at most 25, within 3 s. What comes back is only a proposal: the handler still gets any text.
    /// Not together with <see cref="Choices" />.
    /// </summary>
    public Func<CompletionContext, CancellationToken, Task<IReadOnlyList<Choice>>>? Complete { get; init; }

    /// <summary>A text.</summary>
    public static Option<string> Text(string name, string description, bool required = false, int? min = null, int? max = null) =>
        new(name, description, OptionKind.Text) { Required = required, Min = min, Max = max };

    /// <summary>A whole number.</summary>
    public static Option<long> Integer(string name, string description, bool required = false, long? min = null, long? max = null) =>
        new(name, description, OptionKind.Integer) { Required = required, Min = min, Max = max };

    /// <summary>Yes or no.</summary>
    public static Option<bool> Boolean(string name, string description, bool required = false) =>
        new(name, description, OptionKind.Boolean) { Required = required };

    /// <summary>A person.</summary>
    public static Option<Id<User>> User(string name, string description, bool required = false) =>
        new(name, description, OptionKind.User) { Required = required };

    /// <summary>A role.</summary>
    public static Option<Id<Role>> Role(string name, string description, bool required = false) =>
        new(name, description, OptionKind.Role) { Required = required };

    /// <summary>A channel.</summary>
    public static Option<Id<Channel>> Channel(string name, string description, bool required = false) =>
        new(name, description, OptionKind.Channel) { Required = required };

    /// <summary>A file that the person attaches. Its content is read through <see cref="IAttachedFiles" />.</summary>
    public static Option<AttachedFile> File(string name, string description, bool required = false) =>
        new(name, description, OptionKind.File) { Required = required };
}

/// <summary>An option whose values are of one type.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed record Option<T> : Option
{
    internal Option(string name, string description, OptionKind kind)
        : base(name, description, kind)
    {
    }
}

/// <summary>A value that a person can pick.</summary>
/// <param name="Name">What they see, 1–100 characters.</param>
/// <param name="Value">What the handler gets: text, or the digits of a number.</param>
public sealed record Choice(string Name, string Value);

/// <summary>Somebody is typing the value of an option.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Place">Where.</param>
/// <param name="Typed">What they have typed so far.</param>
public sealed record CompletionContext(Actor Actor, Place Place, string Typed)
{
    /// <summary>What the command's other options hold so far, by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();
}
