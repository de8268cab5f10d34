using Mainstay.Discord;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>Which permissions of a channel repair puts right and which it leaves to somebody else, with the sentence that says how.</summary>
public class PermitsTests
{
    private const Permissions Held = Permissions.ViewChannel | Permissions.ManageChannels | Permissions.ManageRoles | Permissions.SendMessages;
    private const ulong Role = 50;
    private const ulong Category = 60;
    private const ulong Channel = 70;

    private readonly GuildBuilder _guild = new GuildBuilder(mainstayPermissions: Held).Role(Role, 1);

    [Fact]
    public void A_read_only_channel_gets_back_the_permissions_of_those_who_write_in_it()
    {
        _guild.Channel(Channel, overwrites: [Of(_guild.Id.Value, deny: Permissions.SendMessages)]);

        Obstacle(Permissions.SendMessages).ShouldBeNull();
    }

    [Fact]
    public void What_only_the_channel_gives_Mainstay_it_does_not_set_and_what_the_category_gives_it_does()
    {
        var granted = Of(GuildBuilder.MainstayRole.Value, Permissions.ManageWebhooks);
        _guild.Channel(Category, type: ChannelType.GuildCategory, overwrites: [granted]).Channel(Channel, parent: Category);
        Obstacle(Permissions.ManageWebhooks).ShouldBeNull();

        _guild.Channel(Channel, overwrites: [granted]);
        Obstacle(Permissions.ManageWebhooks).ShouldNotBeNull().ShouldContain("lacks **Manage Webhooks**");
    }

    [Fact]
    public void Manage_Roles_in_a_channel_is_for_administrators_and_for_whom_the_channel_allows_it()
    {
        _guild.Channel(Channel);
        Obstacle(Permissions.ManageRoles).ShouldNotBeNull().ShouldContain("Give Mainstay **Administrator**");
        ToMake(Permissions.ManageRoles).ShouldNotBeNull().ShouldContain("Give Mainstay **Administrator**");

        _guild.Channel(Channel, overwrites: [Of(GuildBuilder.MainstayRole.Value, Permissions.ManageRoles)]);
        Obstacle(Permissions.ManageRoles).ShouldBeNull();

        _guild.Channel(Channel).Role(GuildBuilder.MainstayRole.Value, 100, Permissions.Administrator);
        Obstacle(Permissions.ManageRoles).ShouldBeNull();
        ToMake(Permissions.ManageRoles).ShouldBeNull();
    }

    private string? Obstacle(Permissions allow)
    {
        var image = _guild.Build();
        var channel = image.Channels.Find(new(Channel))!;
        var standing = ObjectStates.OverwritesOf(channel);
        return Asking(image).ToOverwrite(channel, image.Channels.Find(channel.ParentId.OrDefault() ?? default), standing, [.. standing, New(allow)]);
    }

    private string? ToMake(Permissions allow) => Asking(_guild.Build()).ToMake(null, [New(allow)]);

    private static Permits Asking(GuildImage image) => new(image, new Actor { User = GuildBuilder.Owner });

    private static OverwriteState New(Permissions allow) => new(new(Role), OverwriteType.Role, allow, Permissions.None);

    private static Overwrite Of(ulong role, Permissions allow = Permissions.None, Permissions deny = Permissions.None) =>
        new() { Id = new(role), Type = OverwriteType.Role, Allow = allow, Deny = deny };
}
