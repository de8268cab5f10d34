using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Operations;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>Roles and channels whose request was not simply answered, or that somebody else had a hand in.</summary>
public class StructureOutcomeTests
{
    [Fact]
    public async Task Without_the_log_what_is_younger_than_the_send_may_be_what_the_step_made()
    {
        await using var rig = await KindRig.StartAsync();
        var run = await rig.PlanAsync([new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "mine" }, Reason = "test" }]);
        await SentAsync(rig, run);
        await rig.Discord.CreateRoleAsync(rig.Guild, new CreateRole { Name = "renamed since" }, null, KindRig.Token);
        rig.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, Status = 403, On = $"{Routes.GetAuditLog.Method} {Routes.GetAuditLog.Template}", Share = 1 }] };

        (await rig.ResumeAsync(run)).Single().State.ShouldBe(StepState.Unverified);
        (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).ShouldNotContain(r => r.Name == "mine");
    }

    [Fact]
    public async Task What_was_made_and_whose_answer_was_lost_exists_once_and_is_known()
    {
        await using var rig = await KindRig.StartAsync();
        rig.Faults = new FaultPlan
        {
            Rules =
            [
                new() { Kind = FaultKind.DropAfter, On = $"{Routes.CreateRole.Method} {Routes.CreateRole.Template}", Ordinals = [1] },
                new() { Kind = FaultKind.DropBefore, On = $"{Routes.CreateRole.Method} {Routes.CreateRole.Template}", Ordinals = [2] },
                new() { Kind = FaultKind.DropAfter, On = $"{Routes.CreateGuildChannel.Method} {Routes.CreateGuildChannel.Template}", Ordinals = [1] },
            ],
        };
        var steps = await rig.ApplyAsync(
            new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "Twin" }, Reason = "test" },
            new RoleChange { Role = Provisional.Id<Role>(2), After = new RoleState { Name = "Twin" }, Reason = "test" },
            new ChannelChange { Channel = Provisional.Id<Channel>(3), After = new ChannelState { Type = ChannelType.GuildText, Name = "lost" }, Reason = "test" });

        steps.ShouldAllBe(s => s.State == StepState.Applied);
        var twins = (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Where(r => r.Name == "Twin").Select(r => r.Id.Value).Order();
        steps.Where(s => s.Change is RoleChange).Select(s => s.Made!.Value).Order().ShouldBe(twins);
        (await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token)).Single(c => c.Name == "lost").Id.Value.ShouldBe(steps.Single(s => s.Change is ChannelChange).Made!.Value);
    }

    [Fact]
    public async Task Edits_and_deletions_whose_answers_were_lost_are_done_once()
    {
        await using var rig = await KindRig.StartAsync();
        var made = await rig.ApplyAsync(
            new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "one" }, Reason = "test" },
            new RoleChange { Role = Provisional.Id<Role>(2), After = new RoleState { Name = "two" }, Reason = "test" },
            new ChannelChange { Channel = Provisional.Id<Channel>(3), After = new ChannelState { Type = ChannelType.GuildText, Name = "three" }, Reason = "test" });
        made.ShouldAllBe(s => s.State == StepState.Applied);
        rig.Faults = new FaultPlan
        {
            Rules =
            [
                .. new[] { Routes.ModifyRole, Routes.DeleteRole, Routes.DeleteChannel, Routes.ModifyChannel, Routes.SetOverwrite }
                    .Select(r => new FaultRule { Kind = FaultKind.DropAfter, On = $"{r.Method} {r.Template}", Ordinals = [1] }),
            ],
        };
        var (one, two, three, general) = (rig.Role("one"), rig.Role("two"), rig.Channel("three"), rig.Channel("general"));
        var steps = await rig.ApplyAsync(
            new RoleChange { Role = one.Id, Before = new RoleState { Name = "one" }, After = new RoleState { Name = "uno" }, Reason = "test" },
            new RoleChange { Role = two.Id, Before = ObjectStates.Whole(rig.Image, two), Reason = "test" },
            new ChannelChange { Channel = three.Id, Before = ObjectStates.Whole(rig.Image, three), Reason = "test" },
            new ChannelChange { Channel = general.Id, Before = new ChannelState { Topic = "" }, After = new ChannelState { Topic = "About" }, Reason = "test" });

        steps.ShouldAllBe(s => s.State == StepState.Applied);
        (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Select(r => r.Name).ShouldContain("uno");
        (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Select(r => r.Name).ShouldNotContain("two");
        (await rig.Discord.GetChannelAsync(general.Id, null, KindRig.Token)).Topic.OrDefault().ShouldBe("About");
    }

    [Fact]
    public async Task What_somebody_else_changed_in_between_is_left_alone()
    {
        await using var rig = await KindRig.StartAsync();
        await rig.ApplyAsync(new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "mine" }, Reason = "test" });
        var (role, general) = (rig.Role("mine"), rig.Channel("general"));
        var run = await rig.PlanAsync(
        [
            new RoleChange { Role = role.Id, Before = new RoleState { Name = "mine" }, After = new RoleState { Name = "yours" }, Reason = "test" },
            new ChannelChange { Channel = general.Id, Before = new ChannelState { Topic = "" }, After = new ChannelState { Topic = "About" }, Reason = "test" },
        ]);
        await rig.Discord.ModifyRoleAsync(rig.Guild, role.Id, new ModifyRole { Name = "theirs" }, null, KindRig.Token);
        await rig.Discord.DeleteChannelAsync(general.Id, null, KindRig.Token);
        await Wait.UntilAsync(() => rig.Image.Roles.Find(role.Id)?.Name == "theirs" && rig.Image.Channels.IsGone(general.Id));

        (await rig.ResumeAsync(run)).Select(s => s.Failure?.Code).ShouldBe(["target.changed", "target.gone"], ignoreOrder: true);
    }

    private static Task SentAsync(KindRig rig, Run run) =>
        rig.ExecuteAsync($"UPDATE operation_step SET state = 'sent', sent_at = {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()} WHERE run_id = {run.Id}");
}
