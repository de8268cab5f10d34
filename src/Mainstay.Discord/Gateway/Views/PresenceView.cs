using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>A member's presence changed (PRESENCE_UPDATE).</summary>
public sealed class PresenceView : FrameView
{
    private MemberFields _user;

    private PresenceView(Frame frame)
        : base(frame)
    {
    }

    /// <summary>The guild; none if Discord left it out.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>Whose presence.</summary>
    public Id<User> UserId => new(_user.UserId);

    /// <summary><c>online</c>, <c>idle</c>, <c>dnd</c> or <c>offline</c>; null if Discord left it out.</summary>
    public string? Status => Frame.Shared(TextSlot.Status);

    /// <summary>The user's name; null unless it changed.</summary>
    public string? Username => Frame.Shared(TextSlot.Username);

    /// <summary>Number of activities.</summary>
    public int ActivityCount { get; private set; }

    /// <summary>A copy with everything that Discord sent.</summary>
    public Presence ToModel() => Model<Presence>();

    internal static PresenceView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new PresenceView(frame);
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("user"u8))
            {
                reader.Read();
                view._user.ReadUser(ref reader, frame);
            }
            else if (name.SequenceEqual("guild_id"u8))
            {
                reader.Read();
                view.GuildId = new(JsonText.IdOrNull(ref reader));
            }
            else if (name.SequenceEqual("status"u8))
            {
                reader.Read();
                frame.Texts[TextSlot.Status] = JsonText.Range(ref reader, frame);
            }
            else if (name.SequenceEqual("activities"u8))
            {
                reader.Read();
                view.ActivityCount = reader.TokenType == JsonTokenType.Null ? 0 : JsonText.CountArray(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        JsonText.End(ref reader);
        return view._user.UserId == 0 ? throw new JsonException("The presence's user is missing.") : view;
    }
}
