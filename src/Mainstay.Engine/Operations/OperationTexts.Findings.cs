using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What a planner noticed, the gravest first and of equal weight what nothing mends: as much as a message holds, and the rest in a file.</summary>
internal sealed partial class OperationTexts
{
    private const int MostFindingFields = 3;

    private static IReadOnlyList<ReplyField> FindingFields(IReadOnlyList<Finding> findings)
    {
        var (texts, shown) = Packed(findings);
        var fields = texts.Select((text, i) => new ReplyField(i == 0 ? "Worth knowing" : "Worth knowing as well", text, Inline: false)).ToArray();
        return shown == findings.Count ? fields : [.. fields[..^1], fields[^1] with { Value = $"{fields[^1].Value}\n… and {findings.Count - shown} more, all in the file below" }];
    }

    private IReadOnlyList<ReplyFile> FindingFiles(Id<Guild> guild, IReadOnlyList<Finding> findings) => Packed(findings).Shown < findings.Count
        ? [File(guild, "findings.txt", string.Join('\n', Ordered(findings).Select(f => $"{f.Severity}\t{f.Check}\t{f.Sentence}\texpected: {f.Expected}\tfound: {f.Actual}\t{(f.IsMended ? "this plan" : "to mend")}: {f.Fix}")))]
        : [];

    private static (IReadOnlyList<string> Texts, int Shown) Packed(IReadOnlyList<Finding> findings)
    {
        // Room for the line that says how many more there are.
        const int most = Limits.EmbedFieldValue - 60;
        var texts = new List<StringBuilder>();
        var shown = 0;
        foreach (var words in Ordered(findings).Take(ListedFindings).Select(InWords))
        {
            var line = words.Length > most ? words[..(most - 1)] + "…" : words;
            if (texts.Count == 0 || texts[^1].Length + line.Length + 1 > most)
            {
                if (texts.Count == MostFindingFields)
                {
                    break;
                }

                texts.Add(new StringBuilder());
            }

            texts[^1].Append(texts[^1].Length == 0 ? "" : "\n").Append(line);
            shown++;
        }

        return ([.. texts.Select(t => t.ToString())], shown);
    }

    private static IEnumerable<Finding> Ordered(IReadOnlyList<Finding> findings) => findings.OrderByDescending(f => f.Severity).ThenBy(f => f.IsMended);

    private static string InWords(Finding finding)
    {
        string[] details =
        [
            .. finding.Expected.Length > 0 ? (string[])[$"expected: {finding.Expected}"] : [],
            .. finding.Actual.Length > 0 ? (string[])[$"found: {finding.Actual}"] : [],
            .. finding.Fix.Length > 0 && !finding.Sentence.Contains(finding.Fix, StringComparison.Ordinal) ? (string[])[$"{(finding.IsMended ? "this plan" : "to mend")}: {finding.Fix}"] : [],
        ];
        return $"{Sign(finding.Severity)} {finding.Sentence}{(details.Length == 0 ? "" : $"\n-# {string.Join(" · ", details)}")}";
    }
}
