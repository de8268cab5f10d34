using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>What is read at once of a member: ids and flags. Texts are noted in the frame.</summary>
internal struct MemberFields
{
    public ulong UserId;
    public int RolesStart;
    public int RolesCount;
    public int Flags;
    public long PublicFlags;
    public bool IsPending;
    public bool IsBot;

    /// <summary>Of the properties that are no texts, which were there.</summary>
    public GuildMemberParts Sent;

    /// <summary>Reads the value of one property of a member object; the reader stands on its name.</summary>
    public void ReadProperty(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader, Frame frame)
    {
        if (name.SequenceEqual("user"u8))
        {
            reader.Read();
            ReadUser(ref reader, frame);
        }
        else if (name.SequenceEqual("roles"u8))
        {
            reader.Read();
            RolesStart = frame.IdCount;
            RolesCount = JsonText.Ids(ref reader, frame);
        }
        else if (name.SequenceEqual("nick"u8))
        {
            Note(TextSlot.Nick, ref reader, frame);
        }
        else if (name.SequenceEqual("avatar"u8))
        {
            Note(TextSlot.MemberAvatar, ref reader, frame);
        }
        else if (name.SequenceEqual("joined_at"u8))
        {
            Note(TextSlot.JoinedAt, ref reader, frame);
        }
        else if (name.SequenceEqual("premium_since"u8))
        {
            Note(TextSlot.PremiumSince, ref reader, frame);
        }
        else if (name.SequenceEqual("communication_disabled_until"u8))
        {
            Note(TextSlot.TimeoutUntil, ref reader, frame);
        }
        else if (name.SequenceEqual("flags"u8))
        {
            reader.Read();
            Flags = JsonText.Int(ref reader);
            Sent |= GuildMemberParts.Flags;
        }
        else if (name.SequenceEqual("pending"u8))
        {
            reader.Read();
            IsPending = reader.TokenType != JsonTokenType.Null && JsonText.Bool(ref reader);
            Sent |= GuildMemberParts.Pending;
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    /// <summary>Reads a user object, the reader standing on its brace.</summary>
    public void ReadUser(ref Utf8JsonReader reader, Frame frame)
    {
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("id"u8))
            {
                reader.Read();
                UserId = JsonText.Id(ref reader);
            }
            else if (name.SequenceEqual("username"u8))
            {
                Note(TextSlot.Username, ref reader, frame);
            }
            else if (name.SequenceEqual("global_name"u8))
            {
                Note(TextSlot.GlobalName, ref reader, frame);
            }
            else if (name.SequenceEqual("avatar"u8))
            {
                Note(TextSlot.UserAvatar, ref reader, frame);
            }
            else if (name.SequenceEqual("public_flags"u8))
            {
                reader.Read();
                PublicFlags = reader.TokenType == JsonTokenType.Null ? 0 : JsonText.Long(ref reader);
            }
            else if (name.SequenceEqual("bot"u8))
            {
                reader.Read();
                IsBot = reader.TokenType != JsonTokenType.Null && JsonText.Bool(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void Note(int slot, ref Utf8JsonReader reader, Frame frame)
    {
        reader.Read();
        frame.Texts[slot] = JsonText.Range(ref reader, frame);
    }
}
