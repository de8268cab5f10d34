using Mainstay.Host.Cli;

namespace Mainstay.Host.Run;

/// <summary>Settings of the environment: <c>MAINSTAY_SECTION__KEY</c>. An empty one counts as unset.</summary>
internal static class Settings
{
    private const string Prefix = "MAINSTAY_";

    /// <summary>How the person typed the program's name, so that examples can be copied.</summary>
    public static string Program => Text("PROGRAM") ?? "mainstay";

    public static string? Text(string name) => Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;

    public static Uri? Address(string name) => Text(name) is not { } text
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CliException($"{Prefix}{name} is not the address of an API, such as https://discord.com/api/v10.", ExitCode.Usage);
}
