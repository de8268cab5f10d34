using System.Text;
using System.Text.RegularExpressions;
using Mainstay.EndToEnd.Running;

namespace Mainstay.EndToEnd.Guide;

/// <summary>One script of a page and what the page says that it answers.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Text">What the reader copies.</param>
/// <param name="Answer">What comes of it; empty when the page shows nothing.</param>
internal sealed record GuideScript(int Line, string Text, string Answer)
{
    /// <summary>
    /// Whether something printed is that answer: word for word, where an ellipsis stands for any text of its line, and a line of an ellipsis alone for any lines.
    /// </summary>
    public bool IsAnsweredBy(string printed)
    {
        var pattern = new StringBuilder("^");
        foreach (var line in Lines(Answer))
        {
            pattern.Append(line.Trim() == "…" ? @"(?:[^\n]*\n)*?" : Regex.Escape(line).Replace("…", @"[^\n]*", StringComparison.Ordinal) + @"\n");
        }

        return Regex.IsMatch(string.Concat(Lines(printed).Select(line => line + "\n")), pattern.Append('$').ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    private static IEnumerable<string> Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
}

/// <summary>A page of the guide: the scripts in it, in order. <c>```sh</c> is one, <c>```text</c> right after it is its answer, <c>```sh server</c> runs in a terminal of its own.</summary>
internal sealed record GuidePage(string Name, GuideScript? Server, IReadOnlyList<GuideScript> Scripts)
{
    public static string Folder { get; } = Path.Combine(Repository.Folder, "docs", "guide");

    public static GuidePage Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name));
        GuideScript? server = null;
        var scripts = new List<GuideScript>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var (kind, start) = (lines[at][3..].Trim(), at + 1);
            at = Array.IndexOf(lines, "```", start);
            var text = string.Concat(lines[start..at].Select(line => line + "\n"));
            switch (kind)
            {
                case "sh server" when server is null && scripts.Count == 0:
                    server = new GuideScript(start, text, "");
                    break;
                case "sh":
                    scripts.Add(new GuideScript(start, text, ""));
                    break;
                case "text" when scripts.Count > 0 && scripts[^1].Answer.Length == 0:
                    scripts[^1] = scripts[^1] with { Answer = text };
                    break;
                default:
                    throw new InvalidOperationException($"{name}:{start}: a block of \"{kind}\" is not expected here.");
            }
        }

        return new GuidePage(name, server, scripts);
    }
}
