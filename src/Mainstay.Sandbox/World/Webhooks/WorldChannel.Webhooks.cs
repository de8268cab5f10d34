using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What a webhook writes.</summary>
internal sealed partial class WorldChannel
{
    /// <summary>Posts as a webhook, under the name and picture that the request gives.</summary>
    public WorldMessage Post(WorldWebhook webhook, MessageDraft draft, string? username, string? avatarUrl)
    {
        if (!HoldsMessages)
        {
            throw Refusals.NotATextChannel;
        }

        RequireContent(draft);
        var author = new WorldUser(webhook.Id.Cast<User>(), username ?? webhook.Model.Name ?? "Webhook")
        {
            IsWebhook = true,
            Avatar = avatarUrl is null ? webhook.Model.Avatar : World.Hash(),
        };
        Unarchive(Permissions.All);
        var origin = new MessageOrigin { Webhook = webhook.Id, Application = webhook.Model.ApplicationId };
        return Publish(Compose(author, draft, mayMentionEveryone: true, origin));
    }

    /// <summary>A message that a webhook wrote here.</summary>
    public WorldMessage MessageOf(WorldWebhook webhook, Id<Message> id) =>
        Messages.TryGet(id.Value, out var message) && message.Model.WebhookId == webhook.Id ? message : throw Refusals.UnknownMessage;
}
