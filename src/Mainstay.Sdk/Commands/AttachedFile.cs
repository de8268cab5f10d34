namespace Mainstay.Sdk;

/// <summary>A file that somebody attached to a command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes, as Discord says.</param>
/// <param name="Address">Where Discord keeps it.</param>
public sealed record AttachedFile(string Name, long Size, Uri Address);

/// <summary>Reads what people attach.</summary>
public interface IAttachedFiles
{
    /// <summary>
    /// The file's content as text in UTF-8. Failures: <c>file.size</c> (larger than <paramref name="mostBytes" />), <c>file.text</c> (no text), <c>file.read</c>
    /// (Discord does not hand it over).
    /// </summary>
    Task<Outcome<string>> ReadTextAsync(AttachedFile file, int mostBytes, CancellationToken cancellationToken);
}
