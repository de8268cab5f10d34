using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>Which permissions a plan may allow or deny in a channel, as Discord documents it: said before the first request, never too much and never too little.</summary>
public class OverwriteRulesTests
{
    private const Permissions Held = Permissions.ViewChannel | Permissions.ManageChannels | Permissions.ManageRoles | Permissions.SendMessages;
    private const ulong Role = 50;
    private const ulong Category = 60;
    private const ulong Other = 61;
    private const ulong Channel = 70;

    private readonly GuildBuilder _guild = new GuildBuilder(mainstayPermissions: Held).Role(Role, 1);

    [Fact]
    public void What_Mainstay_holds_in_the_server_it_sets_even_where_the_channel_denies_it()
    {
        _guild.Channel(Channel, overwrites: [Of(_guild.Id.Value, deny: Permissions.SendMessages)]);

        Obstacles(Sets(Permissions.SendMessages)).ShouldBeEmpty();
    }

    [Fact]
    public void What_Mainstay_holds_in_the_channel_alone_it_does_not_set()
    {
        _guild.Channel(Channel, overwrites: [Of(GuildBuilder.MainstayRole.Value, Permissions.ManageWebhooks)]);

        Obstacles(Sets(Permissions.ManageWebhooks)).ShouldHaveSingleItem().ShouldStartWith("Mainstay does not hold **Manage Webhooks**");
    }

    [Fact]
    public void What_Mainstay_holds_in_the_category_it_sets()
    {
        InCategory();

        Obstacles(Sets(Permissions.ManageWebhooks)).ShouldBeEmpty();
    }

    [Fact]
    public void A_category_that_the_plan_changes_or_leaves_does_not_count()
    {
        InCategory();
        _guild.Channel(Other, type: ChannelType.GuildCategory);
        var standing = ObjectStates.OverwritesOf(_guild.Build().Channels.Find(new(Category))!);
        var edit = Sets(Permissions.ManageWebhooks);

        Change closed = new ChannelChange { Channel = new(Category), Before = new ChannelState { Overwrites = standing }, After = new ChannelState { Overwrites = [] }, Reason = "test" };
        Change deleted = new ChannelChange { Channel = new(Category), Before = new ChannelState { Overwrites = standing }, Reason = "test" };
        Change ordered = new ChannelOrderChange
        {
            Guild = _guild.Id,
            Before = [new ChannelPlace(new(Channel), new(Category))],
            After = [new ChannelPlace(new(Channel), new(Other))],
            Reason = "test",
        };
        var moved = edit with { Before = edit.Before! with { Parent = new Id<Channel>(Category) }, After = edit.After! with { Parent = new Id<Channel>(Other) } };

        foreach (var plan in (Change[][])[[closed, edit], [deleted, edit], [ordered, edit], [moved]])
        {
            Obstacles(plan).ShouldContain(o => o.StartsWith("Mainstay does not hold **Manage Webhooks**", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_new_channel_gets_only_what_Mainstay_holds_in_the_server()
    {
        InCategory();

        Obstacles(Makes(Permissions.SendMessages)).ShouldBeEmpty();
        Obstacles(Makes(Permissions.ManageWebhooks)).ShouldHaveSingleItem().ShouldStartWith("Mainstay does not hold **Manage Webhooks**");
    }

    [Fact]
    public void Manage_Roles_in_a_channel_is_for_administrators_and_the_preview_says_so()
    {
        _guild.Channel(Channel);

        foreach (var plan in (Change[])[Sets(Permissions.ManageRoles), Makes(Permissions.ManageRoles)])
        {
            Obstacles(plan).ShouldHaveSingleItem().ShouldMatch("allow or deny \\*\\*Manage Roles\\*\\*.*template.*\\*\\*Administrator\\*\\*");
        }

        _guild.Role(GuildBuilder.MainstayRole.Value, 100, Permissions.Administrator);
        Obstacles(Sets(Permissions.ManageRoles)).ShouldBeEmpty();
        Obstacles(Makes(Permissions.ManageRoles)).ShouldBeEmpty();
    }

    [Fact]
    public void Whom_the_channel_itself_allows_to_manage_roles_sets_anything_there()
    {
        _guild.Channel(Channel, overwrites: [Of(GuildBuilder.MainstayRole.Value, Permissions.ManageRoles)]);

        Obstacles(Sets(Permissions.ManageRoles | Permissions.ManageWebhooks)).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_channel_with_permissions_of_its_own_takes_Manage_Roles()
    {
        _guild.Role(GuildBuilder.MainstayRole.Value, 100, Held & ~Permissions.ManageRoles);

        Obstacles(Makes(Permissions.SendMessages)).ShouldHaveSingleItem().ShouldStartWith("Mainstay lacks **Manage Roles**");
    }

    private void InCategory()
    {
        _guild.Channel(Category, type: ChannelType.GuildCategory, overwrites: [Of(GuildBuilder.MainstayRole.Value, Permissions.ManageWebhooks)]);
        _guild.Channel(Channel, parent: Category);
    }

    private ChannelChange Sets(Permissions allow)
    {
        var standing = ObjectStates.OverwritesOf(_guild.Build().Channels.Find(new(Channel))!);
        return new ChannelChange
        {
            Channel = new(Channel),
            Before = new ChannelState { Overwrites = standing },
            After = new ChannelState { Overwrites = [.. standing, new OverwriteState(new(Role), OverwriteType.Role, allow, Permissions.None)] },
            Reason = "test",
        };
    }

    private static ChannelChange Makes(Permissions allow) => new()
    {
        Channel = Provisional.Id<Channel>(1),
        After = new ChannelState
        {
            Type = ChannelType.GuildText,
            Name = "new",
            Parent = new Id<Channel>(Category),
            Overwrites = [new OverwriteState(new(Role), OverwriteType.Role, allow, Permissions.None)],
        },
        Reason = "test",
    };

    /// <summary>What stands in the way of changes of channels, beside a category that is not there.</summary>
    private IReadOnlyList<string> Obstacles(params Change[] plan)
    {
        var image = _guild.Build();
        var checks = new PlanChecks(image, new ImageReach(image, new Actor { User = GuildBuilder.Owner, Permissions = Permissions.All }), plan);
        return [.. plan.OfType<ChannelChange>().SelectMany(c => ChannelRules.Obstacles(checks, c)).Where(o => !o.Contains("a category that is not there", StringComparison.Ordinal))];
    }

    private static Overwrite Of(ulong role, Permissions allow = Permissions.None, Permissions deny = Permissions.None) =>
        new() { Id = new(role), Type = OverwriteType.Role, Allow = allow, Deny = deny };
}
