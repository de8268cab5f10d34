using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Server;

/// <summary>The world that a sandbox begins with, its name, and the records beside it.</summary>
internal sealed record BuiltWorld(DiscordWorld World, string Scenario, ScenarioRoster? Roster);

/// <summary>Makes the world that a sandbox begins with.</summary>
internal static class Worlds
{
    private const string BotName = "Mainstay";

    public static BuiltWorld Make(SandboxOptions options)
    {
        if (options.World is { } make)
        {
            return new BuiltWorld(make(options), "custom", null);
        }

        var scenario = options.TemplateFile is { } file ? Scenario.FromTemplate(File.ReadAllText(file)) : Scenario.Parse(options.Scenario);
        var world = new DiscordWorld(options.Time, options.Seed);
        var roster = scenario.Build(world, new ScenarioSeat(options.Token, BotName, options.Seed));
        return new BuiltWorld(world, scenario.Name, roster);
    }
}
