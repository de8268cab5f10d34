using Mainstay.Discord;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Templates;

public sealed class TemplateTests
{
    private const string Old = """
        {"code": "x", "serialized_source_guild": {"name": "Ancien", "preferred_locale": "fr", "verification_level": 2, "afk_channel_id": 3, "system_channel_id": 2,
          "roles": [{"id": 0, "name": "@everyone", "permissions": 1024, "permissions_new": "2251799813686272"}, {"id": 7, "name": "Modérateur", "color": 255, "hoist": true, "permissions": 8192}],
          "channels": [{"id": 1, "type": 4, "name": "Salons", "position": 0, "parent_id": null, "permission_overwrites": [{"id": 7, "type": "role", "allow": 0, "allow_new": "1024", "deny": 0, "deny_new": "0"}]},
                       {"id": 2, "type": 0, "name": "général", "position": 1, "parent_id": 1, "nsfw": false, "rate_limit_per_user": 5, "topic": "Bonjour", "permission_overwrites": []},
                       {"id": 3, "type": 2, "name": "Vocal", "position": 2, "parent_id": 1, "bitrate": 64000, "user_limit": 4, "permission_overwrites": [{"id": 99, "type": "role", "allow": 1, "deny": 0}]}]}}
        """;

    private const string New = """
        {"code": "x", "serialized_source_guild": {"name": "New", "system_channel_id": "2",
          "roles": [{"id": "0", "name": "@everyone", "permissions": "1024"}, {"id": "1", "name": "A", "permissions": "8", "colors": {"primary_color": 16711680}}],
          "channels": [{"id": "2", "type": 0, "name": "general", "position": 0, "permission_overwrites": [{"id": "1", "type": 0, "allow": "0", "deny": "2048"}]}]}}
        """;

    [Fact]
    public void Templates_of_2020_load_with_numbers_and_the_old_fields()
    {
        var guild = Build(Old);
        guild.Settings.Name.ShouldBe("Ancien");
        guild.Settings.PreferredLocale.ShouldBe("fr");
        guild.Everyone.Permissions.ShouldBe((Permissions)2251799813686272);
        var moderator = guild.Roles.Values.Single(r => r.Name == "Modérateur");
        (moderator.Color, moderator.Hoist, moderator.Permissions).ShouldBe((255, true, Permissions.ManageMessages));
        var category = guild.Channels.Values.Single(c => c.Type == ChannelType.GuildCategory);
        category.Model.PermissionOverwrites!.Single().Id.Value.ShouldBe(moderator.Id.Value);
        var text = guild.Channels.Values.Single(c => c.Model.Name == "général");
        text.ParentId.ShouldBe(category.Id);
        (text.Model.RateLimitPerUser, text.Model.Topic.OrDefault()).ShouldBe((5, "Bonjour"));
        guild.Settings.SystemChannelId.ShouldBe(text.Id);
        var voice = guild.Channels.Values.Single(c => c.Type == ChannelType.GuildVoice);
        (voice.Model.UserLimit, voice.Model.PermissionOverwrites!.Count).ShouldBe((4, 0));
        guild.Settings.AfkChannelId.ShouldBe(voice.Id);
        guild.Members.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Templates_of_today_load_with_strings()
    {
        var guild = Build(New);
        var role = guild.Roles.Values.Single(r => r.Name == "A");
        (role.Color, role.Permissions).ShouldBe((0xFF0000, Permissions.Administrator));
        guild.Channels.Values.Single().Model.PermissionOverwrites!.Single().Deny.ShouldBe(Permissions.SendMessages);
    }

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("{}", "no guild template")]
    [InlineData("[]", "no guild template")]
    public void Other_files_are_refused_in_a_sentence(string json, string why) => Should.Throw<FormatException>(() => Scenario.FromTemplate(json)).Message.ShouldContain(why);

    [Theory]
    [InlineData("dev-server.json", 12, 23)]
    [InlineData("gaming-community.json", 58, 52)]
    public void Servers_as_people_made_them(string file, int roles, int channels)
    {
        var path = Find(file);
        Assert.SkipWhen(path is null, "The template files are not on this machine.");
        var guild = Build(File.ReadAllText(path!));

        // One more role: the bot's own.
        guild.Roles.Count.ShouldBe(roles + 1);
        guild.Channels.Count.ShouldBe(channels);
        guild.Roles.Values.Select(r => r.Position).Order().ShouldBe(Enumerable.Range(0, roles + 1));
        guild.Channels.Values.ShouldAllBe(c => c.Model.PermissionOverwrites!.All(o => guild.Roles.ContainsKey(new(o.Id.Value))));
        guild.Members.All().ShouldAllBe(m => m.Roles.All(guild.Roles.ContainsKey));
    }

    private static WorldGuild Build(string json)
    {
        var world = new DiscordWorld(new ManualTime(), 1);
        Scenario.FromTemplate(json).Build(world, new ScenarioSeat("token", "Mainstay", 1)).ShouldBeNull();
        return world.Guilds.First!;
    }

    private static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "discord", "templates", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
