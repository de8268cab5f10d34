using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>The body of a message, as channels, webhooks and interactions take it.</summary>
internal static class MessageForms
{
    private const MessageFlags Settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

    /// <summary>The message of a call; refuses with everything that is wrong with it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isV2">For edits: whether the message is already made of the new components.</param>
    public static MessageDraft Take(RestCall call, bool isV2 = false) => Take(call, call.Form(), isV2);

    /// <summary>The message of a call whose body has been read in part already.</summary>
    public static MessageDraft Take(RestCall call, BodyReader body, bool isV2 = false)
    {
        var draft = Read(body, call.Files, isEdit: false, isV2);
        body.ThrowIfWrong();
        return draft;
    }

    /// <summary>Refuses a new message without anything in it.</summary>
    public static void RequireContent(MessageDraft draft) => WorldChannel.RequireContent(draft);

    /// <summary>Reads a message and notes what is wrong, for the caller to refuse.</summary>
    /// <param name="body">The body, or the <c>data</c> of an interaction callback.</param>
    /// <param name="files">What was uploaded with it.</param>
    /// <param name="isEdit">Edits have neither nonce nor reply.</param>
    /// <param name="isV2">For edits: whether the message is already made of the new components.</param>
    public static MessageDraft Read(BodyReader body, IReadOnlyList<UploadedFile> files, bool isEdit = false, bool isV2 = false)
    {
        var flags = body.Int("flags");
        isV2 |= ((MessageFlags)(flags.OrDefault() ?? 0)).HasFlag(MessageFlags.IsComponentsV2);
        if (files.Count > Limits.MessageFiles)
        {
            throw new Refusal(400, 30015, $"Maximum number of attachments in a message reached ({Limits.MessageFiles})");
        }

        if (files.Any(f => f.Content.Length > Limits.FileBytes))
        {
            throw Refusals.EntityTooLarge;
        }

        var draft = new MessageDraft
        {
            Content = body.Text("content", max: Limits.MessageContent),
            Embeds = EmbedForm.Read(body),
            Components = ComponentForm.Read(body, isV2),
            AllowedMentions = Allowed(body),
            Flags = flags.HasValue ? new((MessageFlags?)flags.Value & Settable) : default,
            Attachments = Attachments(body),
            Files = files,
            Stickers = body.Ids<Sticker>("sticker_ids", max: Limits.MessageStickers).OrDefault() ?? [],
            Nonce = isEdit ? null : Nonce(body),
            EnforceNonce = body.Flag("enforce_nonce").OrDefault() ?? false,
            Tts = body.Flag("tts").OrDefault() ?? false,
            Reply = isEdit ? null : Reply(body),
        };
        if (isV2 && (draft.Content.OrDefault() is { Length: > 0 } || draft.Embeds.OrDefault() is { Count: > 0 }))
        {
            body.Wrong(draft.Content.OrDefault() is { Length: > 0 } ? "content" : "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "The field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }

        return draft;
    }

    private static Scalar? Nonce(BodyReader body)
    {
        var raw = body.Raw("nonce");
        return raw.ValueKind switch
        {
            JsonValueKind.Number when raw.TryGetInt64(out var number) => (Scalar)number,
            JsonValueKind.String => body.Text("nonce", max: Limits.Nonce).OrDefault() is { } text ? (Scalar)text : default(Scalar?),
            _ => default(Scalar?),
        };
    }

    private static ReplyTo? Reply(BodyReader body)
    {
        if (body.Object("message_reference").OrDefault() is not { } reference || reference.Id<Message>("message_id", required: true).OrDefault() is not { } message)
        {
            return null;
        }

        if (reference.Int("type").OrDefault() is (int)MessageReferenceType.Forward)
        {
            reference.Wrong("type", "MESSAGE_REFERENCE_TYPE_UNSUPPORTED", "Messages cannot be forwarded here.");
        }

        return new ReplyTo(message, reference.Id<Channel>("channel_id").OrDefault(), reference.Flag("fail_if_not_exists").OrDefault() ?? true);
    }

    private static Optional<AllowedPings?> Allowed(BodyReader body)
    {
        if (body.Object("allowed_mentions") is not { HasValue: true, Value: { } given })
        {
            return default;
        }

        var parse = given.Texts("parse").OrDefault() ?? [];
        foreach (var (_, at) in parse.Select((p, at) => (p, at)).Where(p => p.p is not ("users" or "roles" or "everyone")))
        {
            given.Wrong($"parse.{at}", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').");
        }

        var users = given.Ids<User>("users", max: Limits.AllowedMentionIds).OrDefault() ?? [];
        var roles = given.Ids<Role>("roles", max: Limits.AllowedMentionIds).OrDefault() ?? [];
        foreach (var (name, list) in new[] { ("users", users.Count), ("roles", roles.Count) })
        {
            if (list > 0 && parse.Contains(name))
            {
                given.Wrong("parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{name}\"] and {name}: [ids...] are mutually exclusive.");
            }
        }

        return new(new AllowedPings(parse.Contains("users"), parse.Contains("roles"), parse.Contains("everyone"), users, roles,
            given.Flag("replied_user").OrDefault() ?? false));
    }

    private static Optional<IReadOnlyList<FileNote>?> Attachments(BodyReader body)
    {
        var list = body.Objects("attachments", max: Limits.MessageFiles);
        return list.HasValue
            ? new(list.Value?.Select(a => new FileNote(
                a.Id<Attachment>("id").OrDefault()?.Value ?? ulong.MaxValue,
                a.Text("filename", max: Limits.FileDescription).OrDefault(),
                a.Text("description", max: Limits.FileDescription).OrDefault())).ToArray() ?? [])
            : default;
    }
}
