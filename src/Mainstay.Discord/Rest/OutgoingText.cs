namespace Mainstay.Discord.Rest;

/// <summary>
/// The one place that every message passes on its way out: it pings nobody unless it says so, its text is clipped to Discord's limits rather than
/// refused, and its files are described.
/// </summary>
internal static class OutgoingText
{
    private const int Content = 2000;
    private const int EmbedTitle = 256;
    private const int EmbedDescription = 4096;
    private const int EmbedFields = 25;
    private const int FieldName = 256;
    private const int FieldValue = 1024;
    private const int FooterText = 2048;
    private const int AuthorName = 256;
    private const string Ellipsis = "…";

    public static CreateMessage Prepare(CreateMessage message, IReadOnlyList<RestFile>? files) => message with
    {
        Content = Clip(message.Content, Content),
        Embeds = Clip(message.Embeds),
        AllowedMentions = message.AllowedMentions ?? AllowedMentions.None,
        Attachments = message.Attachments ?? Describe(files),
    };

    public static ExecuteWebhook Prepare(ExecuteWebhook message, IReadOnlyList<RestFile>? files) => message with
    {
        Content = Clip(message.Content, Content),
        Embeds = Clip(message.Embeds),
        AllowedMentions = message.AllowedMentions ?? AllowedMentions.None,
        Attachments = message.Attachments ?? Describe(files),
    };

    public static EditMessage Prepare(EditMessage change, IReadOnlyList<RestFile>? files) => change with
    {
        Content = change.Content.HasValue ? Clip(change.Content.Value, Content) : change.Content,
        Embeds = change.Embeds.HasValue ? new(Clip(change.Embeds.Value)) : change.Embeds,
        AllowedMentions = change.AllowedMentions ?? AllowedMentions.None,
        Attachments = change.Attachments.HasValue || files is not { Count: > 0 } ? change.Attachments : new(Describe(files)),
    };

    public static InteractionResponse Prepare(InteractionResponse response, IReadOnlyList<RestFile>? files)
    {
        if (response.Type is not (InteractionCallbackType.ChannelMessageWithSource or InteractionCallbackType.UpdateMessage))
        {
            return response;
        }

        var data = response.Data ?? new InteractionResponseData();
        return response with
        {
            Data = data with
            {
                Content = Clip(data.Content, Content),
                Embeds = Clip(data.Embeds),
                AllowedMentions = data.AllowedMentions ?? AllowedMentions.None,
                Attachments = data.Attachments ?? Describe(files),
            },
        };
    }

    private static IReadOnlyList<Embed>? Clip(IReadOnlyList<Embed>? embeds) => embeds?.Select(Clip).ToArray();

    private static Embed Clip(Embed embed) => embed with
    {
        Title = Clip(embed.Title, EmbedTitle),
        Description = Clip(embed.Description, EmbedDescription),
        Fields = embed.Fields?.Take(EmbedFields).Select(field => field with { Name = Clip(field.Name, FieldName)!, Value = Clip(field.Value, FieldValue)! }).ToArray(),
        Footer = embed.Footer is { } footer ? footer with { Text = Clip(footer.Text, FooterText)! } : null,
        Author = embed.Author is { } author ? author with { Name = Clip(author.Name, AuthorName)! } : null,
    };

    private static string? Clip(string? text, int longest)
    {
        if (text is null || text.Length <= longest)
        {
            return text;
        }

        var end = longest - Ellipsis.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Ellipsis;
    }

    private static AttachmentRequest[]? Describe(IReadOnlyList<RestFile>? files) => files is not { Count: > 0 }
        ? null
        : files.Select((file, number) => new AttachmentRequest { Id = new Id<Attachment>((ulong)number), Filename = file.Name, Description = file.Description }).ToArray();
}
