using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Snapshots;

/// <summary>A guild's structure as Mainstay sees it: its own settings, roles, channels with their overwrites. What is hidden from Mainstay is not in it.</summary>
internal static class GuildStructure
{
    public static void Write(Utf8JsonWriter json, GuildImage image, IEnumerable<Id<User>> members)
    {
        if (image.Guild is { } guild)
        {
            json.WritePropertyName("guild");
            JsonSerializer.Serialize(json, guild with { Roles = [] }, DiscordJson.Options);
        }

        json.WriteStartArray("roles");
        foreach (var role in image.Roles.OrderBy(r => r.Position).ThenBy(r => r.Id))
        {
            JsonSerializer.Serialize(json, role, DiscordJson.Options);
        }

        json.WriteEndArray();
        json.WriteStartArray("channels");
        foreach (var channel in image.Channels.Where(c => !GuildImage.IsHidden(c)).OrderBy(c => c.Position).ThenBy(c => c.Id))
        {
            JsonSerializer.Serialize(json, channel, DiscordJson.Options);
        }

        json.WriteEndArray();
        json.WriteStartArray("members");
        foreach (var id in members.Distinct().Order())
        {
            if (image.Members.TryGet(id, out var member))
            {
                json.WriteStartObject();
                json.WriteString("id", id.ToString());
                json.WriteStartArray("roles");
                foreach (var role in member.Roles.ToArray().Order())
                {
                    json.WriteStringValue(role.ToString());
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
