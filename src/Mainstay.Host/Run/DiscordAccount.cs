using Mainstay.Host.Cli;

namespace Mainstay.Host.Run;

/// <summary>The bot's token and where Discord is. A class, so that printing it never shows the token.</summary>
internal sealed class DiscordAccount(string token, Uri? api)
{
    public string Token { get; } = token;

    public Uri? Api { get; } = api;

    /// <summary>From <c>MAINSTAY_DISCORD__TOKEN</c>, or the file that <c>MAINSTAY_DISCORD__TOKEN_FILE</c> names; null when neither is set.</summary>
    public static DiscordAccount? Find()
    {
        var token = Settings.Text("DISCORD__TOKEN") ?? (Settings.Text("DISCORD__TOKEN_FILE") is { } file ? ReadFile(file) : null);
        if (token is null)
        {
            return Settings.Address("DISCORD__API") is null
                ? null
                : throw new CliException("MAINSTAY_DISCORD__API is set and no token is: set MAINSTAY_DISCORD__TOKEN as well, or neither for the sandbox.", ExitCode.Usage);
        }

        token = token.Trim();
        if (token.StartsWith("Bot ", StringComparison.Ordinal))
        {
            token = token[4..];
        }

        return token.Length > 0 && !token.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > '~')
            ? new DiscordAccount(token, Settings.Address("DISCORD__API"))
            : throw new CliException("MAINSTAY_DISCORD__TOKEN is not a token: copy it from the Bot page of the developer portal, without spaces or line breaks.", ExitCode.Usage);
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The token file {file} cannot be read: check the path in MAINSTAY_DISCORD__TOKEN_FILE and its permissions.", ExitCode.CannotStart, failure);
        }
    }
}
