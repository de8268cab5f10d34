using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Settings;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>The guild's own settings, messages, rows and settings of Mainstay, against Discord in a box.</summary>
public class OtherKindTests
{
    [Fact]
    public async Task The_guilds_own_settings_change_and_change_back()
    {
        await using var rig = await KindRig.StartAsync();
        rig.Faults = Lose(Routes.ModifyGuild);
        var steps = await rig.ApplyAsync(new GuildChange
        {
            Guild = rig.Guild,
            Before = new GuildState { Name = "Empty server", AfkTimeoutSeconds = rig.Image.Guild!.AfkTimeout },
            After = new GuildState { Name = "Full server", AfkTimeoutSeconds = 900 },
            Reason = "test",
        });
        steps.Single().State.ShouldBe(StepState.Applied);
        (await rig.Discord.GetGuildAsync(rig.Guild, false, null, KindRig.Token)).Name.ShouldBe("Full server");

        await Wait.UntilAsync(() => rig.Image.Guild!.Name == "Full server");
        await rig.UndoAsync(steps);
        (await rig.Discord.GetGuildAsync(rig.Guild, false, null, KindRig.Token)).Name.ShouldBe("Empty server");

        rig.Obstacles(new GuildChange { Guild = rig.Guild, Before = new(), After = new GuildState { Name = "x" }, Reason = "test" }).ShouldContain(o => o.Contains("2 to 100", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_posted_once_edited_and_taken_back_though_answers_are_lost()
    {
        await using var rig = await KindRig.StartAsync();
        var general = rig.Channel("general").Id;
        rig.Faults = Lose(Routes.CreateMessage, Routes.EditMessage, Routes.DeleteMessage);
        var posted = await rig.ApplyAsync(
            new MessageChange { Channel = general, Message = Provisional.Id<Message>(1), After = new MessageState { Content = "Welcome", Title = "Rules", Text = "Be kind." }, Reason = "test" });
        posted.Single().State.ShouldBe(StepState.Applied);
        var id = new Id<Message>(posted.Single().Made!.Value);
        (await rig.Discord.ListMessagesAsync(general, options: null, cancellationToken: KindRig.Token)).Count(m => m.Content == "Welcome").ShouldBe(1);

        var edited = await rig.ApplyAsync(new MessageChange
        {
            Channel = general,
            Message = id,
            Before = new MessageState { Content = "Welcome", Title = "Rules", Text = "Be kind." },
            After = new MessageState { Content = "Hello" },
            Reason = "test",
        });
        edited.Single().State.ShouldBe(StepState.Applied);
        (await rig.Discord.GetMessageAsync(general, id, null, KindRig.Token)).Content.ShouldBe("Hello");

        await rig.UndoAsync(edited);
        (await rig.Discord.GetMessageAsync(general, id, null, KindRig.Token)).Embeds.Single().Title.ShouldBe("Rules");
        await rig.UndoAsync(posted);
        (await rig.Discord.ListMessagesAsync(general, options: null, cancellationToken: KindRig.Token)).ShouldAllBe(m => m.Id != id);
    }

    [Fact]
    public async Task Rows_and_settings_are_written_left_alone_when_changed_and_taken_back()
    {
        await using var rig = await KindRig.StartAsync();
        var before = JsonSerializer.Serialize(new KindProbeSettings(), SettingsSchema.Json);
        var after = JsonSerializer.Serialize(new KindProbeSettings { Home = rig.Channel("general").Id }, SettingsSchema.Json);
        var row = new RowChange { Table = "kindprobe_spot", Key = Key(rig, 1), After = new Row { ["note"] = "one" }, Reason = "test", Summary = "note" };
        var change = new SettingsChange { Settings = "kindprobe", Before = before, After = after, Reason = "test", Summary = "a home" };
        var steps = await rig.ApplyAsync(row, change);
        steps.ShouldAllBe(s => s.State == StepState.Applied);
        var settings = rig.Get<ISettings>();
        (await settings.GetAsync<KindProbeSettings>(rig.Guild, KindRig.Token)).Value.Home.ShouldBe(rig.Channel("general").Id);

        (await rig.ApplyAsync(row, change)).ShouldAllBe(s => s.Failure!.Code == "target.already");
        await rig.ExecuteAsync("UPDATE kindprobe_spot SET note = 'two'");
        (await rig.ApplyAsync(row with { Before = new Row { ["note"] = "one" }, After = new Row { ["note"] = "three" } })).Single().Failure!.Code.ShouldBe("target.changed");
        await rig.ExecuteAsync("UPDATE kindprobe_spot SET note = 'one'");

        await rig.UndoAsync(steps);
        (await rig.QueryAsync<string>("SELECT note FROM kindprobe_spot")).ShouldBeEmpty();
        (await settings.GetAsync<KindProbeSettings>(rig.Guild, KindRig.Token)).Value.Home.IsNone.ShouldBeTrue();
        rig.Obstacles(row with { Table = "journal" }).ShouldContain(o => o.Contains("cannot be written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whole_tables_are_emptied_and_put_back_from_the_snapshot_that_was_named()
    {
        await using var rig = await KindRig.StartAsync();
        await rig.ExecuteAsync($"INSERT INTO kindprobe_spot (guild_id, number, note) VALUES ({rig.Guild}, 1, 'one'), ({rig.Guild}, 2, 'two')");
        (await rig.Get<ISnapshots>().KeepTablesAsync(rig.Guild, ["kindprobe_spot"], Actor.Mainstay, "test", KindRig.Token)).Try(out var kept, out _).ShouldBeTrue();
        var wipe = new TablesChange { Tables = ["kindprobe_spot"], Before = kept, Reason = "test", Risk = Risk.Destructive };

        var steps = await rig.ApplyAsync(wipe);
        steps.Single().State.ShouldBe(StepState.Applied);
        (await rig.QueryAsync<long>("SELECT number FROM kindprobe_spot")).ShouldBeEmpty();

        await rig.UndoAsync(steps);
        (await rig.QueryAsync<string>("SELECT note FROM kindprobe_spot ORDER BY number")).ShouldBe(["one", "two"]);

        await rig.ExecuteAsync("UPDATE kindprobe_spot SET note = 'three' WHERE number = 2");
        (await rig.ApplyAsync(wipe)).Single().Failure!.Code.ShouldBe("target.changed");
        rig.Obstacles(wipe with { Tables = ["journal"] }).ShouldContain(o => o.Contains("no table of this server's records", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_harms_only_what_depends_on_it()
    {
        await using var rig = await KindRig.StartAsync();
        var run = await rig.PlanAsync(
        [
            new RowChange { Table = "kindprobe_spot", Key = Key(rig, 1), After = new Row { ["note"] = "one" }, Reason = "test", Summary = "note" },
            new RowChange { Table = "kindprobe_spot", Key = Key(rig, 2), After = new Row { ["note"] = "two" }, Reason = "test", Summary = "note", DependsOn = [0] },
            new RowChange { Table = "kindprobe_spot", Key = Key(rig, 3), After = new Row { ["note"] = "three" }, Reason = "test", Summary = "note" },
        ]);
        await rig.ExecuteAsync("CREATE UNIQUE INDEX one_note ON kindprobe_spot (note)");
        await rig.ExecuteAsync($"INSERT INTO kindprobe_spot (guild_id, number, note) VALUES ({rig.Guild}, 9, 'one')");
        (await rig.ResumeAsync(run)).Select(s => (s.State, s.Failure?.Code)).ShouldBe([(StepState.Failed, "row.constraint"), (StepState.Skipped, "step.dependency"), (StepState.Applied, null)]);
    }

    private static Row Key(KindRig rig, long number) => new() { ["guild_id"] = (long)rig.Guild.Value, ["number"] = number };

    private static FaultPlan Lose(params RestRoute[] routes) => new()
    {
        Rules = [.. routes.Select(r => new FaultRule { Kind = FaultKind.DropAfter, On = $"{r.Method} {r.Template}", Ordinals = [1] })],
    };
}
