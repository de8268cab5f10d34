using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Host.Db;

/// <summary>Prints for people or for scripts. What the database says about itself cannot steer the terminal.</summary>
internal sealed class DbOutput(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions Printing = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public void Print(object data, Func<IEnumerable<string>> lines)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(data, Printing));
            return;
        }

        foreach (var line in lines())
        {
            output.WriteLine(string.Concat(line.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)));
        }
    }

    /// <summary>Rows of cells, each column as wide as its widest.</summary>
    public static IEnumerable<string> Columns(IReadOnlyList<string[]> rows)
    {
        var widths = rows.Count == 0 ? [] : Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public static string Count(long number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
