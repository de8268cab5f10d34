using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>Settings that name a deleted channel, while the policy for channels has a person decide what becomes of it.</summary>
public sealed class ConfigPlannerTests
{
    private const ulong Log = 700;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_waits_for_a_decision_about_channels_is_not_forgotten_meanwhile(bool everything)
    {
        var draft = Plan(everything ? Routine.All : Routine.Config, null);

        draft.Changes.ShouldBeEmpty();
        draft.Findings.ShouldHaveSingleItem().Sentence.ShouldContain("Nothing is changed until you decide");
    }

    [Fact]
    public void Once_it_is_decided_that_Discord_is_right_it_is_forgotten() =>
        Plan(Routine.Config, Winner.Discord).Changes.ShouldHaveSingleItem().ShouldBeOfType<SettingsChange>().After.ShouldBe("""{"log-channel":null,"quiet":[]}""");

    [Fact]
    public void A_list_that_names_what_waits_keeps_its_entry_as_well_and_one_that_names_something_else_does_not()
    {
        var change = Plan(Routine.Config, null, new SettingId("quiet", "Quiet", DiscordObject.Channel, Log) { Index = 0 }, new SettingId("quiet", "Quiet", DiscordObject.Channel, 701) { Index = 1 })
            .Changes.ShouldHaveSingleItem().ShouldBeOfType<SettingsChange>();

        change.After.ShouldBe("""{"log-channel":"700","quiet":["700"]}""");
    }

    private static Draft Plan(Routine routines, Winner? decided, params SettingId[] listed)
    {
        var image = new GuildBuilder().Build();
        var asked = new SettingId("log-channel", "log channel", DiscordObject.Channel, Log) { IsNullable = true, Channel = new SettingChannelAttribute(ChannelType.GuildText) { Name = "log" } };
        var body = $$"""{"log-channel":"{{Log}}","quiet":[{{string.Join(',', listed.Select(id => $"\"{id.Id}\""))}}]}""";
        var input = new RepairInput
        {
            Routines = routines & (Routine.Channels | Routine.Config),
            Policies = new RepairSettings { Channels = Winner.Ask },
            Decided = decided,
            Settings = [new SettingsRecord("replies", "Replies", body, [asked, .. listed])],
        };
        var actor = new Actor { User = GuildBuilder.Owner };
        return RepairPlanner.Plan(new(image, input, Arguments.None, actor, Reaches.Of(image, actor), DateTimeOffset.UnixEpoch)).Value;
    }
}
