using Mainstay.Sandbox.Control;

namespace Mainstay.Sandbox.Server;

/// <summary>Who serves the pages below <c>/sandbox</c>.</summary>
internal static class SandboxPages
{
    public static ISandboxPages Of(SandboxServer server) => new ControlPages(server);
}
