using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Where replies go on.</summary>
internal sealed record ReplySettings
{
    [Setting("Channel for what Mainstay noticed or did by itself, and where long work in the open goes on after Discord's 15 minutes; without it nothing is told, and long work goes on in the channel of the command")]
    [SettingChannel(ChannelType.GuildText, Needs = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.AttachFiles, Name = "mainstay-log")]
    public Id<Channel>? LogChannel { get; init; }
}
