using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Sdk.Data;

/// <summary>
/// One step of a module's schema, up and down, as SQL that both databases understand (statements end with <c>;</c>; <c>{bytes}</c>, <c>{identity}</c> and
/// <c>{clustered}</c> stand for the dialect's words). Once released a migration never changes: its checksum is kept in the database, and another text is refused.
/// </summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">What the step does, in a few words; part of the file name.</param>
/// <param name="Up">The SQL that makes the step.</param>
/// <param name="Down">The SQL that takes it back exactly.</param>
public sealed record Migration(int Number, string Name, string Up, string Down)
{
    /// <summary>SHA-256 over both texts with line ends made equal, as 64 lower-case hexadecimal digits.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(Up) + "\n--down--\n" + Normal(Down))));

    private static string Normal(string sql) => sql.ReplaceLineEndings("\n").Trim();
}

/// <summary>All migrations of one module, in order. Their numbers count per module; modules migrate in the order in which the program lists them.</summary>
public sealed class MigrationSet
{
    /// <summary>A set made of migrations at hand.</summary>
    /// <exception cref="ArgumentException">The numbers do not run 1, 2, 3, ...</exception>
    public MigrationSet(string module, IReadOnlyList<Migration> migrations)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(module);
        ArgumentNullException.ThrowIfNull(migrations);
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Number != i + 1)
            {
                throw new ArgumentException($"Migration {i + 1} of module {module} has the number {migrations[i].Number}.", nameof(migrations));
            }
        }

        Module = module;
        Migrations = migrations;
    }

    /// <summary>Whose schema this is.</summary>
    public string Module { get; }

    /// <summary>The steps, numbered from 1.</summary>
    public IReadOnlyList<Migration> Migrations { get; }

    /// <summary>The sets of all modules in the order in which they migrate: every record refers to a guild of the mirror, and runs are the engine's.</summary>
    public static IReadOnlyList<MigrationSet> InOrder(IEnumerable<IModule> modules) =>
    [
        .. modules.Select(module => module.Migrations).OfType<MigrationSet>().OrderBy(set => set.Module switch
        {
            "mirror" => 0,
            "engine" => 1,
            _ => 2,
        }),
    ];

    /// <summary>
    /// Reads the embedded files <c>0001_what_it_does.up.sql</c> and <c>.down.sql</c> that lie in the folder of <paramref name="anchor" />'s namespace, or in its
    /// subfolder <c>Migrations</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A file has no partner, or the numbers have gaps.</exception>
    public static MigrationSet Embedded(string module, Type anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        var prefixes = new[] { anchor.Namespace + ".", anchor.Namespace + ".Migrations." };
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in anchor.Assembly.GetManifestResourceNames())
        {
            var prefix = prefixes.LastOrDefault(p => resource.StartsWith(p, StringComparison.Ordinal));
            if (prefix is not null && resource.EndsWith(".sql", StringComparison.Ordinal) && char.IsAsciiDigit(resource[prefix.Length]))
            {
                using var reader = new StreamReader(anchor.Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
                files[resource[prefix.Length..]] = reader.ReadToEnd();
            }
        }

        var migrations = new List<Migration>();
        foreach (var (file, up) in files.Where(f => f.Key.EndsWith(".up.sql", StringComparison.Ordinal)))
        {
            var stem = file[..^".up.sql".Length];
            var down = files.GetValueOrDefault(stem + ".down.sql") ?? throw new ArgumentException($"Module {module} has {file} and no {stem}.down.sql.");
            var cut = stem.IndexOf('_', StringComparison.Ordinal);
            migrations.Add(new Migration(int.Parse(stem.AsSpan(0, cut), provider: null), stem[(cut + 1)..], up, down));
        }

        return new MigrationSet(module, migrations);
    }
}
