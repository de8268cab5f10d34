namespace Mainstay.Sandbox.Interactions;

/// <summary>Limits of commands, in Unicode characters or pieces. See https://discord.com/developers/docs/interactions/application-commands.</summary>
internal static class CommandLimits
{
    /// <summary>Slash commands per application and scope.</summary>
    public const int ChatInputCommands = 100;

    /// <summary>User commands, and message commands, per application and scope (5 until 2025).</summary>
    public const int ContextCommands = 15;

    public const int Name = 32;
    public const int Description = 100;
    public const int Options = 25;
    public const int Choices = 25;
    public const int ChoiceName = 100;
    public const int ChoiceValue = 100;

    /// <summary>The longest text that a text option may ask for.</summary>
    public const int TextOption = 6_000;

    /// <summary>Names, descriptions and choice values of one command together, localisations not counted.</summary>
    public const int WholeCommand = 8_000;
}
