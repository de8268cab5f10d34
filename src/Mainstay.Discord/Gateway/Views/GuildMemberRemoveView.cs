using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>A user left a guild, or was removed from it (GUILD_MEMBER_REMOVE).</summary>
public sealed class GuildMemberRemoveView : FrameView
{
    private MemberFields _fields;

    private GuildMemberRemoveView(Frame frame)
        : base(frame)
    {
    }

    /// <summary>The guild.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>The user who is gone.</summary>
    public Id<User> UserId => new(_fields.UserId);

    /// <summary>Is a bot.</summary>
    public bool IsBot => _fields.IsBot;

    /// <summary>The user's name.</summary>
    public string Username => Frame.Shared(TextSlot.Username) ?? "";

    /// <summary>A copy with everything that Discord sent.</summary>
    public GuildMemberRemoveEvent ToModel() => Model<GuildMemberRemoveEvent>();

    internal static GuildMemberRemoveView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new GuildMemberRemoveView(frame);
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            var isGuild = name.SequenceEqual("guild_id"u8);
            var isUser = name.SequenceEqual("user"u8);
            reader.Read();
            if (isGuild)
            {
                view.GuildId = new(JsonText.Id(ref reader));
            }
            else if (isUser)
            {
                view._fields.ReadUser(ref reader, frame);
            }
            else
            {
                reader.Skip();
            }
        }

        JsonText.End(ref reader);
        return view.GuildId.IsNone || view._fields.UserId == 0 ? throw new JsonException("The guild_id or user is missing.") : view;
    }
}
