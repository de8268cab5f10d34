using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What can be done about a role.</summary>
public enum RoleReach
{
    /// <summary>It can be given and taken.</summary>
    Free,

    /// <summary>There is no such role any more.</summary>
    Gone,

    /// <summary>It belongs to a bot, a booster or an integration; Discord gives and takes it itself. @everyone counts as well.</summary>
    Managed,

    /// <summary>Mainstay lacks the permission to manage roles.</summary>
    NoPermission,

    /// <summary>It stands at or above Mainstay's highest role.</summary>
    AboveMainstay,

    /// <summary>It stands at or above the actor's highest role.</summary>
    AboveActor,

    /// <summary>The guild's settings say that no plan touches it.</summary>
    Protected,
}

/// <summary>
/// What Mainstay and the actor together may touch, from the image: a planner leaves out what is out of reach and reports it, and the engine checks again
/// before the first write.
/// </summary>
public abstract class Reach
{
    /// <summary>Whether a role can be given and taken, and if not, why.</summary>
    public abstract RoleReach Of(Id<Role> role);

    /// <summary>Whether a member stands strictly below the actor: for what concerns a person rather than a role.</summary>
    public abstract bool ActorIsAbove(Id<User> member);

    /// <summary>A sentence on a role out of reach, with what to do; empty for a role within reach.</summary>
    public static string Sentence(Id<Role> role, RoleReach reach) => reach switch
    {
        RoleReach.Gone => "The role is gone from the server.",
        RoleReach.Managed => $"{Mention.Role(role)} is managed by Discord or another application and cannot be given by hand.",
        RoleReach.NoPermission => "Mainstay lacks the permission to manage roles. Give its role **Manage Roles** in the server settings.",
        RoleReach.AboveMainstay => $"{Mention.Role(role)} stands at or above Mainstay's own highest role. Move Mainstay's role above it in the server settings.",
        RoleReach.AboveActor => $"{Mention.Role(role)} stands at or above your own highest role, so somebody above it has to ask for this.",
        RoleReach.Protected => $"{Mention.Role(role)} is protected by the settings of operations: no plan gives, takes or edits it.",
        _ => "",
    };
}
