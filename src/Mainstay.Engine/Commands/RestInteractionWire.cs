using System.Text;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>Answers one interaction over REST.</summary>
internal sealed class RestInteractionWire(DiscordRest rest, Interaction interaction, IElsewhere elsewhere) : IInteractionWire
{
    private Message? _elsewhere;

    public Task AnswerAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken) =>
        RespondAsync(InteractionResponse.Message(Data(message, onlyToAsker)), message, cancellationToken);

    public Task DeferAsync(bool onlyToAsker, CancellationToken cancellationToken) =>
        RespondAsync(InteractionResponse.DeferMessage(onlyToAsker), null, cancellationToken);

    public Task UpdateAsync(Drawn message, CancellationToken cancellationToken) =>
        RespondAsync(InteractionResponse.Update(Data(message, false)), message, cancellationToken);

    public Task DeferUpdateAsync(CancellationToken cancellationToken) => RespondAsync(InteractionResponse.DeferUpdate(), null, cancellationToken);

    public Task OpenAsync(string customId, Form form, CancellationToken cancellationToken) => RespondAsync(
        InteractionResponse.Modal(customId, form.Title, [.. form.Fields.Select(Field)]), null, cancellationToken);

    public Task ProposeAsync(Option option, IReadOnlyList<Choice> choices, CancellationToken cancellationToken) =>
        RespondAsync(InteractionResponse.Suggest([.. choices.Select(c => CommandTree.Proposal(option, c))]), null, cancellationToken);

    public Task EditAsync(Drawn message, CancellationToken cancellationToken) =>
        rest.EditOriginalResponseAsync(interaction.ApplicationId, interaction.Token, Change(message), Files(message), null, cancellationToken);

    public async Task FinishAsync(Drawn message, CancellationToken cancellationToken)
    {
        // What shows work under way belongs to a run, which goes on and reports there.
        var original = await rest.GetOriginalResponseAsync(interaction.ApplicationId, interaction.Token, null, cancellationToken).ConfigureAwait(false);
        if (original.Flags?.HasFlag(MessageFlags.Loading) == true)
        {
            await EditAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task WhisperAsync(Drawn message, CancellationToken cancellationToken) => rest.CreateFollowupAsync(
        interaction.ApplicationId,
        interaction.Token,
        new ExecuteWebhook { Embeds = [message.Embed], Components = message.Components, Flags = MessageFlags.Ephemeral },
        Files(message),
        null,
        cancellationToken);

    public async Task PostElsewhereAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken)
    {
        if (_elsewhere is { } posted)
        {
            await rest.EditMessageAsync(posted.ChannelId, posted.Id, Change(message), Files(message), null, cancellationToken).ConfigureAwait(false);
            return;
        }

        var channel = await elsewhere.ChannelAsync(interaction.GuildId, interaction.ChannelId, interaction.Person()!.Id, onlyToAsker, cancellationToken).ConfigureAwait(false);
        _elsewhere = await rest.CreateMessageAsync(
            channel, new CreateMessage { Embeds = [message.Embed], Components = message.Components }, Files(message), null, cancellationToken).ConfigureAwait(false);
    }

    internal static EditMessage Change(Drawn message) => new()
    {
        Embeds = new([message.Embed]),
        Components = new(message.Components),

        // The files of an earlier state go with it.
        Attachments = message.Files.Count == 0 ? new([]) : default,
    };

    internal static IReadOnlyList<RestFile>? Files(Drawn? message) => message is { Files.Count: > 0 }
        ? [.. message.Files.Select(f => new RestFile(f.Name, Encoding.UTF8.GetBytes(f.Content), "text/plain; charset=utf-8"))]
        : null;

    private Task RespondAsync(InteractionResponse response, Drawn? message, CancellationToken cancellationToken) =>
        rest.CreateInteractionResponseAsync(interaction.Id, interaction.Token, response, Files(message), null, cancellationToken);

    private static InteractionResponseData Data(Drawn message, bool onlyToAsker) => new()
    {
        Embeds = [message.Embed],
        Components = message.Components,
        Flags = onlyToAsker ? MessageFlags.Ephemeral : null,
    };

    private static Label Field(FormField field) => new()
    {
        Text = field.Label,
        Field = new TextInput
        {
            CustomId = field.Name,
            Style = field.Paragraph ? TextInputStyle.Paragraph : TextInputStyle.Short,
            MaxLength = new(field.Max),
            Required = field.Required,
            Placeholder = field.Placeholder,
        },
    };
}

/// <summary>Where a reply goes on when Discord's token has run out.</summary>
internal interface IElsewhere
{
    /// <summary>A channel in which nobody sees more than they saw before.</summary>
    Task<Id<Channel>> ChannelAsync(Id<Guild>? guild, Id<Channel>? channel, Id<User> person, bool onlyToAsker, CancellationToken cancellationToken);
}

/// <summary>
/// What only one person could see goes to their direct messages, never into the open. What was open goes to the guild's log channel, or stays in its channel.
/// </summary>
internal sealed class Elsewhere(DiscordRest rest, ISettings settings) : IElsewhere
{
    public async Task<Id<Channel>> ChannelAsync(Id<Guild>? guild, Id<Channel>? channel, Id<User> person, bool onlyToAsker, CancellationToken cancellationToken)
    {
        if (!onlyToAsker && guild is { } server)
        {
            var replies = (await settings.GetAsync<ReplySettings>(server, cancellationToken).ConfigureAwait(false)).Value;
            if ((replies.LogChannel ?? channel) is { } open)
            {
                return open;
            }
        }

        return (await rest.CreateDmAsync(person, null, cancellationToken).ConfigureAwait(false)).Id;
    }
}
