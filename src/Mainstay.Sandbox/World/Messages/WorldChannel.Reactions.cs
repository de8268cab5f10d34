using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Reactions and pins.</summary>
internal sealed partial class WorldChannel
{
    /// <summary>A message as a user sees it: with its reactions, and which of them are theirs.</summary>
    public static Message Shown(WorldMessage message, Id<User>? viewer) => message.Reactions.Count == 0 ? message.Model : message.Model with
    {
        Reactions = [.. message.Reactions.Select(r => new Reaction
        {
            Count = r.Users.Count,
            CountDetails = new ReactionCountDetails { Burst = 0, Normal = r.Users.Count },
            Me = r.Users.Any(u => u.Id == viewer),
            MeBurst = false,
            Emoji = r.Emoji,
            BurstColors = [],
        })],
    };

    /// <summary>Adding what is there already changes nothing.</summary>
    public void React(Act act, Id<Message> id, string emojiText)
    {
        var permissions = RequireToRead(act);
        if (!permissions.HasFlag(Permissions.ReadMessageHistory))
        {
            throw Refusal.MissingPermissions();
        }

        var message = Message(id);
        var emoji = Emoji(emojiText);
        var reaction = Find(message, emoji);
        if (reaction is null)
        {
            if (!permissions.HasFlag(Permissions.AddReactions))
            {
                throw Refusal.MissingPermissions();
            }

            if (message.Reactions.Count >= Limits.ReactionsPerMessage)
            {
                throw Refusals.TooManyReactions(Limits.ReactionsPerMessage);
            }

            message.Reactions.Add(reaction = new WorldReaction(emoji));
        }

        if (reaction.Users.All(u => u.Id != act.By))
        {
            reaction.Users.Add(World.User(act.By)!);
            World.Raise(new WorldEvent("MESSAGE_REACTION_ADD", Guild?.Id, Id, null, Payloads.ReactionAdd(this, message, act.By, emoji)));
        }
    }

    public void Unreact(Act act, Id<Message> id, string emojiText, Id<User> user)
    {
        var permissions = RequireToRead(act);
        if (user != act.By && !permissions.HasFlag(Permissions.ManageMessages))
        {
            throw Refusal.MissingPermissions();
        }

        var message = Message(id);
        var emoji = Emoji(emojiText);
        if (Find(message, emoji) is not { } reaction || reaction.Users.RemoveAll(u => u.Id == user) == 0)
        {
            return;
        }

        if (reaction.Users.Count == 0)
        {
            message.Reactions.Remove(reaction);
        }

        World.Raise(new WorldEvent("MESSAGE_REACTION_REMOVE", Guild?.Id, Id, null, Payloads.ReactionRemove(this, message, user, emoji)));
    }

    public void UnreactAll(Act act, Id<Message> id)
    {
        RequireToModerate(act);
        var message = Message(id);
        message.Reactions.Clear();
        World.Raise(new WorldEvent("MESSAGE_REACTION_REMOVE_ALL", Guild?.Id, Id, null,
            new MessageReactionRemoveAllEvent { ChannelId = Id, MessageId = id, GuildId = Guild?.Id }));
    }

    public void UnreactEmoji(Act act, Id<Message> id, string emojiText)
    {
        RequireToModerate(act);
        var message = Message(id);
        var emoji = Emoji(emojiText);
        if (Find(message, emoji) is { } reaction)
        {
            message.Reactions.Remove(reaction);
            World.Raise(new WorldEvent("MESSAGE_REACTION_REMOVE_EMOJI", Guild?.Id, Id, null,
                new MessageReactionRemoveEmojiEvent { ChannelId = Id, MessageId = id, GuildId = Guild?.Id, Emoji = emoji }));
        }
    }

    /// <summary>Who reacted with an emoji, by id.</summary>
    public IReadOnlyList<WorldUser> Reactors(Act act, Id<Message> id, string emojiText, ulong after, int limit)
    {
        RequireToRead(act);
        return Find(Message(id), Emoji(emojiText)) is { } reaction
            ? [.. reaction.Users.Where(u => u.Id.Value > after).OrderBy(u => u.Id).Take(limit)]
            : [];
    }

    public void Pin(Act act, Id<Message> id)
    {
        RequireToPin(act);
        var message = Message(id);
        if (message.Model.Pinned)
        {
            return;
        }

        if (Pins.Count >= Limits.PinsPerChannel)
        {
            throw Refusals.TooManyPins(Limits.PinsPerChannel);
        }

        message.Model = message.Model with { Pinned = true };
        Pins.Add(new PinnedMessage(id, World.Now));
        Model = Model with { LastPinTimestamp = new(World.Now) };
        RaiseUpdate(message);
        RaisePins();
        PostSystem(World.User(act.By)!, MessageType.ChannelPinnedMessage,
            reference: new MessageReference { Type = MessageReferenceType.Default, MessageId = id, ChannelId = Id, GuildId = Guild?.Id });
        Guild?.Log(act, AuditLogEvent.MessagePin, message.Model.Author.Id.Value, null, new AuditLogOptions { ChannelId = Id, MessageId = id });
    }

    public void Unpin(Act act, Id<Message> id)
    {
        RequireToPin(act);
        var message = Message(id);
        if (!message.Model.Pinned)
        {
            return;
        }

        message.Model = message.Model with { Pinned = false };
        Pins.RemoveAll(p => p.Message == id);
        RaiseUpdate(message);
        RaisePins();
        Guild?.Log(act, AuditLogEvent.MessageUnpin, message.Model.Author.Id.Value, null, new AuditLogOptions { ChannelId = Id, MessageId = id });
    }

    private void RequireToModerate(Act act)
    {
        if (Guild is null)
        {
            throw Refusals.NotForDirectMessages;
        }

        Guild.Require(act, this, Permissions.ManageMessages);
    }

    private void RequireToPin(Act act)
    {
        if (Guild is null)
        {
            RequireToRead(act);
        }
        else
        {
            Guild.Require(act, this, Permissions.PinMessages | Permissions.ReadMessageHistory);
        }
    }

    private void RaisePins() => World.Raise(new WorldEvent("CHANNEL_PINS_UPDATE", Guild?.Id, Id, null,
        new ChannelPinsUpdateEvent { GuildId = Guild?.Id, ChannelId = Id, LastPinTimestamp = Model.LastPinTimestamp }));

    /// <summary>The emoji that a path names: <c>name:id</c>, or a Unicode emoji.</summary>
    private Emoji Emoji(string text)
    {
        var parts = text.Split(':');
        if (parts.Length >= 2)
        {
            return Id<Emoji>.TryParse(parts[^1], out var id) && World.Emoji(id) is { } custom
                ? new Emoji { Id = id, Name = custom.Name, Animated = custom.Animated == true ? true : null }
                : throw Refusals.UnknownReactionEmoji;
        }

        // Letters and digits alone are no emoji; anything else passes for one.
        return text.Length > 0 && !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? new Emoji { Id = null, Name = text }
            : throw Refusals.UnknownReactionEmoji;
    }

    private static WorldReaction? Find(WorldMessage message, Emoji emoji) =>
        message.Reactions.FirstOrDefault(r => emoji.Id is { } id ? r.Emoji.Id == id : r.Emoji.Id is null && r.Emoji.Name == emoji.Name);
}
