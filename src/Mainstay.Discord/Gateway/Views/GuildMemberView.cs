using System.Runtime.InteropServices;
using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>A member of a guild as GUILD_MEMBER_ADD, GUILD_MEMBER_UPDATE and GUILD_MEMBERS_CHUNK carry it.</summary>
public sealed class GuildMemberView : FrameView
{
    private MemberFields _fields;

    private GuildMemberView(Frame frame)
        : base(frame)
    {
    }

    /// <summary>The guild.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>The member's user.</summary>
    public Id<User> UserId => new(_fields.UserId);

    /// <summary>The user's name.</summary>
    public string Username => Frame.Shared(TextSlot.Username) ?? "";

    /// <summary>The user's display name; null when none is set.</summary>
    public string? GlobalName => Frame.Shared(TextSlot.GlobalName);

    /// <summary>The member's name in this guild; null when none is set.</summary>
    public string? Nick => Frame.Shared(TextSlot.Nick);

    /// <summary>The hash of the user's avatar; null when none is set.</summary>
    public string? UserAvatar => Frame.Text(TextSlot.UserAvatar);

    /// <summary>The hash of the member's avatar in this guild; null when none is set.</summary>
    public string? MemberAvatar => Frame.Text(TextSlot.MemberAvatar);

    /// <summary><see cref="Username" /> as UTF-8.</summary>
    public ReadOnlySpan<byte> UsernameUtf8 => Frame.Utf8(TextSlot.Username);

    /// <summary><see cref="GlobalName" /> as UTF-8; empty when none is set.</summary>
    public ReadOnlySpan<byte> GlobalNameUtf8 => Frame.Utf8(TextSlot.GlobalName);

    /// <summary><see cref="Nick" /> as UTF-8; empty when none is set.</summary>
    public ReadOnlySpan<byte> NickUtf8 => Frame.Utf8(TextSlot.Nick);

    /// <summary><see cref="UserAvatar" /> as UTF-8; empty when none is set.</summary>
    public ReadOnlySpan<byte> UserAvatarUtf8 => Frame.Utf8(TextSlot.UserAvatar);

    /// <summary><see cref="MemberAvatar" /> as UTF-8; empty when none is set.</summary>
    public ReadOnlySpan<byte> MemberAvatarUtf8 => Frame.Utf8(TextSlot.MemberAvatar);

    /// <summary>The member's roles, without @everyone, in Discord's order.</summary>
    public ReadOnlySpan<Id<Role>> Roles => MemoryMarshal.Cast<ulong, Id<Role>>(Frame.Ids(_fields.RolesStart, _fields.RolesCount));

    /// <summary>When the user joined; null for guests.</summary>
    public DateTimeOffset? JoinedAt => Frame.Time(TextSlot.JoinedAt);

    /// <summary><see cref="JoinedAt" /> in unix milliseconds, UTC; 0 when null.</summary>
    public long JoinedAtMilliseconds => Frame.Milliseconds(TextSlot.JoinedAt);

    /// <summary><see cref="PremiumSince" /> in unix milliseconds, UTC; 0 when null.</summary>
    public long PremiumSinceMilliseconds => Frame.Milliseconds(TextSlot.PremiumSince);

    /// <summary><see cref="TimeoutUntil" /> in unix milliseconds, UTC; 0 when null.</summary>
    public long TimeoutUntilMilliseconds => Frame.Milliseconds(TextSlot.TimeoutUntil);

    /// <summary>Since when the member boosts the guild; null when they do not.</summary>
    public DateTimeOffset? PremiumSince => Frame.Time(TextSlot.PremiumSince);

    /// <summary>Until when the member is timed out; may lie in the past.</summary>
    public DateTimeOffset? TimeoutUntil => Frame.Time(TextSlot.TimeoutUntil);

    /// <summary>Flags of the member.</summary>
    public GuildMemberFlags Flags => (GuildMemberFlags)_fields.Flags;

    /// <summary>Flags of the user that everyone may see.</summary>
    public UserFlags PublicFlags => (UserFlags)_fields.PublicFlags;

    /// <summary>Has not yet passed the guild's membership screening.</summary>
    public bool IsPending => _fields.IsPending;

    /// <summary>Is a bot.</summary>
    public bool IsBot => _fields.IsBot;

    /// <summary>Which of the properties that may be left out were sent, null or not.</summary>
    public GuildMemberParts Sent => _fields.Sent
        | Noted(TextSlot.Nick, GuildMemberParts.Nick)
        | Noted(TextSlot.MemberAvatar, GuildMemberParts.MemberAvatar)
        | Noted(TextSlot.JoinedAt, GuildMemberParts.JoinedAt)
        | Noted(TextSlot.PremiumSince, GuildMemberParts.PremiumSince)
        | Noted(TextSlot.TimeoutUntil, GuildMemberParts.TimeoutUntil);

    /// <summary>A copy with everything that Discord sent. Not for members of a chunk: those are part of its model.</summary>
    public GuildMemberEvent ToModel() => Model<GuildMemberEvent>();

    internal static GuildMemberView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new GuildMemberView(frame);
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        view.ReadFrom(ref reader);
        JsonText.End(ref reader);
        return view.GuildId.IsNone ? throw new JsonException("The member's guild_id is missing.") : view;
    }

    /// <summary>A view to be filled again and again from the list of a chunk.</summary>
    internal static GuildMemberView Of(Frame frame, Id<Guild> guild) => new(frame) { GuildId = guild };

    internal void ReadFrom(ref Utf8JsonReader reader)
    {
        _fields = new MemberFields { RolesCount = -1 };
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("guild_id"u8))
            {
                reader.Read();
                GuildId = new(JsonText.Id(ref reader));
            }
            else
            {
                _fields.ReadProperty(name, ref reader, Frame);
            }
        }

        if (_fields.UserId == 0 || _fields.RolesCount < 0)
        {
            throw new JsonException("The member's user or roles are missing.");
        }
    }

    private GuildMemberParts Noted(int slot, GuildMemberParts part) => Frame.Texts[slot] == TextRange.Absent ? GuildMemberParts.None : part;
}
