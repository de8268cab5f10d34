using Mainstay.Discord;

namespace Mainstay.Sandbox.Interactions;

/// <summary>What one person's client hears and no bot does: ephemeral messages, and how their own interactions are getting on.</summary>
/// <param name="Name">A dispatch name, or one that starts with <c>SANDBOX_</c>.</param>
/// <param name="Person">The one who hears it; null for everybody.</param>
/// <param name="Payload">Serialised with <see cref="Server.SandboxJson.Options" />.</param>
internal sealed record PersonEvent(string Name, Id<User>? Person, object Payload);

/// <summary>Something a person's client would not send, or could not: said to the person, never to the bot.</summary>
internal sealed class ClientRefusal(string message) : Exception(message);
