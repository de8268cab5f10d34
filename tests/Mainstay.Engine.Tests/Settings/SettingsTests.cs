using System.Text;
using Mainstay.Engine.Journal;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Settings;

public class SettingsTests
{
    [Fact]
    public async Task Nothing_saved_means_the_defaults()
    {
        await using var rig = await EngineRig.StartAsync();
        var version = await rig.Get<ISettings>().GetAsync<ProbeSettings>(rig.Guild, EngineRig.Token);

        (version.Number, version.Value).ShouldBe((0, new ProbeSettings()));
    }

    [Fact]
    public async Task A_version_has_author_and_difference_and_the_history_keeps_all()
    {
        await using var rig = await EngineRig.StartAsync();
        var settings = rig.Get<ISettings>();
        await settings.SaveAsync(rig.Guild, new ProbeSettings { Much = 5 }, 0, new Actor { User = new(10) }, EngineRig.Token);
        var second = (await settings.SaveAsync(rig.Guild, new ProbeSettings { Much = 5, Title = "new" }, 1, new Actor { User = new(11) }, EngineRig.Token)).Value;

        second.Differences.ShouldHaveSingleItem().Property.ShouldBe("title");
        (await settings.GetAsync<ProbeSettings>(rig.Guild, EngineRig.Token)).Value.ShouldBe(new ProbeSettings { Much = 5, Title = "new" });
        (await settings.HistoryAsync<ProbeSettings>(rig.Guild, EngineRig.Token)).Select(v => (v.Number, v.Author.Value)).ShouldBe([(2, 11UL), (1, 10UL)]);
        var rows = await rig.QueryAsync<JournalRow>($"SELECT {JournalStore.Columns} FROM journal ORDER BY number");
        rows.Select(r => (r.Action, r.ActorId, r.Outcome)).ShouldBe([("settings.saved", 10L, "applied"), ("settings.saved", 11L, "applied")]);
        (await rig.Get<IDatabase>().ReadAsync(async unit => Encoding.UTF8.GetString((await rig.Get<JournalStore>().OpenAsync(unit, rows[1])).Text!), EngineRig.Token))
            .ShouldContain("\"title\":");
    }

    [Fact]
    public async Task Out_of_bounds_is_named_and_not_saved()
    {
        await using var rig = await EngineRig.StartAsync();

        (await rig.Get<ISettings>().SaveAsync(rig.Guild, new ProbeSettings { Much = 11 }, 0, Actor.Mainstay, EngineRig.Token)).Failure.Sentence.ShouldContain("between 1 and 10");
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM setting_version")).ShouldBe([0]);
    }

    [Fact]
    public async Task Who_saves_over_somebody_else_is_told()
    {
        await using var rig = await EngineRig.StartAsync();
        var settings = rig.Get<ISettings>();
        await settings.SaveAsync(rig.Guild, new ProbeSettings { Much = 5 }, 0, new Actor { User = new(10) }, EngineRig.Token);

        (await settings.SaveAsync(rig.Guild, new ProbeSettings { Much = 6 }, 0, new Actor { User = new(11) }, EngineRig.Token)).Failure.Code.ShouldBe("settings.conflict");
    }
}
