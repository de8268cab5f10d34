using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions.Answers;

/// <summary>The one answer to an interaction. See https://discord.com/developers/docs/interactions/receiving-and-responding.</summary>
internal sealed class CallbackRoutes : IRouteSet
{
    private const MessageFlags Settable = MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

    public void Map(RouteTable routes) => routes.Map("POST", "/interactions/{interaction_id}/{interaction_token}/callback", Callback, RouteAccess.Open);

    private static RestReply Callback(RestCall call)
    {
        var world = call.World;
        var interaction = world.Interactions.ToAnswer(call.Id<Interaction>("interaction_id"), call.Text("interaction_token"));
        var form = BodyReader.Of(call.Body);
        var type = form.Choice<InteractionCallbackType>("type", required: true, nullable: false, AllowedFor(interaction)).Or(null);
        form.ThrowIfWrong();
        var data = form.Object("data").Or(null);
        switch (type!.Value)
        {
            case InteractionCallbackType.ChannelMessageWithSource:
                Message(call, interaction, data ?? throw Missing("data"), loading: false);
                break;
            case InteractionCallbackType.DeferredChannelMessageWithSource:
                Message(call, interaction, data ?? BodyReader.Of(null), loading: true);
                break;
            case InteractionCallbackType.DeferredUpdateMessage:
                interaction.Original = interaction.Source;
                world.Interactions.Advance(interaction, InteractionState.Acknowledged);
                break;
            case InteractionCallbackType.UpdateMessage:
                interaction.Original = interaction.Source;
                Replies.Edit(interaction.Source!, Drafts.ReadEdit(interaction.Source!, data ?? BodyReader.Of(null), call), Replies.MayMentionEveryone(interaction));
                world.Interactions.Advance(interaction, InteractionState.Answered);
                break;
            case InteractionCallbackType.ApplicationCommandAutocompleteResult:
                interaction.Choices = ReadChoices(data ?? throw Missing("data"));
                world.Interactions.Advance(interaction, InteractionState.Choices);
                break;
            case InteractionCallbackType.Modal:
                interaction.Modal = ModalForm.Read(data ?? throw Missing("data"));
                world.Interactions.Advance(interaction, InteractionState.Modal);
                break;
        }

        return call.QueryFlag("with_response") ? RestReply.Ok(Response(interaction, type.Value)) : RestReply.NoContent;
    }

    private static void Message(RestCall call, LiveInteraction interaction, BodyReader data, bool loading)
    {
        var draft = loading ? new MessageDraft() : Drafts.ReadNew(data, call);
        var flags = (MessageFlags)(data.Int("flags").Or(null) ?? 0) & Settable;
        data.ThrowIfWrong();

        var ephemeral = flags.HasFlag(MessageFlags.Ephemeral);
        Replies.Answer(interaction, draft with { Flags = new(flags & ~MessageFlags.Ephemeral) }, ephemeral, loading);
        call.World.Interactions.Advance(interaction, loading ? InteractionState.Thinking : InteractionState.Answered);
    }

    private static InteractionCallbackType[] AllowedFor(LiveInteraction interaction) => interaction.Type switch
    {
        InteractionType.ApplicationCommandAutocomplete => [InteractionCallbackType.ApplicationCommandAutocompleteResult],
        InteractionType.ApplicationCommand => [InteractionCallbackType.ChannelMessageWithSource, InteractionCallbackType.DeferredChannelMessageWithSource, InteractionCallbackType.Modal],
        InteractionType.MessageComponent =>
        [
            InteractionCallbackType.ChannelMessageWithSource, InteractionCallbackType.DeferredChannelMessageWithSource, InteractionCallbackType.DeferredUpdateMessage,
            InteractionCallbackType.UpdateMessage, InteractionCallbackType.Modal,
        ],
        _ when interaction.Source is not null =>
        [
            InteractionCallbackType.ChannelMessageWithSource, InteractionCallbackType.DeferredChannelMessageWithSource, InteractionCallbackType.DeferredUpdateMessage,
            InteractionCallbackType.UpdateMessage,
        ],
        _ => [InteractionCallbackType.ChannelMessageWithSource, InteractionCallbackType.DeferredChannelMessageWithSource],
    };

    private static List<CommandChoice> ReadChoices(BodyReader data)
    {
        var choices = new List<CommandChoice>();
        foreach (var choice in data.Objects("choices", Limits.CommandChoices, required: true, nullable: false).Or(null) ?? [])
        {
            var name = choice.Text("name", Limits.CommandChoiceName, 1, required: true, nullable: false).Or(null) ?? "";
            var raw = choice.Raw("value");
            Scalar? value = raw.ValueKind switch
            {
                System.Text.Json.JsonValueKind.String => choice.Text("value", Limits.CommandChoiceValue, 0).Or(null) is { } text ? text : (Scalar?)null,
                System.Text.Json.JsonValueKind.Number => raw.TryGetInt64(out var integer) ? integer : raw.GetDouble(),
                _ => null,
            };
            if (value is null)
            {
                choice.Wrong("value", "BASE_TYPE_REQUIRED", "This field is required");
            }

            choices.Add(new CommandChoice { Name = name, Value = value ?? "" });
        }

        data.ThrowIfWrong();
        return choices;
    }

    private static InteractionCallbackResponse Response(LiveInteraction interaction, InteractionCallbackType type)
    {
        var message = type is InteractionCallbackType.Modal or InteractionCallbackType.ApplicationCommandAutocompleteResult ? null : interaction.Original;
        return new InteractionCallbackResponse
        {
            Interaction = new InteractionCallback
            {
                Id = interaction.Id,
                Type = interaction.Type,
                ResponseMessageId = message?.Message.Id,
                ResponseMessageLoading = message is null ? null : message.Message.Model.Flags?.HasFlag(MessageFlags.Loading) == true,
                ResponseMessageEphemeral = message?.IsEphemeral,
                ChannelId = interaction.Channel.Id,
                GuildId = interaction.Channel.Guild?.Id,
            },
            Resource = message is null || type is InteractionCallbackType.DeferredUpdateMessage ? null : new InteractionCallbackResource
            {
                // A deferred answer is a message as well.
                Type = type == InteractionCallbackType.DeferredChannelMessageWithSource ? InteractionCallbackType.ChannelMessageWithSource : type,
                Message = message.Message.Model,
            },
        };
    }

    private static Refusal Missing(string field) => Refusal.Form(new FieldError(field, "BASE_TYPE_REQUIRED", "This field is required"));
}
