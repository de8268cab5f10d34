namespace Mainstay.Sandbox.Server;

/// <summary>Who serves the pages below <c>/sandbox</c>.</summary>
internal static class SandboxPages
{
    public static ISandboxPages? Of(SandboxServer server) => null;
}
