using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>How a draft becomes a message.</summary>
internal sealed partial class WorldChannel
{
    /// <summary>
    /// Makes the message that a draft means, stores its files, and leaves it at that: interactions compose ephemeral replies with it.
    /// </summary>
    /// <param name="author">Who writes; for webhooks a user made for the occasion.</param>
    /// <param name="draft">What is written.</param>
    /// <param name="mayMentionEveryone">Whether @everyone, @here and roles that are not mentionable ping.</param>
    /// <param name="origin">Where it comes from, if not simply from its author.</param>
    public Message Compose(WorldUser author, MessageDraft draft, bool mayMentionEveryone, MessageOrigin? origin = null)
    {
        origin ??= new MessageOrigin();
        var id = origin.Id ?? World.Ids.Next<Message>();
        var reply = draft.Reply is { } to && Messages.TryGet(to.Message.Value, out var found) ? found : null;
        var content = draft.Content.OrDefault() ?? "";
        var allowed = draft.AllowedMentions.OrDefault() ?? AllowedPings.All;
        var (users, roles, everyone) = Mentions.In(content, this, mayMentionEveryone, allowed, reply is null ? null : World.User(reply.Model.Author.Id));
        var attachments = Store(id, draft, [], origin.IsEphemeral);
        var message = new MessageEvent
        {
            Id = id,
            ChannelId = Id,
            Author = author.ToModel(),
            Content = content,
            Timestamp = World.Now,
            EditedTimestamp = null,
            Tts = draft.Tts,
            MentionEveryone = everyone,
            Mentions = [.. users.Select(u => u.ToModel())],
            MentionRoles = roles,
            Attachments = attachments,
            Embeds = Finish(draft.Embeds.OrDefault() ?? [], attachments),
            Pinned = false,
            Type = reply is null ? origin.Type : MessageType.Reply,
            Flags = origin.Flags | (draft.Flags.OrDefault() ?? MessageFlags.None),
            Components = Finish(draft.Components.OrDefault() ?? [], attachments),
            WebhookId = origin.Webhook,
            ApplicationId = origin.Application ?? author.Application?.Id,
            InteractionMetadata = origin.Interaction,
            StickerItems = Items(draft.Stickers),
            Position = IsThread ? Messages.Count : null,
        };
        return draft.Reply is null ? message : message with
        {
            MessageReference = new MessageReference
            {
                Type = MessageReferenceType.Default,
                MessageId = draft.Reply.Message,
                ChannelId = Id,
                GuildId = Guild?.Id,
            },
            ReferencedMessage = new(reply is null ? null : reply.Model with { ReferencedMessage = default }),
        };
    }

    /// <summary>The message after an edit: mentions worked out anew, files kept unless the edit names which to keep.</summary>
    public Message ComposeEdit(Message before, MessageDraft draft, bool mayMentionEveryone)
    {
        var content = draft.Content.HasValue ? draft.Content.Value ?? "" : before.Content;
        var flags = before.Flags ?? MessageFlags.None;
        if (draft.Flags.HasValue)
        {
            const MessageFlags editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
            flags = (flags & ~MessageFlags.SuppressEmbeds) | ((draft.Flags.Value ?? 0) & editable);
        }

        var after = before with { Content = content, Flags = flags };
        if (draft.Attachments.HasValue || draft.Files.Count > 0)
        {
            after = after with { Attachments = Store(before.Id, draft, before.Attachments, ephemeral: false) };
        }

        if (draft.Embeds.HasValue)
        {
            after = after with { Embeds = Finish(draft.Embeds.Value ?? [], after.Attachments) };
        }

        if (draft.Components.HasValue)
        {
            after = after with { Components = Finish(draft.Components.Value ?? [], after.Attachments) };
        }

        if (draft.Content.HasValue || draft.AllowedMentions.HasValue)
        {
            var (users, roles, everyone) = Mentions.In(content, this, mayMentionEveryone, draft.AllowedMentions.OrDefault() ?? AllowedPings.All, null);
            after = after with { Mentions = [.. users.Select(u => u.ToModel())], MentionRoles = roles, MentionEveryone = everyone };
        }

        return after;
    }

    private Attachment[] Store(Id<Message> message, MessageDraft draft, IReadOnlyList<Attachment> existing, bool ephemeral)
    {
        var notes = draft.Attachments.OrDefault();
        var kept = notes is null ? existing : existing.Where(a => notes.Any(n => n.Id == a.Id.Value));
        var attachments = new List<Attachment>(kept);
        for (var at = 0; at < draft.Files.Count; at++)
        {
            var file = draft.Files[at];
            var index = FileIndex(file.Field, at);
            var note = notes?.FirstOrDefault(n => n.Id == index);
            var name = Sanitised(note?.Filename ?? file.FileName);
            var id = World.Ids.Next<Attachment>();
            var path = $"attachments/{Id}/{id}/{name}";
            var type = file.ContentType ?? "application/octet-stream";
            World.Files[path] = new StoredFile(type, file.Content);
            attachments.Add(new Attachment
            {
                Id = id,
                Filename = name,
                Size = file.Content.Length,
                Url = $"{World.Cdn}/{path}",
                ProxyUrl = $"{World.Cdn}/{path}",
                ContentType = type,
                Description = note?.Description,
                Ephemeral = ephemeral ? true : null,
            });
        }

        return [.. attachments];
    }

    private static ulong FileIndex(string field, int otherwise) =>
        field.StartsWith("files[", StringComparison.Ordinal) && ulong.TryParse(field.AsSpan(6).TrimEnd(']'), out var index) ? index : (ulong)otherwise;

    private static string Sanitised(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')) is { Length: > 0 } clean ? clean : "unknown";

    // What Discord fills in: the type, and addresses for files that the embed names.
    private static Embed[] Finish(IReadOnlyList<Embed> embeds, IReadOnlyList<Attachment> attachments) =>
        [.. embeds.Select(e => e with { Type = e.Type ?? "rich", Image = Finish(e.Image, attachments), Thumbnail = Finish(e.Thumbnail, attachments) })];

    private static EmbedMedia? Finish(EmbedMedia? media, IReadOnlyList<Attachment> attachments)
    {
        if (media?.Url is not { } url)
        {
            return media;
        }

        return Named(url, attachments) is { } file
            ? media with { Url = file.Url, ProxyUrl = file.ProxyUrl, ContentType = file.ContentType }
            : media with { ProxyUrl = url };
    }

    private StickerItem[]? Items(IReadOnlyList<Id<Sticker>> stickers)
    {
        if (stickers.Count == 0)
        {
            return null;
        }

        return [.. stickers.Select(id => Guild?.Stickers.GetValueOrDefault(id) is { } sticker
            ? new StickerItem { Id = id, Name = sticker.Name, FormatType = sticker.FormatType ?? StickerFormat.Png }
            : throw new Refusal(400, 50081, "Invalid Sticker Sent"))];
    }
}
