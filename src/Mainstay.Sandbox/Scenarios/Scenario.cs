using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.Templates;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>What a sandbox starts with. The same scenario with the same seed is the same world, ids included, whatever the clock says.</summary>
public abstract class Scenario
{
    private protected Scenario(string name) => Name = name;

    /// <summary>As written after <c>--scenario</c>.</summary>
    public string Name { get; }

    /// <summary>A law firm's community of 1,200 members whose staff roles have drifted away from the firm's records.</summary>
    public static Scenario LawFirm { get; } = new LawFirm.LawFirmScenario();

    /// <summary>One guild with an owner, an administrator, a member, a bot and one channel.</summary>
    public static Scenario Empty { get; } = new EmptyScenario();

    /// <summary>A guild of a given number of members (3 to 1,000,000).</summary>
    public static Scenario Large(int members) => new LargeScenario(members);

    /// <summary>A world from a guild template as Discord serves it at <c>/guilds/templates/{code}</c>, of any year.</summary>
    /// <exception cref="FormatException">The text is no guild template; the message says why.</exception>
    public static Scenario FromTemplate(string json) => new TemplateScenario(GuildTemplateFile.Read(json));

    /// <summary>Reads <c>law-firm</c>, <c>empty</c> or <c>large:N</c>.</summary>
    /// <exception cref="FormatException">Neither of these; the message lists them.</exception>
    public static Scenario Parse(string text)
    {
        if (text == LawFirm.Name)
        {
            return LawFirm;
        }

        if (text == Empty.Name)
        {
            return Empty;
        }

        if (text.StartsWith("large:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan("large:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var members)
            && members is >= LargeScenario.MinMembers and <= LargeScenario.MaxMembers)
        {
            return Large(members);
        }

        throw new FormatException($"There is no scenario \"{text}\". Use law-firm, empty, or large:N with N from {LargeScenario.MinMembers} to {LargeScenario.MaxMembers}.");
    }

    /// <summary>Fills an empty world. What the world's records say beside Discord is the roster; null when the scenario has none.</summary>
    internal abstract ScenarioRoster? Build(DiscordWorld world, ScenarioSeat seat);
}

/// <summary>Who logs in: the bot that is put into the scenario's guild.</summary>
/// <param name="Token">The bot's token, without "Bot ".</param>
/// <param name="BotName">The application's name.</param>
/// <param name="Seed">Everything that looks like chance follows from it.</param>
internal sealed record ScenarioSeat(string Token, string BotName, int Seed);
