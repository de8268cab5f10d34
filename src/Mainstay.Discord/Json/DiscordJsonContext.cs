using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Discord.Json;

/// <summary>Every type of the wire. What only occurs inside an <see cref="Optional{T}" /> is named too: the generator does not look inside.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(User[]))]
[JsonSerializable(typeof(PartialUser))]
[JsonSerializable(typeof(AvatarDecoration))]
[JsonSerializable(typeof(Collectibles))]
[JsonSerializable(typeof(Nameplate))]
[JsonSerializable(typeof(PrimaryGuild))]
[JsonSerializable(typeof(Role[]))]
[JsonSerializable(typeof(Overwrite[]))]
[JsonSerializable(typeof(GuildMember[]))]
[JsonSerializable(typeof(Channel[]))]
[JsonSerializable(typeof(DefaultReaction))]
[JsonSerializable(typeof(ForumSortOrder?))]
[JsonSerializable(typeof(ThreadMember[]))]
[JsonSerializable(typeof(Emoji[]))]
[JsonSerializable(typeof(PartialEmoji))]
[JsonSerializable(typeof(Sticker[]))]
[JsonSerializable(typeof(StickerItem))]
[JsonSerializable(typeof(Guild[]))]
[JsonSerializable(typeof(UnavailableGuild))]
[JsonSerializable(typeof(IncidentsData))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(Id<Channel>?))]
[JsonSerializable(typeof(Id<Message>?))]
[JsonSerializable(typeof(Id<Emoji>?))]
internal sealed partial class DiscordJsonContext : JsonSerializerContext;
