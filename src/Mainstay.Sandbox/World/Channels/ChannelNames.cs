using System.Text;
using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What Discord makes of the name one gives a channel.</summary>
internal static class ChannelNames
{
    private const string TakenOut = "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~";

    /// <summary>Text channels and forums are written in small letters with dashes for blanks; voice, categories and threads as they are.</summary>
    public static string For(ChannelType type, string name)
    {
        if (type is not (ChannelType.GuildText or ChannelType.GuildAnnouncement or ChannelType.GuildForum or ChannelType.GuildMedia))
        {
            return name;
        }

        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsWhiteSpace(c) || c == '-')
            {
                if (text.Length > 0 && text[^1] != '-')
                {
                    text.Append('-');
                }
            }
            else if (!TakenOut.Contains(c))
            {
                text.Append(c);
            }
        }

        var result = text.ToString().TrimEnd('-');
        return result.Length > 0 ? result : "-";
    }
}
