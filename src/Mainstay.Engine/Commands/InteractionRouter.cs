using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Commands;

/// <summary>Takes an interaction to the handler that was declared for it, past the guards: place, authority, options. What is not declared is denied.</summary>
internal sealed partial class InteractionRouter(ModuleRegistry modules, IAuthority authority, IAttempts attempts, TimeProvider time, ILogger<InteractionRouter> log)
{
    /// <summary>An interaction that took longer than this to arrive is acknowledged before it has an effect: Discord may have told the person that it failed.</summary>
    public static readonly TimeSpan PromptWithin = TimeSpan.FromSeconds(1);

    /// <param name="interaction">What somebody did.</param>
    /// <param name="wire">How to answer.</param>
    /// <param name="replayed">Whether an earlier process may have had it already: then it has an effect only if Discord takes our acknowledgement.</param>
    /// <param name="cancellationToken">The program stops.</param>
    public Task HandleAsync(Interaction interaction, IInteractionWire wire, bool replayed, CancellationToken cancellationToken) => interaction.Type switch
    {
        InteractionType.ApplicationCommand => CommandAsync(interaction, wire, Doubtful(interaction, replayed), cancellationToken),
        InteractionType.ApplicationCommandAutocomplete => ProposeAsync(interaction, wire, cancellationToken),
        InteractionType.MessageComponent => ComponentAsync(interaction, wire, Doubtful(interaction, replayed), cancellationToken),
        InteractionType.ModalSubmit => FormAsync(interaction, wire, Doubtful(interaction, replayed), cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task CommandAsync(Interaction interaction, IInteractionWire wire, bool doubtful, CancellationToken cancellationToken)
    {
        var (path, given) = OptionReader.Locate(interaction.Data!);
        if (modules.Command(path) is not { } entry)
        {
            await new InteractionSession(wire, "", Person(interaction), true, false, time, log)
                .FailAsync(Replies.Failed(new Failure("command.unknown", $"`/{path}` is not one of my commands any more. Wait a moment and type it again.")))
                .ConfigureAwait(false);
            return;
        }

        var command = entry.Command;
        var (actor, place) = (ActorOf(interaction), PlaceOf(interaction));
        var onlyToAsker = command.Visibility == ReplyVisibility.OnlyToAsker;
        var session = new InteractionSession(wire, entry.Module, actor.User, onlyToAsker, false, time, log);
        await RunAsync(interaction, session, async () =>
        {
            if (WrongPlace(command, place) is { } wrong)
            {
                return wrong;
            }

            if (await DeniedAsync(actor, command.Capability, place, cancellationToken).ConfigureAwait(false) is { } denied)
            {
                return denied;
            }

            if (!OptionReader.Read(command, given, interaction.Data!.Resolved).Try(out var values, out var failure))
            {
                return failure;
            }

            if (doubtful && !await session.ClaimAsync().ConfigureAwait(false))
            {
                return null;
            }

            var context = new RoutedCommand(session) { Actor = actor, Place = place, OnlyToAsker = onlyToAsker, Correlation = Correlation(interaction), Ticket = Ticket(interaction), Command = command, Values = values };
            return await command.Run(context, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task ComponentAsync(Interaction interaction, IInteractionWire wire, bool doubtful, CancellationToken cancellationToken)
    {
        if (Locate(interaction) is not ({ } id, { } action))
        {
            await GoneAsync(interaction, wire).ConfigureAwait(false);
            return;
        }

        // A form has to be the first answer, so nothing may be read before it: its rights are asked for when it is sent in.
        if (action.Form is { } form && Stranger(interaction, id) is null)
        {
            await wire.OpenAsync(id.ToString(), form, cancellationToken).ConfigureAwait(false);
            return;
        }

        await ActAsync(interaction, wire, id, action, new Dictionary<string, string>(), doubtful, cancellationToken).ConfigureAwait(false);
    }

    private async Task FormAsync(Interaction interaction, IInteractionWire wire, bool doubtful, CancellationToken cancellationToken)
    {
        if (Locate(interaction) is not ({ } id, { Form: not null } action))
        {
            await GoneAsync(interaction, wire).ConfigureAwait(false);
            return;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(interaction.Data!.Components ?? [], fields);
        await ActAsync(interaction, wire, id, action, fields, doubtful, cancellationToken).ConfigureAwait(false);
    }

    private async Task ActAsync(
        Interaction interaction,
        IInteractionWire wire,
        ComponentId id,
        ComponentAction action,
        Dictionary<string, string> fields,
        bool doubtful,
        CancellationToken cancellationToken)
    {
        var (actor, place) = (ActorOf(interaction), PlaceOf(interaction));
        var ephemeral = interaction.Message?.Flags?.HasFlag(MessageFlags.Ephemeral) == true;
        var session = new InteractionSession(wire, id.Module, actor.User, ephemeral, true, time, log);
        await RunAsync(interaction, session, async () =>
        {
            if (Stranger(interaction, id) is { } stranger)
            {
                return stranger;
            }

            if (await DeniedAsync(actor, action.Capability, place, cancellationToken).ConfigureAwait(false) is { } denied)
            {
                return denied;
            }

            if (doubtful && !await session.ClaimAsync().ConfigureAwait(false))
            {
                return null;
            }

            var context = new RoutedAction(session) { Actor = actor, Place = place, OnlyToAsker = ephemeral, Correlation = Correlation(interaction), Ticket = Ticket(interaction), State = id.State, Fields = fields };
            return await action.Run(context, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task ProposeAsync(Interaction interaction, IInteractionWire wire, CancellationToken cancellationToken)
    {
        var (path, given) = OptionReader.Locate(interaction.Data!);
        if (modules.Command(path)?.Command is not { } command
            || given.FirstOrDefault(o => o.Focused == true) is not { } focused
            || command.Options.FirstOrDefault(o => o.Name == focused.Name) is not { Complete: { } complete } option)
        {
            return;
        }

        var (actor, place) = (ActorOf(interaction), PlaceOf(interaction));
        IReadOnlyList<Choice> choices = [];
        try
        {
            if (WrongPlace(command, place) is null && (await authority.CheckAsync(actor, command.Capability, null, place, cancellationToken).ConfigureAwait(false)).Allowed)
            {
                var others = given.Where(o => o != focused && o.Value is not null).DistinctBy(o => o.Name).ToDictionary(o => o.Name, o => PlainText.Line(o.Value.ToString()!), StringComparer.Ordinal);
                choices = await complete(new CompletionContext(actor, place, PlainText.Line(focused.Value?.ToString() ?? "")) { Others = others }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Somebody is typing: an empty list is the best answer there is.
            LogBroken(log, exception, path, Correlation(interaction));
        }

        await wire.ProposeAsync(option, [.. choices.Take(Limits.Suggestions)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The one boundary of handlers: expected failures are shown as they are, bugs with a number to quote.</summary>
    private async Task RunAsync(Interaction interaction, InteractionSession session, Func<Task<Outcome<Reply>?>> handle)
    {
        try
        {
            if (await handle().ConfigureAwait(false) is not { } outcome)
            {
                return;
            }

            if (outcome.Try(out var reply, out var failure))
            {
                await session.FinishAsync(reply).ConfigureAwait(false);
                return;
            }

            await session.FailAsync(Replies.Failed(failure)).ConfigureAwait(false);
            if (session.IsLost)
            {
                return;
            }

            var pressed = ComponentId.Parse(interaction.Data?.CustomId);
            await attempts.NoteAsync(
                Person(interaction),
                PlaceOf(interaction),
                pressed is null ? OptionReader.Locate(interaction.Data!).Path.Replace(' ', '.') : $"{pressed.Module}.{pressed.Action}",
                pressed?.State ?? "",
                Correlation(interaction),
                failure).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await session.FailAsync(Replies.Stopping()).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            LogBroken(log, exception, Name(interaction), Correlation(interaction));
            await session.FailAsync(Replies.Failed(DatabaseFailure.Of(exception))).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogBroken(log, exception, Name(interaction), Correlation(interaction));
            await session.FailAsync(Replies.Broken(Correlation(interaction))).ConfigureAwait(false);
        }
    }

    private async Task<Failure?> DeniedAsync(Actor actor, Capability capability, Place place, CancellationToken cancellationToken)
    {
        var verdict = await authority.CheckAsync(actor, capability, null, place, cancellationToken).ConfigureAwait(false);
        return verdict.Allowed ? null : new Failure("authority.denied", verdict.Reason);
    }

    private (ComponentId Id, ComponentAction Action)? Locate(Interaction interaction) =>
        ComponentId.Parse(interaction.Data?.CustomId) is { } id && modules.Action(id.Module, id.Action) is { } action ? (id, action) : null;

    private Task GoneAsync(Interaction interaction, IInteractionWire wire) => new InteractionSession(wire, "", Person(interaction), true, true, time, log)
        .FailAsync(Replies.Failed(new Failure("component.unknown", "This button does nothing any more. Use the command again.")));

    private static Failure? Stranger(Interaction interaction, ComponentId id) => id.For == Person(interaction)
        ? null
        : new Failure("component.bound", $"These buttons belong to {Mention.User(id.For)}. Use the command yourself to get your own.");

    private static Failure? WrongPlace(Command command, Place place) => command.Place switch
    {
        CommandPlace.Server when place.Guild is null => new Failure("place.server", $"`/{command.Path}` works in a server only."),
        CommandPlace.DirectMessage when place.Guild is not null => new Failure("place.direct", $"`/{command.Path}` works in a direct message with me only."),
        _ => null,
    };

    private static void Collect(IReadOnlyList<SubmittedComponent> components, Dictionary<string, string> fields)
    {
        foreach (var component in components)
        {
            if (component is { CustomId: { } name } && component.Value.OrDefault() is { } value)
            {
                fields[name] = value.ToString();
            }

            Collect(component.Components ?? (component.Component is { } one ? [one] : []), fields);
        }
    }

    private bool Doubtful(Interaction interaction, bool replayed) => replayed || time.GetUtcNow() - interaction.Id.CreatedAt > PromptWithin;

    private static Actor ActorOf(Interaction interaction) => new()
    {
        User = Person(interaction),
        Roles = interaction.Member?.Roles ?? [],
        Permissions = interaction.Member?.Permissions ?? Permissions.None,
    };

    private static Place PlaceOf(Interaction interaction) => new(interaction.GuildId, interaction.ChannelId);

    private static Id<User> Person(Interaction interaction) => interaction.Person()?.Id ?? default;

    private ReplyTicket Ticket(Interaction interaction) =>
        new(interaction.ApplicationId, interaction.Token, time.GetUtcNow() + InteractionSession.TokenLife);

    private static string Correlation(Interaction interaction) => Base36.Write(interaction.Id.Value);

    private static string Name(Interaction interaction) => interaction.Data?.CustomId ?? interaction.Data?.Name ?? "?";

    [LoggerMessage(1002, LogLevel.Error, "{Name} broke (correlation {Correlation})")]
    private static partial void LogBroken(ILogger log, Exception exception, string name, string correlation);

    private sealed class RoutedCommand(InteractionSession session) : CommandContext
    {
        public override ValueTask ShowAsync(Reply reply, CancellationToken cancellationToken) => session.ShowAsync(reply);
    }

    private sealed class RoutedAction(InteractionSession session) : ActionContext
    {
        public override ValueTask ShowAsync(Reply reply, CancellationToken cancellationToken) => session.ShowAsync(reply);
    }
}
