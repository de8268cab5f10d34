namespace Mainstay.Discord;

public static partial class Limits
{
    /// <summary>Characters of a message that a bot or webhook sends. See https://discord.com/developers/docs/resources/message#create-message.</summary>
    public const int MessageContent = 2000;

    /// <summary>Characters of a message that a person with Nitro sends.</summary>
    public const int NitroMessageContent = 4000;

    /// <summary>Characters of a nonce.</summary>
    public const int Nonce = 25;

    /// <summary>Embeds of a message.</summary>
    public const int MessageEmbeds = 10;

    /// <summary>Files of a message.</summary>
    public const int MessageFiles = 10;

    /// <summary>Stickers of a message.</summary>
    public const int MessageStickers = 3;

    /// <summary>Bytes of all files of a message in a guild without boosts.</summary>
    public const int FileBytes = 10 * 1024 * 1024;

    /// <summary>Characters of a file's text for screen readers.</summary>
    public const int FileDescription = 1024;

    /// <summary>Users, and as many roles, that a message may ping by id.</summary>
    public const int AllowedMentionIds = 100;

    /// <summary>Messages of one page of the list.</summary>
    public const int MessagePage = 100;

    /// <summary>Pins of one page of the list.</summary>
    public const int PinPage = 50;

    /// <summary>Users of one page of a reaction's list.</summary>
    public const int ReactionPage = 100;

    /// <summary>Messages of one bulk deletion, at least.</summary>
    public const int BulkDeleteMinimum = 2;

    /// <summary>Messages of one bulk deletion.</summary>
    public const int BulkDeleteMaximum = 100;

    /// <summary>How old a message can be for a bulk deletion.</summary>
    public static readonly TimeSpan BulkDeleteAge = TimeSpan.FromDays(14);

    /// <summary>Characters of titles, descriptions, field names and values, footers and author names of all embeds of a message together. See https://discord.com/developers/docs/resources/message#embed-object-embed-limits.</summary>
    public const int EmbedsTotal = 6000;

    /// <summary>Characters of an embed's title.</summary>
    public const int EmbedTitle = 256;

    /// <summary>Characters of an embed's description.</summary>
    public const int EmbedDescription = 4096;

    /// <summary>Fields of an embed.</summary>
    public const int EmbedFields = 25;

    /// <summary>Characters of a field's name, at least 1.</summary>
    public const int EmbedFieldName = 256;

    /// <summary>Characters of a field's value, at least 1.</summary>
    public const int EmbedFieldValue = 1024;

    /// <summary>Characters of an embed's footer.</summary>
    public const int EmbedFooter = 2048;

    /// <summary>Characters of an embed's author.</summary>
    public const int EmbedAuthor = 256;

    /// <summary>Characters of any address in an embed.</summary>
    public const int EmbedUrl = 2048;

    /// <summary>Components of a message or modal, nested ones included. See https://discord.com/developers/docs/components/reference.</summary>
    public const int MessageComponents = 40;

    /// <summary>Rows of a message that is not laid out by components.</summary>
    public const int OldMessageComponentRows = 5;

    /// <summary>Characters of all text displays of a message together.</summary>
    public const int TextDisplaysTotal = 4000;

    /// <summary>Characters of a custom id, at least 1.</summary>
    public const int CustomId = 100;

    /// <summary>Buttons of a row.</summary>
    public const int RowButtons = 5;

    /// <summary>Characters of a button.</summary>
    public const int ButtonLabel = 80;

    /// <summary>Characters of a button's address.</summary>
    public const int ButtonUrl = 512;

    /// <summary>Choices of a select menu.</summary>
    public const int SelectOptions = 25;

    /// <summary>Characters of a choice.</summary>
    public const int SelectOptionLabel = 100;

    /// <summary>Characters that a choice sends back.</summary>
    public const int SelectOptionValue = 100;

    /// <summary>Characters of a choice's second line.</summary>
    public const int SelectOptionDescription = 100;

    /// <summary>Characters of a select menu before a choice.</summary>
    public const int SelectPlaceholder = 150;

    /// <summary>Texts of a section.</summary>
    public const int SectionTexts = 3;

    /// <summary>Pictures of a gallery.</summary>
    public const int GalleryItems = 10;

    /// <summary>Characters of a picture's text for screen readers.</summary>
    public const int MediaDescription = 1024;

    /// <summary>Choices of a radio or checkbox group.</summary>
    public const int GroupOptions = 10;

    /// <summary>Characters of a poll's question. See https://discord.com/developers/docs/resources/poll.</summary>
    public const int PollQuestion = 300;

    /// <summary>Characters of a poll's answer.</summary>
    public const int PollAnswer = 55;

    /// <summary>Answers of a poll.</summary>
    public const int PollAnswers = 10;

    /// <summary>Hours that a poll can run (32 days).</summary>
    public const int PollHours = 768;

    /// <summary>Characters of a webhook's name, at least 1. See https://discord.com/developers/docs/resources/webhook.</summary>
    public const int WebhookName = 80;
}
