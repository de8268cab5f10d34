using System.Globalization;
using System.Text;

namespace Mainstay.Sdk;

/// <summary>
/// The one place where what people type becomes text that is kept: composed (Unicode form C), trimmed, and without anything that cannot be seen or that turns
/// the direction of writing, so that two texts that look the same are the same. Text options of commands come through here before any handler sees them.
/// Mentions and markdown stay as typed; <see cref="Mention.Plain" /> takes them out of effect where the text is shown.
/// </summary>
public static class PlainText
{
    // Letters and marks that draw nothing and are neither format nor control characters: fillers of Hangul, the joiner of graphemes, empty braille, Khmer's
    // inherent vowels.
    private static readonly HashSet<int> Blank = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0];

    /// <summary>One line: every run of white space is one space. Empty when nothing of the text can be seen.</summary>
    public static string Line(string text) => Clean(text, keepBreaks: false);

    /// <summary>Several lines: breaks stay, at most one empty line in a row. Empty when nothing of the text can be seen.</summary>
    public static string Block(string text) => Clean(text, keepBreaks: true);

    private static string Clean(string text, bool keepBreaks)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = new StringBuilder(text.Length);
        var (spaces, breaks) = (0, 0);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (keepBreaks && rune.Value == '\n')
            {
                breaks++;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                spaces++;
            }
            else if (IsSeen(rune))
            {
                if (seen.Length > 0)
                {
                    seen.Append(breaks > 0 ? "\n\n"[..Math.Min(breaks, 2)] : spaces > 0 ? " " : "");
                }

                (spaces, breaks) = (0, 0);
                seen.Append(rune);
            }
        }

        return Composition.Compose(seen.ToString());
    }

    // Halves of surrogate pairs come as U+FFFD, which is nothing that anybody typed.
    private static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
        && rune.Value != 0xFFFD
        && (rune.Value & 0xFFFE) != 0xFFFE
        && !Blank.Contains(rune.Value);
}
