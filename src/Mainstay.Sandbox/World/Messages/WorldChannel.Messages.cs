using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Messages: sent, edited, deleted.</summary>
internal sealed partial class WorldChannel
{
    /// <summary>How long a nonce is remembered.</summary>
    private static readonly TimeSpan NonceMemory = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(Id<User> Author, string Nonce), Id<Message>> _nonces = [];
    private readonly Dictionary<Id<User>, DateTimeOffset> _lastWritten = [];

    public WorldMessage Message(Id<Message> id) => Messages[id.Value] ?? throw Refusals.UnknownMessage;

    /// <summary>Sends a message as a member, or as one side of a direct message.</summary>
    public WorldMessage Send(Act act, MessageDraft draft)
    {
        var author = World.User(act.By) ?? throw Refusals.UnknownUser;
        var permissions = RequireToWrite(act, draft);
        RequireContent(draft);
        if (draft.Nonce is { } nonce && draft.EnforceNonce
            && _nonces.TryGetValue((act.By, nonce.ToString()), out var earlier) && earlier.CreatedAt > World.Now - NonceMemory
            && Messages.TryGet(earlier.Value, out var same))
        {
            return same;
        }

        if (draft.Reply is { } reply)
        {
            RequireToReply(permissions, reply);
        }

        RequireSlowMode(act.By, permissions);
        Unarchive(permissions);
        var model = Compose(author, draft, permissions.HasFlag(Permissions.MentionEveryone));
        if (Guild is { } guild && !author.IsBot)
        {
            guild.RequireToPassAutoModeration(this, author, model.Content);
        }

        if (draft.Nonce is { } given)
        {
            _nonces[(act.By, given.ToString())] = model.Id;
        }

        return Publish(model, draft.Nonce);
    }

    /// <summary>Puts a composed message into the channel and tells of it.</summary>
    public WorldMessage Publish(Message model, Scalar? nonce = null)
    {
        var message = new WorldMessage(model);
        Messages.Set(model.Id.Value, message);
        Model = Model with { LastMessageId = new(model.Id) };
        Guild?.Saw(model.Author.Id);
        if (IsThread)
        {
            CountMessage(model);
        }

        World.Raise(new WorldEvent("MESSAGE_CREATE", Guild?.Id, Id, null, Payloads.MessageCreate(this, model with { Nonce = nonce })));
        return message;
    }

    /// <summary>A message of Discord's own: joins, pins, threads.</summary>
    public WorldMessage PostSystem(WorldUser author, MessageType type, string content = "", MessageReference? reference = null, MessageFlags flags = MessageFlags.None)
    {
        var model = Compose(author, new MessageDraft { Content = content }, mayMentionEveryone: false, new MessageOrigin { Type = type, Flags = flags });
        return Publish(model with { ApplicationId = null, MessageReference = reference });
    }

    /// <summary>Edits one's own message; moderators may only suppress the embeds of others'.</summary>
    public WorldMessage Edit(Act act, Id<Message> id, MessageDraft draft)
    {
        var permissions = RequireToRead(act);
        var message = Message(id);
        if (message.Model.Author.Id != act.By || message.Model.WebhookId is not null && message.Model.InteractionMetadata is null)
        {
            var onlyFlags = !draft.Content.HasValue && !draft.Embeds.HasValue && !draft.Components.HasValue && !draft.Attachments.HasValue && draft.Files.Count == 0;
            if (!onlyFlags)
            {
                throw Refusals.NotYourMessage;
            }

            if (!permissions.HasFlag(Permissions.ManageMessages))
            {
                throw Refusal.MissingPermissions();
            }
        }

        if (IsSystem(message.Model.Type))
        {
            throw Refusals.SystemMessage;
        }

        if (IsThread && Model.ThreadMetadata!.Archived)
        {
            throw Refusals.ArchivedThread;
        }

        return Rewrite(message, draft, permissions.HasFlag(Permissions.MentionEveryone));
    }

    /// <summary>Publishes a message of an announcement channel to those who follow it.</summary>
    public WorldMessage Crosspost(Act act, Id<Message> id)
    {
        if (Type != ChannelType.GuildAnnouncement)
        {
            throw Refusals.WrongChannelType;
        }

        var message = Message(id);
        var own = message.Model.Author.Id == act.By;
        Guild!.Require(act, this, own ? Permissions.SendMessages : Permissions.SendMessages | Permissions.ManageMessages);
        var flags = message.Model.Flags ?? MessageFlags.None;
        if (flags.HasFlag(MessageFlags.Crossposted))
        {
            throw Refusals.AlreadyCrossposted;
        }

        message.Model = message.Model with { Flags = flags | MessageFlags.Crossposted };
        RaiseUpdate(message);
        return message;
    }

    /// <summary>Edits without asking whose it is: webhooks and interactions have asked already.</summary>
    public WorldMessage Rewrite(WorldMessage message, MessageDraft draft, bool mayMentionEveryone, bool marksAsEdited = true)
    {
        var after = ComposeEdit(message.Model, draft, mayMentionEveryone);
        RequireContent(after);
        var touched = draft.Content.HasValue || draft.Embeds.HasValue || draft.Components.HasValue || draft.Attachments.HasValue || draft.Files.Count > 0;
        message.Model = after with { EditedTimestamp = touched && marksAsEdited ? World.Now : after.EditedTimestamp };
        RaiseUpdate(message);
        return message;
    }

    public void Delete(Act act, Id<Message> id)
    {
        var permissions = RequireToRead(act);
        var message = Message(id);
        var own = message.Model.Author.Id == act.By;
        if (!own && (IsDirect || !permissions.HasFlag(Permissions.ManageMessages)))
        {
            throw IsDirect ? Refusals.NotForDirectMessages : Refusal.MissingPermissions();
        }

        if (IsThread && Model.ThreadMetadata!.Archived)
        {
            throw Refusals.ArchivedThread;
        }

        Remove(message);
        if (!own && Guild is { } guild)
        {
            guild.Log(act, AuditLogEvent.MessageDelete, message.Model.Author.Id.Value, null, new AuditLogOptions { ChannelId = Id, Count = "1" });
        }
    }

    /// <summary>Removes a message and tells of it.</summary>
    public void Remove(WorldMessage message)
    {
        Messages.Remove(message.Id.Value);
        Pins.RemoveAll(p => p.Message == message.Id);
        World.Raise(new WorldEvent("MESSAGE_DELETE", Guild?.Id, Id, null, new MessageDeleteEvent { Id = message.Id, ChannelId = Id, GuildId = Guild?.Id }));
    }

    /// <summary>Deletes 2 to 100 messages younger than two weeks at once.</summary>
    public void BulkDelete(Act act, IReadOnlyList<Id<Message>> ids)
    {
        if (Guild is not { } guild)
        {
            throw Refusals.NotForDirectMessages;
        }

        guild.Require(act, this, Permissions.ManageMessages);
        if (ids.Count is < Limits.BulkDeleteMinimum or > Limits.BulkDeleteMaximum)
        {
            throw Refusals.BulkDeleteCount;
        }

        if (ids.Any(id => id.CreatedAt < World.Now - Limits.BulkDeleteAge))
        {
            throw Refusals.TooOldToBulkDelete;
        }

        var there = ids.Where(id => Messages.Contains(id.Value)).ToArray();
        foreach (var id in there)
        {
            Messages.Remove(id.Value);
            Pins.RemoveAll(p => p.Message == id);
        }

        if (there.Length == 0)
        {
            return;
        }

        World.Raise(new WorldEvent("MESSAGE_DELETE_BULK", guild.Id, Id, null, new MessageDeleteBulkEvent { Ids = there, ChannelId = Id, GuildId = guild.Id }));
        guild.Log(act, AuditLogEvent.MessageBulkDelete, Id.Value, null,
            new AuditLogOptions { Count = there.Length.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Removes what someone wrote since a moment, as a ban does.</summary>
    public void RemoveAllOf(Id<User> author, DateTimeOffset since)
    {
        var gone = Messages.After(Snowflake.At(since)).Where(m => m.Model.Author.Id == author && m.Model.WebhookId is null).Select(m => m.Id).ToArray();
        foreach (var id in gone)
        {
            Messages.Remove(id.Value);
            Pins.RemoveAll(p => p.Message == id);
        }

        foreach (var some in gone.Chunk(Limits.BulkDeleteMaximum))
        {
            World.Raise(new WorldEvent("MESSAGE_DELETE_BULK", Guild?.Id, Id, null, new MessageDeleteBulkEvent { Ids = some, ChannelId = Id, GuildId = Guild?.Id }));
        }
    }

    public void Typing(Act act)
    {
        RequireToWrite(act, new MessageDraft());
        World.Raise(new WorldEvent("TYPING_START", Guild?.Id, Id, null, Payloads.Typing(this, act.By)));
    }

    /// <summary>What it takes to read a message by id; yields the permissions here (all, in direct messages).</summary>
    public Permissions RequireToRead(Act act)
    {
        if (Guild is not { } guild)
        {
            return Recipients.Any(r => r.Id == act.By) ? Permissions.All & ~Permissions.ManageMessages : throw Refusal.MissingAccess();
        }

        return guild.PermissionsIn(guild.Require(act, this, Permissions.ViewChannel), this);
    }

    private Permissions RequireToWrite(Act act, MessageDraft draft)
    {
        if (!HoldsMessages)
        {
            throw IsForum ? Refusals.MessageInForum : Refusals.NotATextChannel;
        }

        if (Guild is not { } guild)
        {
            RequireDirect(act);
            return Permissions.All;
        }

        var member = guild.Enter(act);
        var permissions = guild.PermissionsIn(member, this);
        if (!guild.CanView(act.By, this))
        {
            throw Refusal.MissingAccess();
        }

        var needed = IsThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages;
        needed |= draft.Files.Count > 0 ? Permissions.AttachFiles : 0;
        needed |= draft.Tts ? Permissions.SendTtsMessages : 0;
        if ((permissions & needed) != needed || member.IsPending)
        {
            throw Refusal.MissingPermissions();
        }

        return permissions;
    }

    private void RequireDirect(Act act)
    {
        if (Recipients.All(r => r.Id != act.By))
        {
            throw Refusal.MissingAccess();
        }

        var other = Recipients.FirstOrDefault(r => r.Id != act.By);
        if (other is not null && (other.RefusesDirectMessages || !World.GuildsOf(other.Id).Any(g => g.Members.Contains(act.By.Value))))
        {
            throw Refusals.CannotMessageUser;
        }
    }

    private void RequireToReply(Permissions permissions, ReplyTo reply)
    {
        if (Guild is not null && !permissions.HasFlag(Permissions.ReadMessageHistory))
        {
            throw Refusals.CannotReplyWithoutHistory;
        }

        if (!Messages.Contains(reply.Message.Value) && reply.FailIfNotExists)
        {
            throw Refusal.Form(new FieldError("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"));
        }
    }

    private void RequireSlowMode(Id<User> author, Permissions permissions)
    {
        var seconds = Model.RateLimitPerUser ?? 0;
        if (Guild is null || seconds == 0 || World.User(author)!.IsBot || permissions.HasFlag(Permissions.BypassSlowmode))
        {
            return;
        }

        if (_lastWritten.TryGetValue(author, out var last) && World.Now - last < TimeSpan.FromSeconds(seconds))
        {
            throw Refusals.SlowMode;
        }

        _lastWritten[author] = World.Now;
    }

    /// <summary>A new message has text, an embed, a component, a file or a sticker.</summary>
    public static void RequireContent(MessageDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Content.OrDefault()) && draft.Embeds.OrDefault() is not { Count: > 0 } && draft.Components.OrDefault() is not { Count: > 0 }
            && draft.Files.Count == 0 && draft.Stickers.Count == 0)
        {
            throw Refusals.EmptyMessage;
        }
    }

    private static void RequireContent(Message after)
    {
        if (string.IsNullOrWhiteSpace(after.Content) && after.Embeds.Count == 0 && after.Attachments.Count == 0 && after.Components is not { Count: > 0 }
            && after.StickerItems is null)
        {
            throw Refusals.EmptyMessage;
        }
    }

    private static bool IsSystem(MessageType type) =>
        type is not (MessageType.Default or MessageType.Reply or MessageType.ChatInputCommand or MessageType.ContextMenuCommand);

    private void RaiseUpdate(WorldMessage message) =>
        World.Raise(new WorldEvent("MESSAGE_UPDATE", Guild?.Id, Id, null, Payloads.MessageUpdate(this, Shown(message, null))));
}
