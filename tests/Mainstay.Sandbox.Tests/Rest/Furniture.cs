using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Rest;

/// <summary>What a guild has that no route of the sandbox makes: an emoji, a sticker, a scheduled event.</summary>
internal static class Furniture
{
    public static (Id<Emoji> Emoji, Id<Sticker> Sticker, Id<ScheduledEvent> Event) Add(DiscordWorld world, WorldGuild guild)
    {
        var emoji = new Emoji
        {
            Id = world.Ids.Next<Emoji>(),
            Name = "gavel",
            Roles = [],
            RequireColons = true,
            Managed = false,
            Animated = false,
            Available = true,
        };
        var sticker = new Sticker
        {
            Id = world.Ids.Next<Sticker>(),
            Name = "scales",
            Description = null,
            Tags = "law",
            Type = StickerType.Guild,
            FormatType = StickerFormat.Png,
            Available = true,
            GuildId = guild.Id,
        };
        var scheduled = new ScheduledEvent
        {
            Id = world.Ids.Next<ScheduledEvent>(),
            GuildId = guild.Id,
            ChannelId = null,
            CreatorId = new(guild.OwnerId),
            Name = "Hearing",
            Description = new(null),
            ScheduledStartTime = world.Now.AddDays(1),
            ScheduledEndTime = world.Now.AddDays(2),
            PrivacyLevel = 2,
            Status = ScheduledEventStatus.Scheduled,
            EntityType = ScheduledEventEntityType.External,
            EntityId = null,
            EntityMetadata = new(new ScheduledEventEntityMetadata { Location = "Court" }),
            Image = new(null),
            RecurrenceRule = null,
            GuildScheduledEventExceptions = [],
        };
        guild.Emojis[emoji.Id!.Value] = emoji;
        guild.Stickers[sticker.Id] = sticker;
        guild.ScheduledEvents[scheduled.Id] = scheduled;
        return (emoji.Id!.Value, sticker.Id, scheduled.Id);
    }
}
