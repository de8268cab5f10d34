using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>
/// What a person's client does to make interactions. It refuses by itself (<see cref="ClientRefusal" />) what Discord's client refuses. The caller holds
/// the world's lock.
/// </summary>
internal sealed class PersonActions(DiscordWorld world, WorldUser person)
{
    /// <summary>Sends a slash command as typed.</summary>
    public LiveInteraction Use(WorldChannel channel, string text, IReadOnlyDictionary<string, PickedValue> picked)
    {
        var (application, typed) = Typed(channel, text);
        var reader = new OptionReader(channel, person, picked);
        var options = reader.Read(typed);
        var live = Start(InteractionType.ApplicationCommand, application, channel, name: typed.FullName);
        return world.Interactions.Begin(live, InteractionPayload.Make(live, DataOf(typed.Command, options, reader.Resolved, channel)));
    }

    /// <summary>Asks for the choices of the option being typed.</summary>
    public LiveInteraction Complete(WorldChannel channel, string text, IReadOnlyDictionary<string, PickedValue> picked, string focused)
    {
        var (application, typed) = Typed(channel, text);
        if (typed.Options.FirstOrDefault(o => o.Name == focused) is not { Autocomplete: true })
        {
            throw new ClientRefusal($"{focused}: This option has no autocomplete.");
        }

        var reader = new OptionReader(channel, person, picked);
        var options = reader.Read(typed, focused);
        var live = Start(InteractionType.ApplicationCommandAutocomplete, application, channel, name: typed.FullName);
        return world.Interactions.Begin(live, InteractionPayload.Make(live, DataOf(typed.Command, options, reader.Resolved, channel)));
    }

    /// <summary>Uses an entry of the menu of a person or a message.</summary>
    public LiveInteraction UseOn(WorldChannel channel, Id<ApplicationCommand> id, ulong target)
    {
        var (application, command) = world.UsableBy(person, channel).FirstOrDefault(c => c.Command.Id == id);
        var type = command is null ? ApplicationCommandType.ChatInput : CommandBook.TypeOf(command);
        if (command is null || type is not (ApplicationCommandType.User or ApplicationCommandType.Message))
        {
            throw new ClientRefusal("There is no such entry in the Apps menu here.");
        }

        var resolved = new ResolvedObjects(channel, person);
        var user = type == ApplicationCommandType.User ? world.User(new(target)) ?? throw new ClientRefusal("This person does not exist.") : null;
        var message = type == ApplicationCommandType.Message ? channel.Messages[target] ?? throw new ClientRefusal("This message does not exist.") : null;
        if (user is not null)
        {
            resolved.Add(user);
        }
        else
        {
            resolved.Add(message!, person.Id);
        }

        var live = Start(InteractionType.ApplicationCommand, application, channel, name: command.Name, isMenu: true, targetUser: user?.ToModel(), targetMessage: message?.Id);
        return world.Interactions.Begin(live, InteractionPayload.Make(live, DataOf(command, null, resolved, channel) with { TargetId = new(target) }));
    }

    /// <summary>Presses a button, or chooses in a select.</summary>
    public LiveInteraction Press(WorldChannel channel, Id<Message> id, string customId, IReadOnlyList<string>? values)
    {
        var place = Place(channel, id);
        var component = Components.Find(place.Message.Model.Components ?? [], customId) ?? throw new ClientRefusal($"The message has no component \"{customId}\".");
        if (component is Button { Disabled: true } or SelectMenu { Disabled: true })
        {
            throw new ClientRefusal("This component is disabled.");
        }

        var application = ApplicationOf(place.Message.Model) ?? throw new ClientRefusal("The application of this message is not here.");
        var live = Start(InteractionType.MessageComponent, application, channel, source: place);
        var resolved = new ResolvedObjects(channel, person);
        var data = new InteractionData
        {
            CustomId = customId,
            ComponentType = component.Type,
            Values = component is SelectMenu select ? new SelectReader(channel, person, resolved).Read(select, values ?? []) : null,
            Resolved = component is SelectMenu and not StringSelect ? resolved.ToModel() ?? new ResolvedData() : null,
        };
        return world.Interactions.Begin(live, InteractionPayload.Make(live, data));
    }

    /// <summary>Sends a form back.</summary>
    public LiveInteraction Submit(LiveInteraction opener, IReadOnlyDictionary<string, JsonElement> fields)
    {
        if (opener.Person != person || opener.Modal is not { } modal)
        {
            throw new ClientRefusal("There is no form to submit.");
        }

        var resolved = new ResolvedObjects(opener.Channel, person);
        var components = modal.Fill(fields, new SelectReader(opener.Channel, person, resolved));
        var live = Start(InteractionType.ModalSubmit, opener.Application, opener.Channel, source: opener.Source, trigger: opener.Metadata, name: opener.CommandName);
        opener.Modal = null;
        opener.State = InteractionState.Answered;
        return world.Interactions.Begin(live, InteractionPayload.Make(live, new InteractionData { CustomId = modal.CustomId, Components = components, Resolved = resolved.ToModel() }));
    }

    /// <summary>A message that the person can see, ephemeral or not.</summary>
    public MessagePlace Place(WorldChannel channel, Id<Message> id)
    {
        if (world.Ephemerals.Find(id) is { } place)
        {
            return place.OnlyFor == person && place.Channel == channel ? place : throw new ClientRefusal("This message does not exist.");
        }

        var seen = channel.Guild is { } guild ? guild.CanView(person.Id, channel) : channel.Recipients.Contains(person);
        return seen && channel.Messages[id.Value] is { } message ? new MessagePlace(channel, message, null) : throw new ClientRefusal("This message does not exist.");
    }

    private WorldApplication? ApplicationOf(Message message) =>
        world.Applications.GetValueOrDefault(message.ApplicationId ?? message.Author.Id.Cast<Application>());

    private (WorldApplication Application, TypedCommand Typed) Typed(WorldChannel channel, string text)
    {
        var usable = world.UsableBy(person, channel).ToArray();
        var typed = TypedCommand.Parse(text, usable.Select(u => u.Command));
        return (usable.First(u => u.Command == typed.Command).Application, typed);
    }

    private static InteractionData DataOf(ApplicationCommand command, IReadOnlyList<InteractionOption>? options, ResolvedObjects resolved, WorldChannel channel) => new()
    {
        Id = command.Id,
        Name = command.Name,
        Type = CommandBook.TypeOf(command),
        Options = options,
        Resolved = resolved.ToModel(),
        GuildId = command.GuildId is null ? null : channel.Guild?.Id,
    };

    private LiveInteraction Start(InteractionType type, WorldApplication application, WorldChannel channel, MessagePlace? source = null, InteractionMetadata? trigger = null,
        string? name = null, bool isMenu = false, User? targetUser = null, Id<Message>? targetMessage = null)
    {
        var (id, token) = world.Interactions.Next();
        return new LiveInteraction
        {
            Id = id,
            Token = token,
            Type = type,
            Application = application,
            Person = person,
            Channel = channel,
            Source = source,
            CommandName = name,
            IsContextMenu = isMenu,
            Metadata = new InteractionMetadata
            {
                Id = id,
                Type = type,
                User = person.ToModel(),
                AuthorizingIntegrationOwners = InteractionPayload.OwnersOf(channel),
                TargetUser = targetUser,
                TargetMessageId = targetMessage,
                InteractedMessageId = type == InteractionType.MessageComponent ? source?.Message.Id : null,
                TriggeringInteractionMetadata = trigger,
            },
        };
    }
}
