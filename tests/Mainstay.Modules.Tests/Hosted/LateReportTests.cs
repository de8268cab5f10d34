using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Image;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>Discord lets a reply be changed for 15 minutes. What is said later stands where the person sees it, and nobody else who did not see it before.</summary>
public sealed class LateReportTests
{
    private const string GiveRole = "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}";

    private static readonly TimeSpan PastTheToken = TimeSpan.FromMinutes(16);

    private readonly LeapingTime _time = new();

    [Fact]
    public async Task The_report_of_a_run_that_outlives_its_reply_comes_as_a_direct_message_with_a_button_that_works()
    {
        await using var firm = await StartAsync();
        var (owner, before) = (firm.As("owner"), firm.Roles());
        await HoldAsync(firm, GiveRole, () => BeginRepairAsync(owner));
        _time.Leap(PastTheToken);
        firm.Sandbox.Release("late");

        var report = await DirectAsync(firm, "Repair staff roles: done");
        report.Buttons.ShouldBe(["Undo"]);
        (await OpenAsync(firm)).ShouldBeEmpty();
        var undo = await owner.PressAsync(report, "Undo", LawFirm.Token);
        await owner.PressAsync(undo, "Apply", LawFirm.Token);
        await Wait.UntilAsync(() => firm.Roles().SequenceEqual(before));
    }

    [Fact]
    public async Task So_does_the_report_of_a_run_that_a_stop_interrupted()
    {
        await using var firm = await StartAsync(provesByItself: true);
        var owner = firm.As("owner");
        await HoldAsync(firm, GiveRole, () => BeginRepairAsync(owner));
        await firm.StopAsync();
        firm.Sandbox.Release("late");
        firm.Sandbox.Faults = FaultPlan.None;
        _time.Leap(PastTheToken);
        await firm.StartAgainAsync(LawFirm.Token);

        var report = await DirectAsync(firm, "Repair staff roles: done");
        report.Text.ShouldContain("taken this up again");
        (await OpenAsync(firm)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_everybody_saw_goes_on_in_the_log_channel_or_where_it_began(bool log)
    {
        await using var firm = await StartAsync();
        if (log)
        {
            await LogToAsync(firm);
        }

        JsonNode? begun = null;
        await HoldAsync(firm, "GET /guilds/{guild_id}/roles", async () =>
        {
            var asked = await firm.As("owner").BeginAsync("/sync roles", LawFirm.Token);
            begun = (await firm.As("owner").WaitAsync(asked, seen => seen.Messages.Count > 0, LawFirm.Token)).Messages[0];
        });
        var place = log ? LogOf(firm) : (string)begun!["channel_id"]!;
        var known = (await MessagesAsync(firm, place)).Count;
        _time.Leap(PastTheToken);
        firm.Sandbox.Release("late");

        var report = await FoundAsync(firm, place, "Roles are in sync");
        (await MessagesAsync(firm, place)).Count.ShouldBe(known + 1, report.ToString());
    }

    [Fact]
    public async Task What_Mainstay_does_by_itself_is_told_in_the_log_channel_and_has_no_buttons_there()
    {
        await using var firm = await StartAsync();
        await LogToAsync(firm);
        await firm.SaveSettingsAsync(firm.Guild(), "repair", """{"watch-staff-roles":"heal"}""", LawFirm.Token);

        var applied = await firm.Get<IOperations>().ApplyUnattendedAsync(firm.Guild(), "repair.staff-roles", Arguments.None, LawFirm.Token);

        applied.Succeeded.ShouldBeTrue(applied.Succeeded ? "" : applied.Failure.Sentence);
        (await FoundAsync(firm, LogOf(firm), "Repair staff roles: done")).Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_not_told_what_came_of_a_sync_when_it_ended_is_told_later_and_where_is_forgotten()
    {
        await using var firm = await StartAsync();
        var database = firm.Get<IDatabase>();
        await database.WriteAsync(
            unit => unit.ExecuteAsync("UPDATE sync_run SET reply_private = 1, reply_application = 7, reply_token = 'old', reply_until = 1, ended_at = ended_at - 60000 WHERE origin = 'person'"), LawFirm.Token);

        _time.Leap(TimeSpan.FromMinutes(2));

        await DirectAsync(firm, "Members are in sync");
        await Wait.UntilAsync(
            async () => await database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM sync_run WHERE reply_private IS NOT NULL OR reply_token IS NOT NULL"), LawFirm.Token) == 0,
            () => "the reply is forgotten");
    }

    private static Task LogToAsync(HostedMainstay firm) =>
        firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{LogOf(firm)}}"}""", LawFirm.Token);

    private static string LogOf(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return $"{image.Channels.First(c => c.Name == "bot-commands").Id}";
    }

    private async Task<HostedMainstay> StartAsync(bool provesByItself = false)
    {
        var firm = await HostedMainstay.StartAsync(
            s =>
            {
                s.AddMainstayModules();
                s.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));

                // A leap looks like an outage, after which Mainstay would list the members by itself, in the way of what is asked for here.
                s.Replace(ServiceDescriptor.Singleton(new GuildImageOptions { ProveByItself = provesByItself }));
            },
            new SandboxOptions { RateLimits = RateLimitProfile.Off, Time = _time },
            null,
            LawFirm.Token);
        await LawFirm.ImportAsync(firm);
        // What the schedule may do soon after a start would be in the way, or in its place.
        await firm.SaveSettingsAsync(firm.Guild(), "sync", """{"members":"off","marks":"off"}""", LawFirm.Token);
        await Wait.UntilAsync(
            async () =>
            {
                await firm.As("owner").UseAsync("/sync users", LawFirm.Token);
                var runs = await firm.Get<ISyncRuns>().ListAsync(firm.Guild(), 5, LawFirm.Token);
                return runs.All(r => r.EndedAt is not null) && runs.Any(r => r.Request is { Kind: SyncKind.Users, Origin: SyncOrigin.Person });
            },
            () => "the owner has read the list");
        return firm;
    }

    private static async Task BeginRepairAsync(SandboxPerson owner) =>
        await owner.BeginPressAsync(await owner.UseAsync("/repair staff-roles", LawFirm.Token), "Apply", LawFirm.Token);

    private static async Task HoldAsync(HostedMainstay firm, string route, Func<Task> begin)
    {
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = route, Ordinals = [1], Name = "late" }] };
        await begin();
        await Wait.UntilAsync(() => firm.Sandbox.Waiting("late") > 0, () => $"{route} is held");
    }

    private static async Task<SeenReply> DirectAsync(HostedMainstay firm, string words)
    {
        var channel = await firm.Get<DiscordRest>().CreateDmAsync(Owner(firm), null, LawFirm.Token);
        return await FoundAsync(firm, $"{channel.Id}", words);
    }

    /// <summary>Waits for a message in a channel that says something.</summary>
    private static async Task<SeenReply> FoundAsync(HostedMainstay firm, string channel, string words)
    {
        SeenReply? found = null;
        await Wait.UntilAsync(
            async () => (found = (await MessagesAsync(firm, channel))
                .Select(m => new SeenReply(new JsonObject { ["interaction"] = new JsonObject { ["state"] = "answered" }, ["messages"] = new JsonArray(m!.DeepClone()) }))
                .FirstOrDefault(seen => seen.Text.Contains(words, StringComparison.Ordinal))) is not null,
            () => $"a message says '{words}'");
        return found!;
    }

    /// <summary>Reports of runs in channels of the server, where others would see them.</summary>
    private static async Task<IReadOnlyList<string>> OpenAsync(HostedMainstay firm)
    {
        var found = new List<string>();
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        foreach (var channel in image.Channels.Where(c => c.Type == ChannelType.GuildText))
        {
            found.AddRange((await MessagesAsync(firm, $"{channel.Id}")).Select(m => m!.ToJsonString()).Where(m => m.Contains("Repair staff roles: done", StringComparison.Ordinal)));
        }

        return found;
    }

    private static async Task<JsonArray> MessagesAsync(HostedMainstay firm, string channel) =>
        await firm.As("owner").CallAsync(HttpMethod.Get, $"/channels/{channel}/messages", null, LawFirm.Token) is var answer && answer is JsonArray all ? all : (JsonArray)answer["messages"]!;

    private static Id<User> Owner(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return image.Guild!.OwnerId;
    }
}
