namespace Mainstay.Architecture.Tests;

/// <summary>Our compiled assemblies, by the short names that the table of DESIGN §3 uses.</summary>
internal static class Assemblies
{
    private const string Prefix = "Mainstay.";

    public static readonly string[] Names = ["Discord", "Sdk", "Engine", "Store", "Modules", "Sandbox", "Testing", "Host"];

    public static string PathOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, name == "Host" ? "mainstay.dll" : $"{Prefix}{name}.dll");

    public static string Short(string assembly) =>
        assembly == "mainstay" ? "Host" : assembly.StartsWith(Prefix, StringComparison.Ordinal) ? assembly[Prefix.Length..] : assembly;

    public static bool IsOurs(string assembly) => assembly == "mainstay" || assembly.StartsWith(Prefix, StringComparison.Ordinal);
}
