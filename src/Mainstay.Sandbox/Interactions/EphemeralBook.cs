using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>
/// Messages that only one person sees. The application that wrote one hears of it as of a direct message, without guild and member;
/// that the person dismisses it, it never learns.
/// </summary>
internal sealed class EphemeralBook(DiscordWorld world)
{
    private readonly Dictionary<Id<Message>, MessagePlace> _messages = [];
    private readonly Dictionary<Id<Message>, string> _failures = [];

    public MessagePlace? Find(Id<Message> id) => _messages.GetValueOrDefault(id);

    /// <summary>Those of a person in a channel, the oldest first.</summary>
    public IEnumerable<MessagePlace> For(Id<User> person, Id<Channel> channel) =>
        _messages.Values.Where(m => m.OnlyFor!.Id == person && m.Channel.Id == channel).OrderBy(m => m.Message.Id);

    /// <summary>What went wrong, for notes that the client itself shows.</summary>
    public string? FailureOf(Id<Message> id) => _failures.GetValueOrDefault(id);

    public MessagePlace Add(WorldChannel channel, Message model, WorldUser person)
    {
        var place = new MessagePlace(channel, new WorldMessage(model), person);
        _messages.Add(model.Id, place);
        Hear("MESSAGE_CREATE", place);
        return place;
    }

    public void Update(MessagePlace place) => Hear("MESSAGE_UPDATE", place);

    /// <summary>The application deletes it.</summary>
    public void Delete(MessagePlace place)
    {
        if (_messages.Remove(place.Message.Id))
        {
            var gone = new MessageDeleteEvent { Id = place.Message.Id, ChannelId = place.Channel.Id };
            world.Tell(new PersonEvent("MESSAGE_DELETE", place.OnlyFor!.Id, gone));
            world.Raise(new WorldEvent("MESSAGE_DELETE", null, place.Channel.Id, place.Message.Model.Author.Id, gone));
        }
    }

    /// <summary>The person has read it.</summary>
    public void Dismiss(Id<Message> id, Id<User> person)
    {
        if (Find(id) is { } place && place.OnlyFor!.Id == person)
        {
            _messages.Remove(id);
            _failures.Remove(id);
            world.Tell(new PersonEvent("MESSAGE_DELETE", person, new MessageDeleteEvent { Id = id, ChannelId = place.Channel.Id }));
        }
    }

    /// <summary>The client's own note that a command was not answered. The application hears nothing of it.</summary>
    public MessagePlace AddFailure(LiveInteraction interaction)
    {
        var origin = Answers.Replies.OriginOf(interaction) with { Flags = MessageFlags.Ephemeral, IsEphemeral = true };
        var model = interaction.Channel.Compose(world.User(interaction.Application.BotId)!, new MessageDraft(), mayMentionEveryone: false, origin) with { Interaction = Answers.Replies.Summary(interaction) };
        var place = new MessagePlace(interaction.Channel, new WorldMessage(model), interaction.Person);
        _messages.Add(model.Id, place);
        _failures.Add(model.Id, "The application did not respond");
        world.Tell(new PersonEvent("MESSAGE_CREATE", interaction.Person.Id, Control.MessageViews.Of(world, place)));
        return place;
    }

    private void Hear(string name, MessagePlace place)
    {
        world.Tell(new PersonEvent(name, place.OnlyFor!.Id, Control.MessageViews.Of(world, place)));
        world.Raise(new WorldEvent(name, null, place.Channel.Id, place.Message.Model.Author.Id, place.Message.Model));
    }
}
