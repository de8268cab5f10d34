using System.Globalization;
using System.Text;

namespace Mainstay.Discord;

/// <summary>
/// The one place where text is made to fit Discord's limits. Lengths are in characters as Discord counts them, code points; a cut never
/// falls inside what a person sees as one character (an emoji of several code points, a letter with its accents).
/// </summary>
public static partial class Clip
{
    /// <summary>What stands where something was cut off; one character.</summary>
    public const string Ellipsis = "…";

    /// <summary>The number of characters (code points); a lone surrogate counts as one.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                length--;
            }
        }

        return length;
    }

    /// <summary>Whether the text has at most <paramref name="limit" /> characters.</summary>
    public static bool Fits(ReadOnlySpan<char> text, int limit) => text.Length <= limit || Length(text) <= limit;

    /// <summary>The text itself if it fits, otherwise as much of its beginning as fits together with an ellipsis.</summary>
    /// <param name="text">Any text; null is an empty one.</param>
    /// <param name="limit">The greatest number of characters of the result, at least 1.</param>
    public static string To(string? text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return text is null ? "" : Fits(text, limit) ? text : string.Concat(Start(text, limit - 1), Ellipsis);
    }

    /// <summary>
    /// The text itself if it fits, otherwise as many of its whole lines as fit, and a line that says how many were left out. When not even the first
    /// line fits, it is cut as by <see cref="To" />.
    /// </summary>
    /// <param name="text">Lines separated by line feeds.</param>
    /// <param name="limit">The greatest number of characters of the result.</param>
    /// <param name="more">Makes the last line from the number of lines left out.</param>
    public static string Lines(string? text, int limit, Func<int, string> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        if (text is null || Fits(text, limit))
        {
            return text ?? "";
        }

        var lines = text.Split('\n');
        var length = Length(text);
        for (var kept = lines.Length - 1; kept > 0; kept--)
        {
            length -= Length(lines[kept]) + 1;
            if (length >= limit)
            {
                continue;
            }

            var last = more(lines.Length - kept);
            if (length + 1 + Length(last) <= limit)
            {
                return new StringBuilder().AppendJoin('\n', lines.AsSpan(0, kept)!).Append('\n').Append(last).ToString();
            }
        }

        return To(text, limit);
    }

    /// <summary>The beginning of a text that has at most <paramref name="limit" /> characters and ends between two text elements, without blanks at its end.</summary>
    public static ReadOnlySpan<char> Start(ReadOnlySpan<char> text, int limit)
    {
        var end = 0;
        for (var left = limit; end < text.Length;)
        {
            var units = StringInfo.GetNextTextElementLength(text[end..]);
            left -= Length(text.Slice(end, units));
            if (left < 0)
            {
                break;
            }

            end += units;
        }

        return text[..end].TrimEnd();
    }
}
