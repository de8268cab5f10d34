using System.Globalization;
using System.Text;

namespace Mainstay.Sdk;

/// <summary>
/// Unicode's normalization form C (https://unicode.org/reports/tr15/). The program runs without ICU, where <see cref="string.Normalize()" /> does nothing; the data
/// in <c>Composition.txt</c> are the canonical decompositions (<c>=</c> composes back, <c>&gt;</c> does not) and combining classes of the Unicode Character Database.
/// </summary>
internal static class Composition
{
    // Everything below is composed already: the first combining mark.
    private const int FirstMark = 0x300;

    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    private static readonly Lazy<Data> Known = new(Read);

    public static string Compose(string text)
    {
        if (!text.Any(c => c >= FirstMark))
        {
            return text;
        }

        var data = Known.Value;
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(data, rune.Value, runes);
        }

        Order(data, runes);
        Join(data, runes);
        var composed = new StringBuilder(runes.Count);
        runes.ForEach(rune => composed.Append(new Rune(rune)));
        return composed.ToString();
    }

    private static void Decompose(Data data, int rune, List<int> into)
    {
        if (rune is >= HangulFirst and < HangulFirst + (Leads * Vowels * Tails))
        {
            var index = rune - HangulFirst;
            into.Add(LeadFirst + (index / (Vowels * Tails)));
            into.Add(VowelFirst + (index % (Vowels * Tails) / Tails));
            if (index % Tails is var tail and not 0)
            {
                into.Add(TailFirst + tail);
            }
        }
        else if (data.Parts.TryGetValue(rune, out var parts))
        {
            Decompose(data, parts.First, into);
            if (parts.Second != 0)
            {
                Decompose(data, parts.Second, into);
            }
        }
        else
        {
            into.Add(rune);
        }
    }

    /// <summary>Marks on one letter come in the order of their classes; those of one class keep theirs.</summary>
    private static void Order(Data data, List<int> runes)
    {
        for (var i = 1; i < runes.Count; i++)
        {
            var rune = runes[i];
            var mark = data.ClassOf(rune);
            var place = i;
            while (mark != 0 && place > 0 && data.ClassOf(runes[place - 1]) > mark)
            {
                runes[place] = runes[--place];
            }

            runes[place] = rune;
        }
    }

    private static void Join(Data data, List<int> runes)
    {
        var (letter, kept, last) = (-1, 0, -1);
        foreach (var rune in runes.ToArray())
        {
            var mark = data.ClassOf(rune);
            if (letter >= 0 && last < mark && Pair(data, runes[letter], rune) is { } one)
            {
                runes[letter] = one;
                continue;
            }

            // Nothing composes past a mark of its own class, nor past another letter.
            (letter, last) = mark == 0 ? (kept, -1) : (letter, mark);
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static int? Pair(Data data, int first, int second) => (first - LeadFirst, second - VowelFirst, first - HangulFirst, second - TailFirst) switch
    {
        ( >= 0 and < Leads, >= 0 and < Vowels, _, _) => HangulFirst + ((((first - LeadFirst) * Vowels) + second - VowelFirst) * Tails),
        (_, _, >= 0 and < Leads * Vowels * Tails, > 0 and < Tails) when (first - HangulFirst) % Tails == 0 => first + second - TailFirst,
        _ => data.Pairs.TryGetValue((first, second), out var one) ? one : null,
    };

    private static Data Read()
    {
        var data = new Data([], [], []);
        using var reader = new StreamReader(typeof(Composition).Assembly.GetManifestResourceStream("Mainstay.Sdk.Composition.txt")!);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', '-');
            if (words[1] is "=" or ">")
            {
                var parts = (Hex(words[2]), words.Length > 3 ? Hex(words[3]) : 0);
                data.Parts[Hex(words[0])] = parts;
                if (words[1] == "=")
                {
                    data.Pairs[parts] = Hex(words[0]);
                }
            }
            else
            {
                for (var rune = Hex(words[0]); rune <= Hex(words[1]); rune++)
                {
                    data.Classes[rune] = byte.Parse(words[2], CultureInfo.InvariantCulture);
                }
            }
        }

        return data;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Data(Dictionary<int, (int First, int Second)> Parts, Dictionary<(int First, int Second), int> Pairs, Dictionary<int, byte> Classes)
    {
        public int ClassOf(int rune) => Classes.GetValueOrDefault(rune);
    }
}
