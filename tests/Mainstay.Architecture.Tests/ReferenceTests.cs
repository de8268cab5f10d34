using System.Reflection;

namespace Mainstay.Architecture.Tests;

/// <summary>Who may use whom. A new edge here is a decision: write down why, in docs/decisions.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Discord"] = [],
        ["Sdk"] = ["Discord"],
        ["Engine"] = ["Sdk", "Discord"],
        ["Store"] = ["Sdk", "Discord"],
        ["Modules"] = ["Sdk", "Discord"],
        ["Sandbox"] = ["Discord"],
        ["Testing"] = ["Discord", "Sdk", "Engine", "Store", "Sandbox"],
        ["Host"] = ["Discord", "Sdk", "Engine", "Store", "Modules", "Sandbox"],
    };

    public static TheoryData<string> Projects => [.. Assemblies.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        var references = Assembly.LoadFrom(Assemblies.PathOf(project)).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(Assemblies.IsOurs)
            .Select(Assemblies.Short);

        references.Except(Allowed[project]).ShouldBeEmpty($"{project} may reference only: {string.Join(", ", Allowed[project])}");
    }

    // [Folder whose types may not name the types of the second]: within one assembly only a test is a wall.
    [Theory]
    [InlineData("Discord", "Mainstay.Discord.Rest", "Mainstay.Discord.Gateway")]
    [InlineData("Discord", "Mainstay.Discord.Gateway", "Mainstay.Discord.Rest")]
    [InlineData("Sandbox", "Mainstay.Sandbox", "Mainstay.Discord.Rest")]
    [InlineData("Sandbox", "Mainstay.Sandbox", "Mainstay.Discord.Gateway")]
    public void One_folder_does_not_name_the_types_of_another(string assembly, string from, string to)
    {
        var uses = TypeUses.Of(Assemblies.PathOf(assembly));
        uses.ShouldNotBeEmpty();

        uses.Where(use => In(use.From, from) && In(use.To, to)).Select(use => $"{use.From} names {use.To}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_module_names_no_type_of_another_module()
    {
        const string root = "Mainstay.Modules.";
        var uses = TypeUses.Of(Assemblies.PathOf("Modules"));

        uses.Where(use => use.From.StartsWith(root, StringComparison.Ordinal) && use.To.StartsWith(root, StringComparison.Ordinal))
            .Select(use => (From: Module(use.From), To: Module(use.To), use))
            .Where(pair => pair.From is not null && pair.To is not null && pair.From != pair.To)
            .Select(pair => $"{pair.use.From} names {pair.use.To}").Distinct().ShouldBeEmpty();

        static string? Module(string type) => type[root.Length..].Split('.') is { Length: > 1 } parts ? parts[0] : null;
    }

    [Fact]
    public void The_reader_of_uses_sees_what_method_bodies_name()
    {
        var uses = TypeUses.Of(typeof(ReferenceTests).Assembly.Location);

        uses.ShouldContain(use => use.From == typeof(ReferenceTests).FullName && use.To == typeof(TypeUses).FullName);
    }

    private static bool In(string type, string space) => type.StartsWith(space + ".", StringComparison.Ordinal);
}
