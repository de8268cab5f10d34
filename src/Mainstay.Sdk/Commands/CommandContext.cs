using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>One use of a command, button or form: who, where, and how to keep the person informed while the work goes on.</summary>
public abstract class HandlerContext
{
    /// <summary>Who asked. Its rights were checked against the declaration before the handler runs.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Where.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether only the person who asked sees the reply.</summary>
    public required bool OnlyToAsker { get; init; }

    /// <summary>One id from the interaction to log lines, journal rows, and the sentence shown when something breaks.</summary>
    public required string Correlation { get; init; }

    /// <summary>How the engine reaches the same reply again after a restart, while Discord's token lives; unset where there is none.</summary>
    internal ReplyTicket? Ticket { get; init; }

    /// <summary>The guild; throws <see cref="InvalidOperationException" /> in a direct message, which a declaration for servers rules out.</summary>
    public Id<Guild> Guild => Place.Guild ?? throw new InvalidOperationException("This interaction has no guild. Declare the command for servers only.");

    /// <summary>
    /// Shows how far the work is, by editing the one reply. Calls may come as often as they like: edits are made at a bounded rate and the
    /// last state always arrives. Past Discord's 15 minutes it goes on in a message: in the guild's log channel if the reply was open,
    /// in a direct message if only the person who asked could see it.
    /// </summary>
    public abstract ValueTask ShowAsync(Reply reply, CancellationToken cancellationToken);
}

/// <summary>One use of a slash command.</summary>
public abstract class CommandContext : HandlerContext
{
    /// <summary>The declaration that was used.</summary>
    public required Command Command { get; init; }

    /// <summary>The values given, by option name, already checked against bounds and choices.</summary>
    public required IReadOnlyDictionary<string, object> Values { get; init; }

    /// <summary>The value of a required option.</summary>
    public T Get<T>(Option<T> option) =>
        Values.TryGetValue(option.Name, out var value) ? (T)value : throw new InvalidOperationException($"The option {option.Name} was not given. Declare it required, or use TryGet.");

    /// <summary>The value of an option, or what to take when it was not given.</summary>
    public T Get<T>(Option<T> option, T otherwise) => TryGet(option, out var value) ? value : otherwise;

    /// <summary>The value of an option, if it was given.</summary>
    public bool TryGet<T>(Option<T> option, [MaybeNullWhen(false)] out T value)
    {
        var given = Values.TryGetValue(option.Name, out var found);
        value = given ? (T)found! : default;
        return given;
    }
}

/// <summary>One press of a button, or one form sent in.</summary>
public abstract class ActionContext : HandlerContext
{
    /// <summary>What the button was given when it was made.</summary>
    public required string State { get; init; }

    /// <summary>A form's fields by name; empty for a button.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where somebody sees a reply, and where it goes on when it can no longer be changed.</summary>
internal sealed record ReplyPlace(ReplyTicket? Ticket, Id<Channel>? Channel, bool OnlyToAsker);

/// <summary>An interaction's reply, for as long as Discord takes changes to it.</summary>
/// <param name="Application">The application.</param>
/// <param name="Token">The interaction's token: whoever has it can change the reply.</param>
/// <param name="Until">When it ends to live.</param>
internal sealed record ReplyTicket(Id<Application> Application, string Token, DateTimeOffset Until)
{
    /// <summary>Without the token, which opens the reply to whoever holds it.</summary>
    public override string ToString() => "reply ticket";
}
