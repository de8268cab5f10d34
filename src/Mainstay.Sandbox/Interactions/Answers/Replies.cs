using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions.Answers;

/// <summary>Puts an application's answers where they belong: into the channel, or before the one person who asked.</summary>
internal static class Replies
{
    /// <summary>What a message that answers an interaction says about itself.</summary>
    public static MessageOrigin OriginOf(LiveInteraction interaction) => new()
    {
        Type = interaction.Type == InteractionType.ApplicationCommand
            ? interaction.IsContextMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand
            : interaction.Source is null ? MessageType.Default : MessageType.Reply,
        Webhook = interaction.Application.Id.Cast<Webhook>(),
        Application = interaction.Application.Id,
        Interaction = interaction.Metadata,
    };

    /// <summary>The first answer: a message, or "is thinking…".</summary>
    public static MessagePlace Answer(LiveInteraction interaction, MessageDraft draft, bool ephemeral, bool loading)
    {
        var origin = OriginOf(interaction) with { Flags = (ephemeral ? MessageFlags.Ephemeral : 0) | (loading ? MessageFlags.Loading : 0), IsEphemeral = ephemeral };
        return interaction.Original = Put(interaction, draft, origin, interaction.Source);
    }

    /// <summary>A later message; it hangs on the first as a reply.</summary>
    public static MessagePlace FollowUp(LiveInteraction interaction, MessageDraft draft, bool ephemeral)
    {
        var metadata = interaction.Metadata with { OriginalResponseMessageId = interaction.Original?.Message.Id };
        var origin = OriginOf(interaction) with
        {
            Type = interaction.Original is null ? MessageType.Default : MessageType.Reply,
            Interaction = metadata,
            Flags = ephemeral ? MessageFlags.Ephemeral : 0,
            IsEphemeral = ephemeral,
        };
        var place = Put(interaction, draft, origin, interaction.Original);
        interaction.FollowUps.Add(place);
        return place;
    }

    /// <summary>An edit of what the application wrote. What was "thinking" becomes the message, unmarked as edited.</summary>
    public static void Edit(MessagePlace place, MessageDraft draft, bool mayMentionEveryone)
    {
        var before = place.Message.Model;
        var wasLoading = before.Flags?.HasFlag(MessageFlags.Loading) == true;
        if (wasLoading)
        {
            var kept = (before.Flags ?? 0) & ~MessageFlags.Loading;
            if (draft.Flags.OrDefault() is { } wished)
            {
                kept |= wished & (MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds);
            }

            place.Message.Model = before with { Flags = kept };
        }

        if (!place.IsEphemeral)
        {
            // Rewriting marks the message as edited; one that was still loading has never been read.
            place.Channel.Rewrite(place.Message, draft, mayMentionEveryone, marksAsEdited: !wasLoading);
            return;
        }

        var after = place.Channel.ComposeEdit(place.Message.Model, draft, mayMentionEveryone);
        place.Message.Model = wasLoading ? after : after with { EditedTimestamp = place.Channel.World.Now };
        place.Channel.World.Ephemerals.Update(place);
    }

    public static void Delete(MessagePlace place)
    {
        if (place.IsEphemeral)
        {
            place.Channel.World.Ephemerals.Delete(place);
        }
        else if (place.Channel.Messages.Contains(place.Message.Id.Value))
        {
            place.Channel.Remove(place.Message);
        }
    }

    /// <summary>Whether the place still holds its message.</summary>
    public static bool Exists(MessagePlace place) =>
        place.IsEphemeral ? place.Channel.World.Ephemerals.Find(place.Message.Id) is not null : place.Channel.Messages.Contains(place.Message.Id.Value);

    public static bool MayMentionEveryone(LiveInteraction interaction) =>
        interaction.Channel.Guild is { } guild && guild.Member(interaction.Application.BotId) is { } bot && guild.PermissionsIn(bot, interaction.Channel).HasFlag(Permissions.MentionEveryone);

    private static MessagePlace Put(LiveInteraction interaction, MessageDraft draft, MessageOrigin origin, MessagePlace? repliesTo)
    {
        var channel = interaction.Channel;
        var bot = channel.World.User(interaction.Application.BotId)!;
        var model = channel.Compose(bot, draft, MayMentionEveryone(interaction), origin);
        if (repliesTo is not null && origin.Type == MessageType.Reply)
        {
            model = model with
            {
                MessageReference = new MessageReference { Type = MessageReferenceType.Default, MessageId = repliesTo.Message.Id, ChannelId = channel.Id, GuildId = channel.Guild?.Id },
                ReferencedMessage = new(repliesTo.Message.Model with { ReferencedMessage = default }),
            };
        }

        model = model with { Interaction = Summary(interaction) };
        return origin.IsEphemeral ? channel.World.Ephemerals.Add(channel, model, interaction.Person) : new MessagePlace(channel, channel.Publish(model), null);
    }

    // The older form of the metadata, which says which command it was.
    public static MessageInteraction? Summary(LiveInteraction interaction) => interaction.Type != InteractionType.ApplicationCommand || interaction.CommandName is not { } name ? null : new()
    {
        Id = interaction.Id,
        Type = interaction.Type,
        Name = name,
        User = interaction.Person.ToModel(),
    };
}
