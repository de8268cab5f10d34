using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests.Json;

/// <summary>Guild templates of 2020: numbers where strings are usual, words where numbers are, half of today's properties absent.</summary>
public sealed class OldTemplateTests
{
    private const string Template = """
        {
          "code": "hgM48av5Q69A", "name": "Office", "description": null, "usage_count": 3, "creator_id": "0",
          "created_at": "2020-05-27T21:10:07+00:00", "updated_at": "2020-05-27T21:10:07+00:00", "source_guild_id": "714473608562606120", "is_dirty": null,
          "serialized_source_guild": {
            "name": "Office", "description": null, "region": "europe", "icon_hash": null, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "preferred_locale": "en-US", "afk_timeout": 300, "afk_channel_id": 2, "system_channel_id": null, "system_channel_flags": 0,
            "roles": [
              { "id": 0, "name": "@everyone", "color": 0, "hoist": false, "mentionable": false, "permissions": 104324161, "permissions_new": "104324161" },
              { "id": 1, "name": "Partner", "color": 8720829, "hoist": true, "mentionable": false, "permissions": 104188993, "permissions_new": "4399120252993" }
            ],
            "channels": [
              {
                "id": 1, "type": 4, "name": "Rooms", "position": 0, "topic": null, "bitrate": 64000, "user_limit": 0, "nsfw": false, "rate_limit_per_user": 0,
                "parent_id": null, "permission_overwrites": [{ "id": 1, "type": "role", "allow": 57344, "deny": 0, "allow_new": "57344", "deny_new": "0" }]
              },
              {
                "id": 2, "type": 2, "name": "Waiting", "position": 1, "topic": null, "bitrate": 64000, "user_limit": 0, "nsfw": false, "rate_limit_per_user": 0,
                "parent_id": 1, "permission_overwrites": []
              }
            ]
          }
        }
        """;

    [Fact]
    public void Reads_with_ids_permissions_and_overwrites()
    {
        var guild = JsonSerializer.Deserialize<GuildTemplate>(Template, DiscordJson.Options)!.SerializedSourceGuild;

        guild.AfkChannelId.ShouldBe(new Id<SnapshotChannel>(2));
        guild.Roles[1].PermissionsNew.ShouldBe((Permissions)4399120252993);
        guild.Channels[1].ParentId.ShouldBe(new Id<SnapshotChannel>(1));
        guild.Channels[0].PermissionOverwrites[0].ShouldSatisfyAllConditions(
            overwrite => overwrite.Type.ShouldBe(OverwriteType.Role),
            overwrite => overwrite.Allow.ShouldBe((Permissions)57344));
    }

    [Fact]
    public void Comes_out_in_todays_form()
    {
        var json = JsonSerializer.Serialize(JsonSerializer.Deserialize<GuildTemplate>(Template, DiscordJson.Options), DiscordJson.Options);

        json.ShouldContain("\"permissions\":\"104188993\"");
        json.ShouldContain("\"parent_id\":\"1\"");
        json.ShouldContain("\"type\":0");
    }
}
