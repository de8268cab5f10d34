using System.Runtime.InteropServices;
using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>A message as MESSAGE_CREATE and MESSAGE_UPDATE carry it.</summary>
public sealed class MessageView : FrameView
{
    private ulong _authorId;
    private int _memberRolesStart;
    private int _memberRolesCount;
    private int _mentionsStart;
    private int _mentionsCount;
    private int _roleMentionsStart;
    private int _roleMentionsCount;
    private string? _content;

    private MessageView(Frame frame)
        : base(frame)
    {
    }

    /// <summary>The message.</summary>
    public Id<Message> Id { get; private set; }

    /// <summary>The channel or thread.</summary>
    public Id<Channel> ChannelId { get; private set; }

    /// <summary>The guild; none in direct messages.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>Who wrote it; for a webhook's message the webhook's id.</summary>
    public Id<User> AuthorId => new(_authorId);

    /// <summary>The webhook that wrote it; none for users.</summary>
    public Id<Webhook> WebhookId { get; private set; }

    /// <summary>What kind of message it is.</summary>
    public MessageType Type { get; private set; }

    /// <summary>Flags of the message.</summary>
    public MessageFlags Flags { get; private set; }

    /// <summary>Number of attachments.</summary>
    public int AttachmentCount { get; private set; }

    /// <summary>Number of embeds.</summary>
    public int EmbedCount { get; private set; }

    /// <summary>Written by a bot or webhook.</summary>
    public bool IsBot { get; private set; }

    /// <summary>Pings everyone.</summary>
    public bool MentionsEveryone { get; private set; }

    /// <summary>The author's name.</summary>
    public string AuthorName => Frame.Shared(TextSlot.Username) ?? "";

    /// <summary>The author's display name; null when none is set.</summary>
    public string? AuthorGlobalName => Frame.Shared(TextSlot.GlobalName);

    /// <summary>The author's name in this guild; null when none is set.</summary>
    public string? AuthorNick => Frame.Shared(TextSlot.Nick);

    /// <summary>The text; empty without the intent <see cref="GatewayIntents.MessageContent" />.</summary>
    public string Content => _content ??= Frame.Text(TextSlot.Content) ?? "";

    /// <summary><see cref="Content" /> as UTF-8.</summary>
    public ReadOnlySpan<byte> ContentUtf8 => Frame.Utf8(TextSlot.Content);

    /// <summary>When it was written.</summary>
    public DateTimeOffset Timestamp => Frame.Time(TextSlot.Timestamp) ?? Id.CreatedAt;

    /// <summary>When it was last edited; null when never.</summary>
    public DateTimeOffset? EditedAt => Frame.Time(TextSlot.EditedAt);

    /// <summary>The author's roles in the guild.</summary>
    public ReadOnlySpan<Id<Role>> AuthorRoles => Cast<Role>(_memberRolesStart, _memberRolesCount);

    /// <summary>Users whom the message mentions.</summary>
    public ReadOnlySpan<Id<User>> Mentions => Cast<User>(_mentionsStart, _mentionsCount);

    /// <summary>Roles that the message mentions.</summary>
    public ReadOnlySpan<Id<Role>> RoleMentions => Cast<Role>(_roleMentionsStart, _roleMentionsCount);

    /// <summary>A copy with everything that Discord sent.</summary>
    public MessageEvent ToModel() => Model<MessageEvent>();

    internal static MessageView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new MessageView(frame);
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            view.ReadProperty(name, ref reader, frame);
        }

        JsonText.End(ref reader);
        return view.Id.IsNone || view.ChannelId.IsNone ? throw new JsonException("The message's id or channel_id is missing.") : view;
    }

    private void ReadProperty(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader, Frame frame)
    {
        // By length first: a message has some thirty properties, most of which nobody asked for.
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                reader.Read();
                Id = new(JsonText.Id(ref reader));
                return;
            case 4 when name.SequenceEqual("type"u8):
                reader.Read();
                Type = (MessageType)JsonText.Int(ref reader);
                return;
            case 5 when name.SequenceEqual("flags"u8):
                reader.Read();
                Flags = reader.TokenType == JsonTokenType.Null ? 0 : (MessageFlags)JsonText.Int(ref reader);
                return;
            case 6 when name.SequenceEqual("author"u8):
                reader.Read();
                var author = default(MemberFields);
                author.ReadUser(ref reader, frame);
                _authorId = author.UserId;
                IsBot = author.IsBot;
                return;
            case 6 when name.SequenceEqual("member"u8):
                reader.Read();
                ReadMember(ref reader, frame);
                return;
            case 6 when name.SequenceEqual("embeds"u8):
                reader.Read();
                EmbedCount = JsonText.CountArray(ref reader);
                return;
            case 7 when name.SequenceEqual("content"u8):
                Note(TextSlot.Content, ref reader, frame);
                return;
            case 8 when name.SequenceEqual("guild_id"u8):
                reader.Read();
                GuildId = new(JsonText.IdOrNull(ref reader));
                return;
            case 8 when name.SequenceEqual("mentions"u8):
                reader.Read();
                _mentionsStart = frame.IdCount;
                _mentionsCount = JsonText.IdsOfObjects(ref reader, frame);
                return;
            case 9 when name.SequenceEqual("timestamp"u8):
                Note(TextSlot.Timestamp, ref reader, frame);
                return;
            case 10 when name.SequenceEqual("channel_id"u8):
                reader.Read();
                ChannelId = new(JsonText.Id(ref reader));
                return;
            case 10 when name.SequenceEqual("webhook_id"u8):
                reader.Read();
                WebhookId = new(JsonText.IdOrNull(ref reader));
                return;
            case 11 when name.SequenceEqual("attachments"u8):
                reader.Read();
                AttachmentCount = JsonText.CountArray(ref reader);
                return;
            case 13 when name.SequenceEqual("mention_roles"u8):
                reader.Read();
                _roleMentionsStart = frame.IdCount;
                _roleMentionsCount = JsonText.Ids(ref reader, frame);
                return;
            case 16 when name.SequenceEqual("mention_everyone"u8):
                reader.Read();
                MentionsEveryone = JsonText.Bool(ref reader);
                return;
            case 16 when name.SequenceEqual("edited_timestamp"u8):
                Note(TextSlot.EditedAt, ref reader, frame);
                return;
            default:
                reader.Read();
                reader.Skip();
                return;
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, Frame frame)
    {
        var member = default(MemberFields);
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            member.ReadProperty(name, ref reader, frame);
        }

        _memberRolesStart = member.RolesStart;
        _memberRolesCount = member.RolesCount;
    }

    private static void Note(int slot, ref Utf8JsonReader reader, Frame frame)
    {
        reader.Read();
        frame.Texts[slot] = JsonText.Range(ref reader, frame);
    }

    private ReadOnlySpan<Id<T>> Cast<T>(int start, int count) => MemoryMarshal.Cast<ulong, Id<T>>(Frame.Ids(start, count));
}
