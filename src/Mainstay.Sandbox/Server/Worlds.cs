using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Server;

/// <summary>Makes the world that a sandbox begins with.</summary>
internal static class Worlds
{
    public static DiscordWorld Make(SandboxOptions options) =>
        options.World?.Invoke(options) ?? throw new ArgumentException($"There is no scenario '{options.Scenario}'.", nameof(options));
}
