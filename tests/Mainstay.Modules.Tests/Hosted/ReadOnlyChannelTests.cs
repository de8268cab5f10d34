using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using static Mainstay.Modules.Tests.Hosted.SetupStoryTests;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>Channels in which nobody writes, Mainstay itself neither: what Mainstay holds in the server it sets there all the same.</summary>
public class ReadOnlyChannelTests
{
    private static CancellationToken Token => LawFirm.Token;

    [Fact]
    public async Task A_second_template_changes_them_and_repair_gives_a_deleted_role_its_permissions_back()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        await SetUpAsync(owner, "Law firm");
        await SetUpAsync(owner, "Open-source community");
        var guild = server.Get<IGuilds>().All.Single();
        GuildImage Image() => server.Get<IGuilds>().TrySnapshot(guild, out var image) ? image : throw new InvalidOperationException("There is no picture.");
        string[] Writers() => [.. Image().Channels.Where(c => Writes(c, Image())).Select(c => c.Name!).Order(StringComparer.Ordinal)];
        var before = Writers();
        before.ShouldContain("announcements");

        var role = Image().Roles.Single(r => r.Name == "Maintainer");
        await owner.CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{guild}/roles/{role.Id}", null, Token);
        await Wait.UntilAsync(() => Image().Roles.Find(role.Id) is null && Writers().Length == 0);
        var done = await owner.ConfirmAsync(await owner.UseAsync("/repair channels", Token), Token);

        Assert.True(done.Text.Contains("Repair channels: done", StringComparison.Ordinal), done.Text);
        await Wait.UntilAsync(() => Writers().Length == before.Length);
        Writers().ShouldBe(before);
        (await owner.UseAsync("/repair channels", Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_that_allows_Manage_Roles_in_a_channel_is_refused_before_anything_is_written()
    {
        await using var server = await StartAsync();

        var preview = await server.As("owner").UseAsync("/setupserver", "file", "t.json", Template, Token);

        preview.Text.ShouldContain("Discord lets only administrators allow or deny **Manage Roles** in a channel");
        preview.Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
    }

    private const string Template = """
        {"name":"Den","roles":[{"id":0,"name":"@everyone","permissions":"0"},{"id":1,"name":"Wolf","permissions":"1024","color":255}],
         "channels":[{"id":3,"type":0,"name":"den","position":0,"permission_overwrites":[{"id":1,"type":0,"allow":"268435456","deny":"0"}]}]}
        """;

    private static async Task SetUpAsync(SandboxPerson owner, string template)
    {
        var done = await owner.ConfirmAsync(await owner.UseAsync($"/setupserver template:{template}", Token), Token);
        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
    }

    /// <summary>Whether Maintainers write where everybody else does not.</summary>
    private static bool Writes(Channel channel, GuildImage image) =>
        channel.PermissionOverwrites!.Any(o => o.Id.Value == image.Id.Value && o.Deny.HasFlag(Permissions.SendMessages))
        && image.Roles.FirstOrDefault(r => r.Name == "Maintainer") is { } role
        && channel.PermissionOverwrites!.Any(o => o.Id.Value == role.Id.Value && o.Allow.HasFlag(Permissions.SendMessages));
}
