using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>A member joined, left or changed voice (VOICE_STATE_UPDATE).</summary>
public sealed class VoiceStateView : FrameView
{
    private Traits _traits;

    private VoiceStateView(Frame frame)
        : base(frame)
    {
    }

    [Flags]
    private enum Traits
    {
        None = 0,
        Deaf = 1,
        Mute = 2,
        SelfDeaf = 4,
        SelfMute = 8,
        SelfStream = 16,
        SelfVideo = 32,
        Suppress = 64,
    }

    /// <summary>The guild; none in calls.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>The channel; none after leaving.</summary>
    public Id<Channel> ChannelId { get; private set; }

    /// <summary>Whose state.</summary>
    public Id<User> UserId { get; private set; }

    /// <summary>The voice session.</summary>
    public string SessionId => Frame.Text(TextSlot.SessionId) ?? "";

    /// <summary>Deafened by the guild.</summary>
    public bool Deaf => Has(Traits.Deaf);

    /// <summary>Muted by the guild.</summary>
    public bool Mute => Has(Traits.Mute);

    /// <summary>Deafened by themselves.</summary>
    public bool SelfDeaf => Has(Traits.SelfDeaf);

    /// <summary>Muted by themselves.</summary>
    public bool SelfMute => Has(Traits.SelfMute);

    /// <summary>Streams.</summary>
    public bool SelfStream => Has(Traits.SelfStream);

    /// <summary>Shows video.</summary>
    public bool SelfVideo => Has(Traits.SelfVideo);

    /// <summary>May not speak on a stage.</summary>
    public bool Suppress => Has(Traits.Suppress);

    /// <summary>A copy with everything that Discord sent.</summary>
    public VoiceState ToModel() => Model<VoiceState>();

    internal static VoiceStateView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new VoiceStateView(frame);
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("guild_id"u8))
            {
                reader.Read();
                view.GuildId = new(JsonText.IdOrNull(ref reader));
            }
            else if (name.SequenceEqual("channel_id"u8))
            {
                reader.Read();
                view.ChannelId = new(JsonText.IdOrNull(ref reader));
            }
            else if (name.SequenceEqual("user_id"u8))
            {
                reader.Read();
                view.UserId = new(JsonText.Id(ref reader));
            }
            else if (name.SequenceEqual("session_id"u8))
            {
                reader.Read();
                frame.Texts[TextSlot.SessionId] = JsonText.Range(ref reader, frame);
            }
            else if (TraitOf(name) is var trait and not Traits.None)
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null && JsonText.Bool(ref reader))
                {
                    view._traits |= trait;
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        JsonText.End(ref reader);
        return view.UserId.IsNone ? throw new JsonException("The voice state's user_id is missing.") : view;
    }

    private static Traits TraitOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("deaf"u8) ? Traits.Deaf
        : name.SequenceEqual("mute"u8) ? Traits.Mute
        : name.SequenceEqual("self_deaf"u8) ? Traits.SelfDeaf
        : name.SequenceEqual("self_mute"u8) ? Traits.SelfMute
        : name.SequenceEqual("self_stream"u8) ? Traits.SelfStream
        : name.SequenceEqual("self_video"u8) ? Traits.SelfVideo
        : name.SequenceEqual("suppress"u8) ? Traits.Suppress
        : Traits.None;

    private bool Has(Traits trait) => (_traits & trait) != 0;
}
