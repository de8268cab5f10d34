using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Tests.Routes;

namespace Mainstay.Sandbox.Tests.Wire;

public sealed partial class WireTests
{
    private const string Thumb = "👍";

    private static ActionRow Buttons => new() { Components = [new Button { Style = ButtonStyle.Primary, Label = "Go", CustomId = "go" }] };

    private static Embed Rich => new()
    {
        Title = "A title",
        Description = "Some words",
        Url = "https://example.com/",
        Timestamp = DateTimeOffset.UnixEpoch,
        Color = 0x3366ff,
        Footer = new EmbedFooter { Text = "below" },
        Author = new EmbedAuthor { Name = "Somebody" },
        Fields = [new EmbedField { Name = "One", Value = "1", Inline = true }],
    };

    private static async Task Messages(Api api, DiscordRest rest)
    {
        var channel = api.Text.Id;
        var first = await rest.CreateMessageAsync(
            channel,
            new CreateMessage { Content = "hello", Nonce = "1", EnforceNonce = true, Embeds = [Rich], Components = [Buttons], AllowedMentions = AllowedMentions.None, Flags = MessageFlags.SuppressNotifications },
            [File],
            cancellationToken: Stop);
        first.Attachments.Single().Description.ShouldBe("Notes");
        var answer = await rest.CreateMessageAsync(channel, new CreateMessage { Content = "well", MessageReference = new MessageReference { MessageId = first.Id, FailIfNotExists = false } }, cancellationToken: Stop);
        var modern = await rest.CreateMessageAsync(
            channel,
            new CreateMessage
            {
                Flags = MessageFlags.IsComponentsV2,
                Components =
                [
                    new Container { Components = [new TextDisplay { Content = "# Plan" }, new Separator { Divider = true }, Buttons] },
                    new Section { Components = [new TextDisplay { Content = "Seen" }], Accessory = new Thumbnail { Media = new UnfurledMedia { Url = "https://example.com/a.png" } } },
                    new MediaGallery { Items = [new MediaGalleryItem { Media = new UnfurledMedia { Url = "https://example.com/b.png" }, Description = "B" }] },
                    new FileDisplay { File = new UnfurledMedia { Url = "attachment://notes.txt" } },
                    new ActionRow { Components = [new StringSelect { CustomId = "pick", Options = [new SelectOption { Label = "One", Value = "1" }] }] },
                    new ActionRow { Components = [new RoleSelect { CustomId = "roles", Placeholder = "Roles", MaxValues = 3 }] },
                ],
            },
            [File],
            cancellationToken: Stop);
        var kept = await rest.EditMessageAsync(
            channel, first.Id, new EditMessage { Content = "hello again", Embeds = new([Rich with { Title = "Another" }]), Attachments = new([new AttachmentRequest { Id = first.Attachments.Single().Id }]) }, cancellationToken: Stop);
        kept.Attachments.Count.ShouldBe(1);
        (await rest.EditMessageAsync(channel, first.Id, new EditMessage { Embeds = new([]), Components = new([]), Attachments = new([]) }, [File], cancellationToken: Stop)).Embeds.ShouldBeEmpty();
        (await rest.GetMessageAsync(channel, first.Id, cancellationToken: Stop)).Content.ShouldBe("hello again");
        (await rest.ListMessagesAsync(channel, around: first.Id, limit: 3, cancellationToken: Stop)).Length.ShouldBe(3);

        await rest.AddReactionAsync(channel, first.Id, Thumb, cancellationToken: Stop);
        (await rest.ListReactionsAsync(channel, first.Id, Thumb, limit: 5, cancellationToken: Stop)).Length.ShouldBe(1);
        await rest.RemoveOwnReactionAsync(channel, first.Id, Thumb, cancellationToken: Stop);
        await rest.AddReactionAsync(channel, first.Id, Thumb, cancellationToken: Stop);
        await rest.RemoveUserReactionAsync(channel, first.Id, Thumb, api.World.Applications.Values.Single().BotId, cancellationToken: Stop);
        await rest.RemoveEmojiReactionsAsync(channel, first.Id, Thumb, cancellationToken: Stop);
        await rest.RemoveAllReactionsAsync(channel, first.Id, cancellationToken: Stop);

        await rest.PinMessageAsync(channel, first.Id, "keep", Stop);
        (await rest.ListPinsAsync(channel, limit: 5, cancellationToken: Stop)).Items.Count.ShouldBe(1);
        await rest.UnpinMessageAsync(channel, first.Id, cancellationToken: Stop);
        await rest.DeleteMessageAsync(channel, first.Id, cancellationToken: Stop);
        await rest.BulkDeleteMessagesAsync(channel, [answer.Id, modern.Id], cancellationToken: Stop);
    }

    private static async Task Webhooks(Api api, DiscordRest rest)
    {
        var webhook = await rest.CreateWebhookAsync(api.Text.Id, new CreateWebhook { Name = "Herald" }, cancellationToken: Stop);
        (await rest.ListChannelWebhooksAsync(api.Text.Id, cancellationToken: Stop)).Single().Id.ShouldBe(webhook.Id);
        (await rest.ListGuildWebhooksAsync(api.Guild.Id, cancellationToken: Stop)).Single().Id.ShouldBe(webhook.Id);
        (await rest.ModifyWebhookAsync(webhook.Id, new ModifyWebhook { Name = "Crier", Avatar = (string?)null, ChannelId = api.Text.Id }, cancellationToken: Stop)).Name.ShouldBe("Crier");
        var sent = await rest.ExecuteWebhookAsync(
            webhook.Id, webhook.Token!, new ExecuteWebhook { Content = "Hear!", Username = "The crier", Embeds = [Rich], AllowedMentions = AllowedMentions.None }, [File], cancellationToken: Stop);
        sent.Author.Username.ShouldBe("The crier");
        await rest.DeleteWebhookAsync(webhook.Id, cancellationToken: Stop);
    }

    private static async Task Interactions(Api api, DiscordRest rest)
    {
        var application = api.World.Applications.Values.Single().Id;
        var commands = Commands;
        (await rest.OverwriteGlobalCommandsAsync(application, commands, cancellationToken: Stop)).Length.ShouldBe(2);
        (await rest.ListGlobalCommandsAsync(application, withLocalizations: true, cancellationToken: Stop)).Length.ShouldBe(2);
        (await rest.OverwriteGuildCommandsAsync(application, api.Guild.Id, [commands[1]], cancellationToken: Stop)).Length.ShouldBe(1);
        (await rest.ListGuildCommandsAsync(application, api.Guild.Id, cancellationToken: Stop)).Length.ShouldBe(1);
        (await rest.ListCommandPermissionsAsync(application, api.Guild.Id, cancellationToken: Stop)).ShouldBeEmpty();

        var used = Use(api, people => people.Use(api.Text, "/greet name:Ada", new Dictionary<string, PickedValue>()));
        await rest.CreateInteractionResponseAsync(used.Id, used.Token, InteractionResponse.Message(new InteractionResponseData { Content = "Hello", Embeds = [Rich], Components = [Buttons] }), [File], cancellationToken: Stop);
        var original = await rest.GetOriginalResponseAsync(application, used.Token, cancellationToken: Stop);
        (await rest.EditOriginalResponseAsync(application, used.Token, new EditMessage { Content = "Hello, Ada" }, cancellationToken: Stop)).Id.ShouldBe(original.Id);
        var more = await rest.CreateFollowupAsync(application, used.Token, new ExecuteWebhook { Content = "And more", Flags = MessageFlags.Ephemeral }, cancellationToken: Stop);
        (await rest.GetFollowupAsync(application, used.Token, more.Id, cancellationToken: Stop)).Content.ShouldBe("And more");
        (await rest.EditFollowupAsync(application, used.Token, more.Id, new EditMessage { Content = "Enough" }, cancellationToken: Stop)).Content.ShouldBe("Enough");
        await rest.DeleteFollowupAsync(application, used.Token, more.Id, cancellationToken: Stop);

        var pressed = Use(api, people => people.Press(api.Text, original.Id, "go", null));
        await rest.CreateInteractionResponseAsync(pressed.Id, pressed.Token, InteractionResponse.Update(new InteractionResponseData { Content = "Gone", Components = [] }), cancellationToken: Stop);
        await rest.DeleteOriginalResponseAsync(application, used.Token, cancellationToken: Stop);

        var late = Use(api, people => people.Use(api.Text, "/greet name:Ben", new Dictionary<string, PickedValue>()));
        (await rest.CreateInteractionResponseWithResultAsync(late.Id, late.Token, InteractionResponse.DeferMessage(ephemeral: true), cancellationToken: Stop)).Interaction.Id.ShouldBe(late.Id);

        var typing = Use(api, people => people.Complete(api.Text, "/greet name:A", new Dictionary<string, PickedValue>(), "name"));
        await rest.CreateInteractionResponseAsync(typing.Id, typing.Token, InteractionResponse.Suggest([new CommandChoice { Name = "Ada", Value = "ada" }]), cancellationToken: Stop);

        var asking = Use(api, people => people.Use(api.Text, "/greet name:Cid", new Dictionary<string, PickedValue>()));
        var field = new Label { Text = "Why", Field = new TextInput { CustomId = "why", Style = TextInputStyle.Short, Required = true, MaxLength = 100 } };
        await rest.CreateInteractionResponseAsync(asking.Id, asking.Token, InteractionResponse.Modal("form", "A form", [field]), cancellationToken: Stop);
    }

    private static CommandDefinition[] Commands =>
    [
        new()
        {
            Type = ApplicationCommandType.ChatInput,
            Name = "greet",
            NameLocalizations = new Dictionary<string, string> { ["de"] = "gruss" },
            Description = "Greets somebody",
            DescriptionLocalizations = new Dictionary<string, string> { ["de"] = "Grüßt jemanden" },
            Options = [new CommandOption { Type = CommandOptionType.String, Name = "name", Description = "Whom", Required = true, Autocomplete = true, MinLength = 1, MaxLength = 20 }],
            DefaultMemberPermissions = Permissions.ManageGuild | Permissions.SendMessages,
            Contexts = [InteractionContext.Guild],
            IntegrationTypes = [0],
            Nsfw = false,
        },
        new() { Type = ApplicationCommandType.User, Name = "Card" },
    ];

    private static LiveInteraction Use(Api api, Func<PersonActions, LiveInteraction> act)
    {
        lock (api.World.Gate)
        {
            return act(new PersonActions(api.World, api.World.User(api.Guild.OwnerId)!));
        }
    }
}
