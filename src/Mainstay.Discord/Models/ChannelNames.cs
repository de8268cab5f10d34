using System.Text;

namespace Mainstay.Discord;

/// <summary>Names of channels, as Discord writes them whatever was asked for.</summary>
public static class ChannelNames
{
    private const string TakenOut = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~";

    /// <summary>
    /// What one reads, such as text and forum channels, is called in small letters, with one dash for blanks and dashes between words and without ASCII punctuation;
    /// anything else as it was asked for. Empty when nothing is left. Discord does not document it; this is what its client does.
    /// See https://discord.com/developers/docs/resources/channel#channel-object.
    /// </summary>
    public static string AsWritten(ChannelType type, string name)
    {
        if (type is not (ChannelType.GuildText or ChannelType.GuildAnnouncement or ChannelType.GuildForum or ChannelType.GuildMedia))
        {
            return name.Trim();
        }

        var written = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsWhiteSpace(letter) || letter == '-')
            {
                written.Append(written.Length > 0 && written[^1] != '-' ? "-" : "");
            }
            else if (!TakenOut.Contains(letter, StringComparison.Ordinal))
            {
                written.Append(letter);
            }
        }

        return written.ToString().TrimEnd('-');
    }
}
