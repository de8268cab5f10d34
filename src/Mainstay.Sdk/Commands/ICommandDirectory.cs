namespace Mainstay.Sdk;

/// <summary>Every command there is, from the declarations: what <c>/help</c> and <c>/slashes</c> are made of.</summary>
public interface ICommandDirectory
{
    /// <summary>All commands, ordered by path, with the module each belongs to.</summary>
    IReadOnlyList<DirectoryEntry> All { get; }

    /// <summary>The commands that somebody may run in a place, in the same order.</summary>
    Task<IReadOnlyList<DirectoryEntry>> AllowedAsync(Actor actor, Place place, CancellationToken cancellationToken);
}

/// <summary>A command with where it comes from.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Command">The declaration.</param>
/// <param name="Text">The module's paragraph of help on it; empty for none.</param>
/// <param name="Mention">How Discord draws it as something to click; the path with a slash while it is not registered.</param>
public sealed record DirectoryEntry(string Module, Command Command, string Text, string Mention);
