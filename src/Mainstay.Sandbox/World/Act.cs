using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Who does something, and the reason they give for the audit log.</summary>
internal readonly record struct Act(Id<User> By, string? Reason = null);
