using System.Globalization;
using System.Text;

namespace Mainstay.Sandbox.Scenarios.Names;

/// <summary>A person's names: how they call themselves, and the account's unique name (Latin letters, as Discord wants it).</summary>
internal readonly record struct PersonName(string Shown, string Username, string Given, string Family);

/// <summary>People of many places, by chance of a seed. Usernames are never given twice.</summary>
internal sealed class NameSource(Random chance)
{
    private static readonly string[] Handles = ["owl", "river", "maple", "comet", "pixel", "harbor", "quill", "ember", "lotus", "raven", "cedar", "orbit", "tiger", "wave", "lark", "onyx"];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public PersonName Next()
    {
        var culture = NameBook.Pick(chance);
        var given = culture.Given[chance.Next(culture.Given.Length)];
        var family = culture.Family[chance.Next(culture.Family.Length)];
        var shown = culture.FamilyFirst ? $"{family.Native}{culture.Between}{given.Native}" : $"{given.Native}{culture.Between}{family.Native}";
        return new PersonName(shown, Free(Handle(given.Latin, family.Latin)), given.Native, family.Native);
    }

    /// <summary>For masses: no search for collisions, as the number makes it unique.</summary>
    public PersonName Quick(int number)
    {
        var culture = NameBook.Cultures[chance.Next(NameBook.Cultures.Length)];
        var given = culture.Given[chance.Next(culture.Given.Length)];
        return new PersonName(given.Native, string.Create(CultureInfo.InvariantCulture, $"{given.Latin}_{number}"), given.Native, "");
    }

    private string Handle(string given, string family) => chance.Next(5) switch
    {
        0 => $"{given}.{family}",
        1 => $"{given}{chance.Next(70, 2012)}",
        2 => $"{given[0]}{family}",
        3 => $"{given}_{Handles[chance.Next(Handles.Length)]}",
        _ => $"{family}{given[0]}",
    };

    private string Free(string wanted)
    {
        var clean = new StringBuilder();
        foreach (var c in wanted)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.')
            {
                clean.Append(c);
            }
        }

        var name = clean.Length < 2 ? clean.Append("00").ToString() : clean.ToString();
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{clean}{i}");
        }

        return name;
    }
}
