using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>message</c>: POST with an enforced nonce, PATCH or DELETE of one message of Mainstay's own. Messages are in no image.</summary>
internal sealed class MessageKind(DiscordRest rest) : DiscordKind
{
    private const int ContentLength = 2000;
    private const int TitleLength = 256;
    private const int TextLength = 4096;

    public override string Name => "message";

    public override bool IsEchoed => false;

    public override string Noun(int count) => count == 1 ? "message" : "messages";

    public override string Describe(Change change) => (MessageChange)change switch
    {
        { Before: null } post => $"post a message in {Mention.Channel(post.Channel)}",
        { After: null } gone => $"delete a message of Mainstay's in {Mention.Channel(gone.Channel)}",
        var edit => $"edit a message of Mainstay's in {Mention.Channel(edit.Channel)}",
    };

    public override string? Lost(Change change) => change is MessageChange { After: null } gone ? $"the message in {Mention.Channel(gone.Channel)}, with its reactions" : null;

    public override bool IsReversible(Change change) => ((MessageChange)change).After is not null;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var message = (MessageChange)change;
        if (message.After is { } after && (after.Content.Length > ContentLength || after.Title.Length > TitleLength || after.Text.Length > TextLength || (after.Content.Length + after.Title.Length + after.Text.Length) == 0))
        {
            yield return $"A message needs some text: at most {ContentLength} characters, in a card {TextLength} beneath a title of {TitleLength}.";
        }

        if (plan.Makes(message.Channel))
        {
            yield break;
        }

        if (plan.Image.Channels.Find(message.Channel) is not { } channel)
        {
            yield return "The channel of a message is gone from the server.";
            yield break;
        }

        var card = message.After is { } said && said.Title.Length + said.Text.Length > 0 ? Permissions.EmbedLinks : Permissions.None;
        foreach (var obstacle in plan.Needs(Permissions.ViewChannel | (message.After is null ? Permissions.None : Permissions.SendMessages | card), channel))
        {
            yield return obstacle;
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var message = (MessageChange)change;
        return message with { Channel = ids.Of(message.Channel), Message = ids.Of(message.Message) };
    }

    public override RestRoute RouteOf(Change change) => (MessageChange)change switch
    {
        { Before: null } => Routes.CreateMessage,
        { After: null } => Routes.DeleteMessage,
        _ => Routes.EditMessage,
    };

    public override ulong MajorOf(Change change) => ((MessageChange)change).Channel.Value;

    /// <summary>Only Mainstay edits its messages, so what it last wrote stands until Discord says otherwise.</summary>
    public override TargetState Observe(GuildImage image, Change change)
    {
        var message = (MessageChange)change;
        return !image.Channels.IsGone(message.Channel) ? TargetState.Before : message.After is null ? TargetState.After : TargetState.Gone;
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var message = (MessageChange)change;
        var options = Requests.Bulk(errand.Reason);
        return (message.Before, message.After) switch
        {
            (null, { } after) => Requests.SendAsync(async () =>
            {
                var body = new CreateMessage { Content = after.Content, Embeds = Cards(after), Nonce = errand.Key, EnforceNonce = true };
                var answer = await rest.CreateMessageAsync(message.Channel, body, options: Requests.Bulk(null), cancellationToken: cancellationToken).ConfigureAwait(false);
                return new Sending.Verified { Made = answer.Id.Value };
            }),
            (_, null) => Requests.SendAsync(async () =>
            {
                try
                {
                    await rest.DeleteMessageAsync(message.Channel, message.Message, options, cancellationToken).ConfigureAwait(false);
                }
                catch (DiscordRestException exception) when (exception.Code == DiscordErrorCode.UnknownMessage)
                {
                    // Somebody else deleted it: it is as wanted.
                }

                return new Sending.Verified();
            }),
            (_, { } after) => Requests.SendAsync(async () =>
            {
                var body = new EditMessage { Content = after.Content, Embeds = new(Cards(after)) };
                var answer = await rest.EditMessageAsync(message.Channel, message.Message, body, options: Requests.Bulk(null), cancellationToken: cancellationToken).ConfigureAwait(false);
                return Says(answer, after) ? new Sending.Verified() : new Sending.Unknown("the message reads otherwise");
            }),
        };
    }

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var message = (MessageChange)change;
        if (message.Before is null)
        {
            return await LookForPostedAsync(errand, message, cancellationToken).ConfigureAwait(false);
        }

        var seen = await Requests.LookAsync(DiscordErrorCode.UnknownMessage, async () =>
        {
            var found = await rest.GetMessageAsync(message.Channel, message.Message, Requests.Bulk(null), cancellationToken).ConfigureAwait(false);
            return message.After is { } after && Says(found, after) ? TargetState.After : Says(found, message.Before) ? TargetState.Before : TargetState.Different;
        }).ConfigureAwait(false);
        return seen.State == TargetState.Gone && message.After is null ? TargetState.After : seen;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var message = (MessageChange)change;
        if (message.After is { } after)
        {
            undo.Add(message with { Before = after, After = message.Before, Reason = UndoPlan.Reason(message), Risk = message.Before is null ? Risk.Destructive : message.Risk });
        }
    }

    /// <summary>Posted under the step's nonce, or, where Discord no longer tells nonces, younger than the send and saying the same.</summary>
    private async Task<Seen> LookForPostedAsync(Errand errand, MessageChange message, CancellationToken cancellationToken)
    {
        try
        {
            var since = new Id<Message>(Snowflake.At(errand.Since - AuditTrail.Skew));
            var page = await rest.ListMessagesAsync(message.Channel, after: since, limit: 100, options: Requests.Bulk(null), cancellationToken: cancellationToken).ConfigureAwait(false);
            var own = page.Where(m => errand.Image is not { } image || m.Author.Id == image.BotId).ToArray();
            var found = own.Where(m => m.Nonce?.ToString() == errand.Key).ToArray() is { Length: > 0 } marked
                ? marked
                : [.. own.Where(m => m.Nonce is null && Says(m, message.After!))];
            return found switch
            {
                [var one] => new Seen(TargetState.After, one.Id.Value),
                [] when page.Length < 100 => TargetState.Before,
                _ => TargetState.Unknown,
            };
        }
        catch (DiscordRestException exception)
        {
            return exception.Code == DiscordErrorCode.UnknownChannel ? TargetState.Gone : TargetState.Unknown;
        }
    }

    private static bool Says(Message message, MessageState state) =>
        message.Content == state.Content && Text(message.Embeds, e => e.Title) == state.Title && Text(message.Embeds, e => e.Description) == state.Text;

    private static string Text(IReadOnlyList<Embed> embeds, Func<Embed, string?> part) => embeds.Count == 0 ? "" : part(embeds[0]) ?? "";

    private static IReadOnlyList<Embed> Cards(MessageState state) => state.Title.Length + state.Text.Length == 0
        ? []
        : [new Embed { Title = state.Title.Length == 0 ? null : state.Title, Description = state.Text.Length == 0 ? null : state.Text }];
}
