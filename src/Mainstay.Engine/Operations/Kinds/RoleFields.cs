using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The fields of a role one by one. Place, holders and overwrites are no fields of the role itself.</summary>
internal static class RoleFields
{
    /// <summary>Whether an actual role is as wanted in every field that is meant.</summary>
    public static bool Agrees(RoleState wanted, RoleState actual) =>
        (wanted.Name is not { } name || name == actual.Name)
        && (wanted.Permissions is not { } permissions || permissions == actual.Permissions)
        && (wanted.Color is not { } color || color == actual.Color)
        && (wanted.Hoist is not { } hoist || hoist == actual.Hoist)
        && (wanted.Mentionable is not { } mentionable || mentionable == actual.Mentionable)
        && (wanted.UnicodeEmoji is not { } emoji || emoji == (actual.UnicodeEmoji ?? ""));

    /// <summary>The fields of the second take the place of those of the first.</summary>
    public static RoleState Over(RoleState state, RoleState with) => state with
    {
        Name = with.Name ?? state.Name,
        Permissions = with.Permissions ?? state.Permissions,
        Color = with.Color ?? state.Color,
        Hoist = with.Hoist ?? state.Hoist,
        Mentionable = with.Mentionable ?? state.Mentionable,
        UnicodeEmoji = with.UnicodeEmoji ?? state.UnicodeEmoji,
    };

    /// <summary>The fields of the role itself.</summary>
    public static RoleState Own(RoleState state) => state with { Position = null, Holders = null, Overwrites = null };
}
