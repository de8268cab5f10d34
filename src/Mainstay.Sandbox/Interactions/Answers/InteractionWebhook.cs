using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions.Answers;

/// <summary>
/// What an application adds to its answer for 15 min: the interaction's token works as a webhook of the application's id.
/// The webhook routes ask <see cref="Owns" /> first and hand over.
/// </summary>
internal sealed class InteractionWebhook : IFollowUps
{
    /// <summary>Whether a webhook route is about an interaction: its webhook id is an application's.</summary>
    public bool Owns(RestCall call) => call.World.Applications.ContainsKey(call.Id<Application>("webhook_id"));

    public RestReply Create(RestCall call)
    {
        var interaction = Interaction(call);
        var form = BodyReader.Of(call.Body);
        var draft = Drafts.ReadNew(form, call);
        var flags = (MessageFlags)(form.Int("flags").Or(null) ?? 0);
        form.ThrowIfWrong();

        // Right after "is thinking…" the first follow-up takes its place, ephemeral or not as that was.
        if (interaction.State == InteractionState.Thinking)
        {
            return EditPlace(call, interaction, Original(interaction), draft);
        }

        draft = draft with { Flags = new(flags & (MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2)) };
        var place = Replies.FollowUp(interaction, draft, flags.HasFlag(MessageFlags.Ephemeral));
        call.World.Interactions.Tell(interaction);
        return RestReply.Ok(Shown(interaction, place));
    }

    public RestReply Get(RestCall call)
    {
        var interaction = Interaction(call);
        return RestReply.Ok(Shown(interaction, Place(call, interaction)));
    }

    public RestReply Edit(RestCall call)
    {
        var interaction = Interaction(call);
        var place = Place(call, interaction);
        var form = BodyReader.Of(call.Body);
        return EditPlace(call, interaction, place, Drafts.ReadEdit(place, form, call));
    }

    public RestReply Delete(RestCall call)
    {
        var interaction = Interaction(call);
        Replies.Delete(Place(call, interaction));
        return RestReply.NoContent;
    }

    private static RestReply EditPlace(RestCall call, LiveInteraction interaction, MessagePlace place, MessageDraft draft)
    {
        Replies.Edit(place, draft, Replies.MayMentionEveryone(interaction));
        if (place == interaction.Original && interaction.State is InteractionState.Thinking or InteractionState.Acknowledged)
        {
            call.World.Interactions.Advance(interaction, InteractionState.Answered);
        }
        else
        {
            call.World.Interactions.Tell(interaction);
        }

        return RestReply.Ok(Shown(interaction, place));
    }

    private static LiveInteraction Interaction(RestCall call)
    {
        var interaction = call.World.Interactions.ToContinue(call.Text("webhook_token"));
        return interaction.Application.Id == call.Id<Application>("webhook_id") ? interaction : throw Refusals.UnknownWebhook;
    }

    private static MessagePlace Place(RestCall call, LiveInteraction interaction)
    {
        if (!call.Path.TryGetValue("message_id", out var text) || text == "@original")
        {
            return Original(interaction);
        }

        var id = call.Id<Message>("message_id");
        return interaction.Original is { } original && original.Message.Id == id && Replies.Exists(original)
            ? original
            : interaction.FollowUps.Find(f => f.Message.Id == id && Replies.Exists(f)) ?? throw Refusals.UnknownMessage;
    }

    private static MessagePlace Original(LiveInteraction interaction) =>
        interaction.Original is { } original && Replies.Exists(original) ? original : throw Refusals.UnknownMessage;

    private static Message Shown(LiveInteraction interaction, MessagePlace place) => WorldChannel.Shown(place.Message, interaction.Application.BotId);
}
