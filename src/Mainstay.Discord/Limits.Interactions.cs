namespace Mainstay.Discord;

public static partial class Limits
{
    /// <summary>How soon an interaction must be answered. See https://discord.com/developers/docs/interactions/receiving-and-responding.</summary>
    public static readonly TimeSpan InteractionAnswer = TimeSpan.FromSeconds(3);

    /// <summary>How long an interaction can be followed up.</summary>
    public static readonly TimeSpan InteractionToken = TimeSpan.FromMinutes(15);

    /// <summary>Suggestions of an autocompletion.</summary>
    public const int Suggestions = 25;

    /// <summary>Characters of a modal's title.</summary>
    public const int ModalTitle = 45;

    /// <summary>Characters of a field's label.</summary>
    public const int ModalLabel = 45;

    /// <summary>Characters of a label's second line.</summary>
    public const int ModalLabelDescription = 100;

    /// <summary>Characters of a text input.</summary>
    public const int TextInputValue = 4000;

    /// <summary>Characters of an empty text input.</summary>
    public const int TextInputPlaceholder = 100;

    /// <summary>Slash commands of an application, globally and in each guild. See https://discord.com/developers/docs/interactions/application-commands.</summary>
    public const int ChatInputCommands = 100;

    /// <summary>User commands, and as many message commands, of an application, globally and in each guild; 5 until 2025.</summary>
    public const int ContextMenuCommands = 15;

    /// <summary>Characters of a command's or option's name, at least 1.</summary>
    public const int CommandName = 32;

    /// <summary>Characters of a command's or option's description, at least 1.</summary>
    public const int CommandDescription = 100;

    /// <summary>Options of a command or subcommand, subcommands of a command or group.</summary>
    public const int CommandOptions = 25;

    /// <summary>Choices of an option.</summary>
    public const int CommandChoices = 25;

    /// <summary>Characters of a choice's name.</summary>
    public const int CommandChoiceName = 100;

    /// <summary>Characters of a choice's value.</summary>
    public const int CommandChoiceValue = 100;

    /// <summary>Characters of a text given to an option.</summary>
    public const int CommandTextOption = 6000;

    /// <summary>Characters of names, descriptions and choice values of a command together; of its translations the longest counts.</summary>
    public const int CommandTotal = 8000;

    /// <summary>Permissions of a command in a guild.</summary>
    public const int CommandPermissions = 100;

    /// <summary>Commands that an application can create in a guild per day.</summary>
    public const int CommandCreatesPerDay = 200;
}
