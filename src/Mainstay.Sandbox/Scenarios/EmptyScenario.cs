using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios;

internal sealed class EmptyScenario() : Scenario("empty")
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 9, 0, 0, TimeSpan.Zero);

    internal override ScenarioRoster? Build(DiscordWorld world, ScenarioSeat seat)
    {
        var owner = world.AddPerson("olivia", "Olivia", Start.AddYears(-3));
        var application = world.AddApplication(seat.BotName, seat.Token, owner.Id, Start.AddYears(-1));
        var guild = world.AddGuild("Empty server", owner, Start);
        var category = guild.AddChannel(ChannelType.GuildCategory, "Text channels", created: Start);
        var general = guild.AddChannel(ChannelType.GuildText, "general", category, created: Start);
        guild.Settings = guild.Settings with { SystemChannelId = general.Id };
        guild.AddBot(world.User(application.BotId)!, BotPermissions.Sensible, Start.AddDays(1));
        var administrator = guild.AddRole("Admin", Permissions.Administrator, 0xE67E22, hoist: true, created: Start.AddDays(1));
        guild.AddMember(world.AddPerson("adam", "Adam", Start.AddYears(-2)), [administrator.Id], Start.AddDays(1));
        guild.AddMember(world.AddPerson("mia", "Mia", Start.AddYears(-1)), joined: Start.AddDays(2));
        return null;
    }
}
