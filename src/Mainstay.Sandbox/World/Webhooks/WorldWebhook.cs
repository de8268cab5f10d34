using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>A webhook of a channel.</summary>
internal sealed class WorldWebhook(WorldGuild guild, Webhook model)
{
    public Id<Webhook> Id { get; } = model.Id;

    public WorldGuild Guild { get; } = guild;

    public Webhook Model { get; set; } = model;

    /// <summary>As a bot sees it: the token only of webhooks that it made itself, or that people made.</summary>
    public Webhook Shown(RestCall call) => Model.ApplicationId is null || Model.ApplicationId.Value.Value == call.Actor.Value ? Model : WithoutToken;

    /// <summary>Without its token, as those see it who did not make it.</summary>
    public Webhook WithoutToken => Model with { Token = null, Url = null };
}

/// <summary>Webhooks: made by those who may manage them, used by whoever has the token.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfWebhooks = ["name", "type", "channel_id", "avatar", "application_id"];

    public IEnumerable<WorldWebhook> Webhooks => World.Webhooks.Values.Where(w => w.Model.GuildId.OrDefault() == Id).OrderBy(w => w.Id);

    public WorldWebhook CreateWebhook(Act act, WorldChannel channel, string name, bool hasAvatar)
    {
        if (channel.IsThread || channel.Type == ChannelType.GuildCategory)
        {
            throw Refusals.WrongChannelType;
        }

        Require(act, channel, Permissions.ManageWebhooks);
        if (Webhooks.Count(w => w.Model.ChannelId == channel.Id) >= Limits.WebhooksPerChannel)
        {
            throw Refusals.TooManyChannelWebhooks(Limits.WebhooksPerChannel);
        }

        if (Webhooks.Count() >= Limits.WebhooksPerGuild)
        {
            throw Refusals.TooManyGuildWebhooks(Limits.WebhooksPerGuild);
        }

        var maker = World.User(act.By)!;
        var id = World.Ids.Next<Webhook>();
        var token = World.Text(68);
        var webhook = new WorldWebhook(this, new Webhook
        {
            Id = id,
            Type = WebhookType.Incoming,
            GuildId = new(Id),
            ChannelId = channel.Id,
            User = maker.ToModel(),
            Name = name,
            Avatar = hasAvatar ? World.Hash() : null,
            Token = token,
            ApplicationId = maker.Application?.Id,
            Url = $"https://discord.com/api/webhooks/{id}/{token}",
        });
        World.Webhooks.Add(id, webhook);
        RaiseWebhooks(channel.Id);
        Log(act, AuditLogEvent.WebhookCreate, id.Value, ChangeList.Between(null, webhook.Model, LoggedOfWebhooks));
        return webhook;
    }

    public WorldWebhook ModifyWebhook(Act? act, WorldWebhook webhook, Optional<string?> name, Optional<string?> avatar, Id<Channel>? channel)
    {
        var before = webhook.Model;
        if (act is { } who)
        {
            Require(who, Channel(before.ChannelId!.Value), Permissions.ManageWebhooks);
            if (channel is { } to)
            {
                Require(who, Channel(to), Permissions.ManageWebhooks);
            }
        }

        webhook.Model = before with
        {
            Name = name.HasValue ? name.Value ?? before.Name : before.Name,
            Avatar = avatar.HasValue ? avatar.Value is null ? null : World.Hash() : before.Avatar,
            ChannelId = channel ?? before.ChannelId,
        };
        var changes = ChangeList.Between(before, webhook.Model, LoggedOfWebhooks);
        if (!changes.IsEmpty)
        {
            RaiseWebhooks(before.ChannelId!.Value);
            if (channel is { } moved && moved != before.ChannelId)
            {
                RaiseWebhooks(moved);
            }

            Log(act ?? new Act(before.User!.Id), AuditLogEvent.WebhookUpdate, webhook.Id.Value, changes);
        }

        return webhook;
    }

    public void DeleteWebhook(Act? act, WorldWebhook webhook)
    {
        if (act is { } who)
        {
            Require(who, Channel(webhook.Model.ChannelId!.Value), Permissions.ManageWebhooks);
        }

        World.Webhooks.Remove(webhook.Id);
        RaiseWebhooks(webhook.Model.ChannelId!.Value);
        Log(act ?? new Act(webhook.Model.User!.Id), AuditLogEvent.WebhookDelete, webhook.Id.Value, ChangeList.Between(webhook.Model, null, LoggedOfWebhooks));
    }

    private void RaiseWebhooks(Id<Channel> channel) =>
        World.Raise(new WorldEvent("WEBHOOKS_UPDATE", Id, channel, null, new WebhooksUpdateEvent { GuildId = Id, ChannelId = channel }));
}
